package io.daemontools.posix.jvm;

import static io.daemontools.posix.jvm.CFunction.INT;
import static io.daemontools.posix.jvm.CFunction.LONG;
import static io.daemontools.posix.jvm.CFunction.POINTER;
import static io.daemontools.posix.jvm.CFunction.SIZE;
import static io.daemontools.posix.jvm.CFunction.UNSIGNED;
import static io.daemontools.posix.jvm.CMemory.IO;
import static io.daemontools.posix.jvm.JvmErrno.check;

import io.daemontools.posix.Datagram;
import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Errno;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Sockets;

/** {@link Sockets} by calls of the C library. */
final class JvmSockets implements Sockets {
    /** The same on all systems. */
    static final int AF_UNIX = 1;

    private static final int DATAGRAM = Constants.of("Sock", "SOCK_DGRAM");

    /** SOCK_NONBLOCK and SOCK_CLOEXEC, which are O_NONBLOCK and O_CLOEXEC on Linux; 0 on systems that have none. */
    private static final int FLAGS = Constants.linux()
            ? Constants.of("OpenFlags", "O_NONBLOCK") | Constants.of("OpenFlags", "O_CLOEXEC")
            : Constants.freebsd() ? FreeBsd.SOCK_NONBLOCK | FreeBsd.SOCK_CLOEXEC : 0;

    /** Sizes of {@code sun_path} and, without it, of a {@code struct sockaddr_un}. */
    private static final int PATH_SIZE = Constants.linux() ? 108 : 104;

    static final int FAMILY_SIZE = 2;

    /** {@code sun_family}: the BSDs have a byte with the length before it, which the kernel sets. */
    private static final int FAMILY = Constants.linux() ? 0 : FreeBsd.SUN_FAMILY;

    /** The option by which a socket receives the credentials of senders: SO_PASSCRED, or FreeBSD's LOCAL_CREDS_PERSISTENT. */
    private static final int CREDENTIALS_LEVEL =
            Constants.linux() ? Constants.of("SocketLevel", "SOL_SOCKET") : FreeBsd.SOL_LOCAL;

    private static final int CREDENTIALS_OPTION =
            Constants.linux() ? Constants.of("SocketOption", "SO_PASSCRED") : FreeBsd.LOCAL_CREDS_PERSISTENT;

    private static final int PERMISSIONS = 0777;

    private static final CFunction SOCKET = CFunction.of("socket", INT, INT, INT, INT);
    private static final CFunction SETSOCKOPT = CFunction.of("setsockopt", INT, INT, INT, INT, POINTER, UNSIGNED);
    private static final CFunction BIND = CFunction.of("bind", INT, INT, POINTER, UNSIGNED);
    private static final CFunction SENDTO = CFunction.of("sendto", LONG, INT, POINTER, SIZE, INT, POINTER, UNSIGNED);

    private final Descriptors descriptors;
    private final SocketMessage message;

    /** A {@code struct sockaddr_un}, and its path. */
    private final long address = CMemory.allocate(FAMILY_SIZE + PATH_SIZE);

    private final byte[] path = new byte[PATH_SIZE];

    JvmSockets(Descriptors descriptors) {
        this.descriptors = descriptors;
        message = new SocketMessage(descriptors);
    }

    @Override
    public int socket() {
        int socket = check(SOCKET.call(AF_UNIX, DATAGRAM | FLAGS, 0));
        if (FLAGS == 0) {
            JvmDescriptors.setCloseOnExec(socket);
            descriptors.setBlocking(socket, false);
        }
        return socket;
    }

    @Override
    public int longestSocketPath() {
        return PATH_SIZE - 1;
    }

    /** Returns the size of the address. Linux gives an empty name a meaning of its own. */
    private int fillAddress(CharSequence name) {
        int length = name.length();
        if (length == 0) {
            throw PosixException.of(Errno.ENOENT);
        }
        if (length >= PATH_SIZE) {
            throw PosixException.of(Errno.ENAMETOOLONG);
        }
        for (int i = 0; i < length; i++) {
            path[i] = (byte) name.charAt(i);
        }
        path[length] = 0;
        IO.setMemory(address, FAMILY_SIZE, (byte) 0);
        if (FAMILY == 0) {
            IO.putShort(address, (short) AF_UNIX);
        } else {
            IO.putByte(address + FAMILY, (byte) AF_UNIX);
        }
        IO.putByteArray(address + FAMILY_SIZE, path, 0, length + 1);
        return FAMILY_SIZE + length + 1;
    }

    @Override
    public void bind(int socket, CharSequence name, int mode) {
        int size = fillAddress(name);
        requestCredentials(socket);
        int before = JvmFiles.UMASK.call(~mode & PERMISSIONS);
        int result = BIND.call(socket, address, size);
        PosixException failure = result < 0 ? JvmErrno.last() : null;
        JvmFiles.UMASK.call(before);
        if (failure != null) {
            throw failure;
        }
    }

    /** Without credentials, senders are unknown. */
    private void requestCredentials(int socket) {
        if (Constants.linux() || Constants.freebsd()) {
            long on = CMemory.allocate(Integer.BYTES);
            IO.putInt(on, 1);
            SETSOCKOPT.call(socket, CREDENTIALS_LEVEL, CREDENTIALS_OPTION, on, Integer.BYTES);
            IO.freeMemory(on);
        }
    }

    @Override
    public boolean recvmsg(int socket, Datagram into) {
        int count = message.receive(socket, into.bytes().length);
        if (count < 0) {
            JvmDescriptors.refused();
            return false;
        }
        message.unpack(count, into);
        return true;
    }

    @Override
    public int sendto(int socket, byte[] buffer, int offset, int length, CharSequence name) {
        int size = fillAddress(name);
        long block = CMemory.allocate(Math.max(1, length));
        IO.putByteArray(block, buffer, offset, length);
        int count = SENDTO.call(socket, block, length, 0, address, size);
        int error = JvmErrno.number();
        IO.freeMemory(block);
        JvmErrno.set(error);
        return count < 0 ? JvmDescriptors.refused() : count;
    }
}
