package io.daemontools.posix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The fake system's watches. They are descriptors that become readable as real ones do. */
public final class FakeWatches implements Watches {
    private final FakeCalls calls;
    private final FakeTree tree;
    private final FakeDescriptors descriptors;
    private final FakeProcesses processes;
    private final List<String> signals = new ArrayList<>();

    /** What a watch's descriptor refers to. */
    private static class Watch extends FakeNode {
        private final BooleanSupplier happened;

        Watch(BooleanSupplier happened) {
            super(0600);
            this.happened = happened;
        }

        @Override
        final boolean readable() {
            return happened.getAsBoolean();
        }
    }

    private static final class ProcessWatch extends Watch {
        private final int process;

        ProcessWatch(int process, BooleanSupplier ended) {
            super(ended);
            this.process = process;
        }
    }

    /** A name that was created and removed between two looks is not a change. */
    private static final class DirectoryWatch extends Watch {
        private final FakeDirectory directory;
        private final Snapshot seen;

        private DirectoryWatch(FakeDirectory directory, Snapshot seen) {
            super(() -> !seen.entries.equals(directory.entries()));
            this.directory = directory;
            this.seen = seen;
        }

        static DirectoryWatch of(FakeDirectory directory) {
            return new DirectoryWatch(directory, new Snapshot(directory));
        }
    }

    private static final class Snapshot {
        private Map<String, FakeNode> entries = Map.of();

        Snapshot(FakeDirectory directory) {
            take(directory);
        }

        void take(FakeDirectory directory) {
            entries = Map.copyOf(directory.entries());
        }
    }

    FakeWatches(FakeCalls calls, FakeTree tree, FakeDescriptors descriptors, FakeProcesses processes) {
        this.calls = calls;
        this.tree = tree;
        this.descriptors = descriptors;
        this.processes = processes;
    }

    /** The signals that were sent to watched processes, {@code NAME PID} each. */
    public List<String> signals() {
        return List.copyOf(signals);
    }

    @Override
    public int watchProcess(int process) {
        calls.made("watchProcess", process);
        if (!processes.exists(process)) {
            throw PosixException.of(Errno.ESRCH);
        }
        return opened(new ProcessWatch(process, () -> !processes.runs(process)));
    }

    @Override
    public void signalProcess(int watch, Signal signal) {
        int process = ((ProcessWatch) descriptors.get(watch).node()).process;
        calls.made("signalProcess", signal, process);
        if (!processes.exists(process)) {
            throw PosixException.of(Errno.ESRCH);
        }
        signals.add(signal + " " + process);
    }

    @Override
    public int watchDirectory(CharSequence path) {
        calls.made("watchDirectory", path);
        return opened(DirectoryWatch.of(tree.directoryAt(path.toString())));
    }

    @Override
    public void drainWatch(int watch) {
        calls.made("drainWatch", watch);
        DirectoryWatch drained = (DirectoryWatch) descriptors.get(watch).node();
        drained.seen.take(drained.directory);
    }

    @Override
    public void closeWatch(int watch) {
        descriptors.close(watch);
    }

    private int opened(Watch watch) {
        return descriptors.add(new FakeDescriptor(watch, true, false, false, false));
    }
}
