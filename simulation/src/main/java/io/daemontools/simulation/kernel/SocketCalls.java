package io.daemontools.simulation.kernel;

import io.daemontools.posix.Datagram;
import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Errno;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Resource;
import io.daemontools.posix.Sockets;
import io.daemontools.simulation.file.DatagramSocket;
import io.daemontools.simulation.file.Inode;
import io.daemontools.simulation.file.OpenFile;
import io.daemontools.simulation.file.SocketFile;

/** The calls on sockets. */
final class SocketCalls extends Calls implements Sockets {
    private static final Strace.Argument KIND = Strace.symbol("AF_UNIX, SOCK_DGRAM|SOCK_CLOEXEC|SOCK_NONBLOCK");

    SocketCalls(SimulatedProcess process, Kernel kernel) {
        super(process, kernel);
    }

    @Override
    public int socket() {
        return perform(
                Call.SOCKET,
                () -> process.descriptors()
                        .add(
                                OpenFile.forReadingAndWriting(new DatagramSocket(kernel.system())),
                                true,
                                process.limits().soft(Resource.OPEN_FILES)),
                KIND);
    }

    @Override
    public int longestSocketPath() {
        return kernel.system().longestSocketPath();
    }

    private DatagramSocket socket(int descriptor) {
        if (!(file(descriptor).inode() instanceof DatagramSocket socket)) {
            throw PosixException.of(Errno.ENOTSOCK);
        }
        return socket;
    }

    private void checkLength(CharSequence path) {
        if (path.length() > longestSocketPath()) {
            throw PosixException.of(Errno.ENAMETOOLONG);
        }
    }

    @Override
    public void bind(int socket, CharSequence path, int mode) {
        execute(
                Call.BIND,
                () -> {
                    checkLength(path);
                    kernel.files().bind(socket(socket), find(path), mode, who());
                },
                socket,
                path,
                Strace.mode(mode));
    }

    @Override
    public boolean recvmsg(int socket, Datagram into) {
        return perform(
                        Call.RECVMSG,
                        () -> socket(socket).receive(into) ? into.length() : Descriptors.WOULD_BLOCK,
                        socket,
                        Strace.read(into.bytes(), 0))
                != Descriptors.WOULD_BLOCK;
    }

    @Override
    public int sendto(int socket, byte[] buffer, int offset, int length, CharSequence path) {
        return perform(
                Call.SENDTO,
                () -> {
                    checkLength(path);
                    socket(socket);
                    if (length > kernel.system().largestDatagram()) {
                        throw PosixException.of(Errno.EMSGSIZE);
                    }
                    Inode named = follow(path).present();
                    named.check(who(), Inode.WRITE);
                    if (!(named instanceof SocketFile file) || file.socket() == null) {
                        throw PosixException.of(kernel.system().noSocket(named instanceof SocketFile));
                    }
                    return file.socket().send(buffer, offset, length, process.pid(), who().user());
                },
                socket,
                Strace.written(buffer, offset, length),
                length,
                path);
    }
}
