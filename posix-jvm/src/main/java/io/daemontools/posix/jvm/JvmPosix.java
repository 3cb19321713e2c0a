package io.daemontools.posix.jvm;

import io.daemontools.cli.Arguments;
import io.daemontools.posix.Clocks;
import io.daemontools.posix.DelegatingPosix;
import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Files;
import io.daemontools.posix.Identity;
import io.daemontools.posix.Limits;
import io.daemontools.posix.Processes;
import io.daemontools.posix.Sockets;
import io.daemontools.posix.Watches;

/** The system-call layer on HotSpot, composed of its parts. For one thread, the main one. */
public final class JvmPosix extends DelegatingPosix {
    private final JvmCString path = new JvmCString();
    private final Stat stat = Stat.best();
    private final Poll poll = new Poll();
    private final SignalPipe caught = new SignalPipe();
    private final JvmDescriptors descriptors = new JvmDescriptors(path, stat, poll, caught);
    private final JvmFiles files = new JvmFiles(path, stat);
    private final JvmLimits limits = new JvmLimits();
    private final JvmIdentity identity = new JvmIdentity(path, limits);
    private final JvmProcesses processes = new JvmProcesses(this, path, stat, descriptors, limits, caught);
    private final JvmClocks clocks = new JvmClocks(poll);
    private Watches watches;
    private Sockets sockets;

    /**
     * For a process that runs one command: signals act on it as on a C program. {@code new JvmPosix()} leaves them as HotSpot set
     * them.
     */
    public static JvmPosix ofCommand() {
        InheritedState.restoreSignalActions();
        InheritedState.closeStandardStreams();
        return new JvmPosix();
    }

    /** Sets the arguments that this process was started with, which {@link #execve} passes on. */
    public void setArguments(Arguments arguments) {
        processes.setArguments(arguments);
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
    protected Processes processes() {
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
        if (watches == null) {
            watches = JvmWatches.best(path, descriptors, stat, poll);
        }
        return watches;
    }

    @Override
    protected Sockets sockets() {
        if (sockets == null) {
            sockets = new JvmSockets(descriptors);
        }
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
