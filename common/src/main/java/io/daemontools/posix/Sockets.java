package io.daemontools.posix;

/**
 * Unix datagram sockets. Their descriptors are non-blocking and close-on-exec; {@link Descriptors#poll} reports one that has a
 * datagram. Failures are {@link PosixException}s. A call that a signal interrupts (EINTR) is repeated.
 */
public interface Sockets {
    /**
     * {@code socket(2)} AF_UNIX, SOCK_DGRAM|SOCK_NONBLOCK|SOCK_CLOEXEC; where these flags do not exist, {@code fcntl(2)}.
     *
     * @return a socket without a name, to send from or to {@link #bind}
     * @throws PosixException EMFILE, ENFILE, ENOBUFS, ENOMEM; EAFNOSUPPORT
     */
    int socket();

    /**
     * {@code bind(2)}: makes a socket file, at which the socket then receives datagrams. First {@code setsockopt(2)} requests the
     * credentials of senders: SO_PASSCRED on Linux, LOCAL_CREDS_PERSISTENT on FreeBSD since 13, LOCAL_CREDS on NetBSD. If that fails or
     * there is no such option, they are {@link Datagram#UNKNOWN}.
     *
     * @param mode the permissions of the file, whatever the umask, from its creation on: {@code umask(2)} is set for the call. A
     *     sender needs the permission to write
     * @throws PosixException EADDRINUSE if a file of that name exists, a socket or not; ENAMETOOLONG if the path is longer than {@link
     *     #longestSocketPath}; ENOENT, EACCES, EROFS, ENOSPC
     */
    void bind(int socket, CharSequence path, int mode);

    /** The length in bytes of the longest path of a socket: the size of {@code sun_path} in {@code sockaddr_un}, without the NUL. */
    int longestSocketPath();

    /**
     * {@code recvmsg(2)} with MSG_CMSG_CLOEXEC: receives one datagram. Bytes for which {@code into} has no room are lost. Descriptors
     * that the sender has attached (SCM_RIGHTS) are closed.
     *
     * @return false for EAGAIN: there is none
     * @throws PosixException ENOMEM, ENOBUFS; on OpenBSD EMSGSIZE for a datagram with too many descriptors, which is lost
     */
    boolean recvmsg(int socket, Datagram into);

    /**
     * {@code sendto(2)}: sends one datagram, whole or not at all.
     *
     * @param path the name of a bound socket
     * @return the number of bytes; {@link Descriptors#WOULD_BLOCK} for EAGAIN: the receiver has too many already
     * @throws PosixException ENOENT; ECONNREFUSED if the file is no socket, or its socket was closed; EACCES; EMSGSIZE; ENAMETOOLONG;
     *     ENOBUFS, which is FreeBSD's for too many
     */
    int sendto(int socket, byte[] buffer, int offset, int length, CharSequence path);
}
