package io.daemontools.simulation.kernel;

import io.daemontools.posix.Clocks;
import io.daemontools.posix.DelegatingPosix;
import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Files;
import io.daemontools.posix.Identity;
import io.daemontools.posix.Limits;
import io.daemontools.posix.Sockets;
import io.daemontools.posix.Watches;

/** The system calls of one process. */
public final class ProcessPosix extends DelegatingPosix {
    private final DescriptorCalls descriptors;
    private final FileCalls files;
    private final ProcessCalls processes;
    private final IdentityCalls identity;
    private final LimitCalls limits;
    private final ClockCalls clocks;
    private final WatchCalls watches;
    private final SocketCalls sockets;

    ProcessPosix(SimulatedProcess process, Kernel kernel) {
        descriptors = new DescriptorCalls(process, kernel);
        files = new FileCalls(process, kernel);
        processes = new ProcessCalls(process, kernel, this);
        identity = new IdentityCalls(process, kernel);
        limits = new LimitCalls(process, kernel);
        clocks = new ClockCalls(process, kernel);
        watches = new WatchCalls(process, kernel);
        sockets = new SocketCalls(process, kernel);
    }

    @Override
    protected Descriptors descriptors() {
        return descriptors;
    }

    @Override
    protected Files files() {
        return files;
    }

    @Override
    protected ProcessCalls processes() {
        return processes;
    }

    @Override
    protected Identity identity() {
        return identity;
    }

    @Override
    protected Limits limits() {
        return limits;
    }

    @Override
    protected Clocks clocks() {
        return clocks;
    }

    @Override
    protected Watches watches() {
        return watches;
    }

    @Override
    protected Sockets sockets() {
        return sockets;
    }

    @Override
    public int indexOf(byte[] block, int from, int to, byte wanted) {
        for (int i = from; i < to; i++) {
            if (block[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
