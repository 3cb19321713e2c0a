package io.daemontools.simulation.file;

import io.daemontools.posix.FileStatus;
import io.daemontools.posix.PosixException;
import io.daemontools.simulation.os.OperatingSystem;

/** A socket file: the name of a socket, which stays when the socket has been closed. */
public final class SocketFile extends Inode {
    private final OperatingSystem system;
    private final DatagramSocket socket;

    /**
     * A socket file without a name.
     *
     * @param socket what was bound to it; null if that is gone
     */
    SocketFile(long number, int permissions, long birth, OperatingSystem system, DatagramSocket socket) {
        super(number, permissions, birth);
        this.system = system;
        this.socket = socket;
    }

    /** The socket that was bound to it, open or closed; null after the machine was started again. */
    public DatagramSocket socket() {
        return socket;
    }

    @Override
    public long size() {
        return 0;
    }

    @Override
    protected int type() {
        return FileStatus.SOCKET;
    }

    /** It cannot be opened. */
    @Override
    protected void opened(OpenFile file) {
        throw PosixException.of(system.socketNotOpened());
    }
}
