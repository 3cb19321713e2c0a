package io.daemontools.supervise;

import io.daemontools.posix.Datagram;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/**
 * The socket at which a service notifies supervise ({@code sd_notify(3)}). An instance takes 5 KB, so one exists only for a service
 * that has such a socket; receiving allocates nothing.
 */
final class NotifySocket {
    /** The variable in the environment of the service that has the address of the socket. */
    static final String VARIABLE = "NOTIFY_SOCKET";

    private static final int NONE = -1;

    private final Posix posix;
    private final String path;
    private final Datagram datagram = new Datagram(Notification.LONGEST);
    private final Notification notification = new Notification();
    private final FileStatus file = new FileStatus();
    private final FileStatus named = new FileStatus();
    private int descriptor = NONE;

    /** Not open yet; {@code path} is relative to the working directory. */
    NotifySocket(Posix posix, String path) {
        this.posix = posix;
        this.path = path;
    }

    /**
     * Makes the socket, and its file in place of a socket that is left over. A file that is no socket stays, as does a link.
     *
     * @param mode the permissions of the file; the service needs the permission to write
     * @throws PosixException EADDRINUSE if there is a file that is no socket; any of {@code socket(2)}, {@code bind(2)}, {@code
     *     stat(2)} and {@code unlink(2)}
     */
    void open(int mode) {
        int socket = posix.socket();
        try {
            removeLeftOver();
            posix.bind(socket, path, mode);
            posix.stat(path, file);
        } catch (PosixException failure) {
            posix.close(socket);
            throw failure;
        }
        close();
        descriptor = socket;
    }

    /** Whether its file is still there, as far as that can be known. */
    boolean present() {
        try {
            return posix.stat(path, named) && named.same(file);
        } catch (PosixException unknown) {
            return true;
        }
    }

    private void removeLeftOver() {
        if (posix.stat(path, named) && named.socket() && posix.readlink(path) == null) {
            posix.unlink(path);
        }
    }

    /** The descriptor to wait for; negative if it is not open. */
    int descriptor() {
        return descriptor;
    }

    /**
     * The value of {@link #VARIABLE}: an absolute path, as the service may change its working directory.
     *
     * @throws PosixException ENAMETOOLONG if no socket can have so long a path; any of {@code getcwd(3)}
     */
    String address() {
        String directory = posix.getcwd();
        String address = directory.endsWith("/") ? directory + path : directory + '/' + path;
        if (address.length() > posix.longestSocketPath()) {
            throw PosixException.of(Errno.ENAMETOOLONG);
        }
        return address;
    }

    /**
     * Receives the next message. One that is too long counts as empty, as systemd ignores it.
     *
     * @return false if there is none
     * @throws PosixException as {@link io.daemontools.posix.Sockets#recvmsg}
     */
    boolean receive() {
        if (!posix.recvmsg(descriptor, datagram)) {
            return false;
        }
        notification.parse(datagram.bytes(), datagram.truncated() ? 0 : datagram.length());
        return true;
    }

    /** The message received last; valid until the next one. */
    Notification notification() {
        return notification;
    }

    /** The process that sent it, or {@link Datagram#UNKNOWN}. It may have exited since. */
    int process() {
        return datagram.process();
    }

    /** The user that sent it, or {@link Datagram#UNKNOWN}. */
    long user() {
        return datagram.user();
    }

    /** Closes it; the file stays. */
    void close() {
        if (descriptor != NONE) {
            posix.close(descriptor);
            descriptor = NONE;
        }
    }
}
