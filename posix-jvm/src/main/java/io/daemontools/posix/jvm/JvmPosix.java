package io.daemontools.posix.jvm;

import io.daemontools.cli.Arguments;
import io.daemontools.posix.Clocks;
import io.daemontools.posix.DelegatingPosix;
import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Files;
import io.daemontools.posix.Identity;
import io.daemontools.posix.Limits;
import io.daemontools.posix.Processes;
import io.daemontools.posix.Watches;

/** The system-call layer on HotSpot, put together of its parts. For one thread, the main one. */
public final class JvmPosix extends DelegatingPosix {
    private final CString path = new CString();
    private final FileLook look = FileLook.best();
    private final Waiting waiting = new Waiting();
    private final SignalPipe caught = new SignalPipe();
    private final JvmDescriptors descriptors = new JvmDescriptors(path, look, waiting, caught);
    private final JvmFiles files = new JvmFiles(path, look);
    private final JvmLimits limits = new JvmLimits();
    private final JvmIdentity identity = new JvmIdentity(path, limits);
    private final JvmProcesses processes = new JvmProcesses(path, look, descriptors, limits, caught);
    private final JvmClocks clocks = new JvmClocks(waiting);
    private Watches watches;

    /**
     * For a process that is a command and nothing else: signals act on it as on a C program. {@code new JvmPosix()} leaves
     * them as HotSpot has them.
     */
    public static JvmPosix ofCommand() {
        EntryState.restoreSignalActions();
        EntryState.closeStandardStreams();
        return new JvmPosix();
    }

    /** Sets the arguments that this process was started with, which {@link #execute} passes on. */
    public void startedWith(Arguments words) {
        processes.startedWith(words);
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
            watches = JvmWatches.best(path, descriptors, waiting);
        }
        return watches;
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
