package io.daemontools.posix;

import java.util.List;

/**
 * A {@link Posix} of a small system in memory, for tests: the test sets its files, processes and clocks, makes
 * any call fail, and inspects all that was done.
 */
public final class FakePosix extends DelegatingPosix {
    private final FakeCalls calls = new FakeCalls();
    private final FakeTree tree = new FakeTree();
    private final FakeClocks clocks = new FakeClocks(calls);
    private final FakeSignals signals = new FakeSignals(calls);
    private final FakeDescriptors descriptors = new FakeDescriptors(calls, tree, clocks, signals);
    private final FakeFiles files = new FakeFiles(calls, tree, descriptors);
    private final FakeProcesses processes = new FakeProcesses(calls, clocks, signals);
    private final FakeWatches watches = new FakeWatches(calls, tree, descriptors, processes);
    private final FakeIdentity identity = new FakeIdentity(calls);
    private final FakeLimits limits = new FakeLimits(calls);

    /** The calls that were made, and those that are to fail. */
    public FakeCalls calls() {
        return calls;
    }

    /** The file system. */
    public FakeTree tree() {
        return tree;
    }

    /** The clocks, and the planned events. */
    @Override
    public FakeClocks clocks() {
        return clocks;
    }

    /** The signals of this process. */
    public FakeSignals signals() {
        return signals;
    }

    /** The open descriptors. */
    @Override
    public FakeDescriptors descriptors() {
        return descriptors;
    }

    /** The children. */
    @Override
    public FakeProcesses processes() {
        return processes;
    }

    /** The accounts, and the identity of this process. */
    @Override
    public FakeIdentity identity() {
        return identity;
    }

    /** The limits on this process. */
    @Override
    public FakeLimits limits() {
        return limits;
    }

    /** The watches. */
    @Override
    public FakeWatches watches() {
        return watches;
    }

    @Override
    protected Files files() {
        return files;
    }

    /** Makes a call fail from now on; see {@link FakeCalls#failOn}. */
    public void failOn(String call, Errno errno) {
        calls.failOn(call, errno);
    }

    /** What was written to standard output, a char a byte. */
    public String stdout() {
        return descriptors.written(1);
    }

    /** What was written to standard error, a char a byte. */
    public String stderr() {
        return descriptors.written(2);
    }

    /** The lines on standard error. */
    public List<String> stderrLines() {
        return stderr().lines().toList();
    }

    /** Sets the content of standard input, one char per byte. */
    public void setStdin(String text) {
        descriptors.fifo(0).put(text);
    }

    /** Runs a program that does not end until the time planned with {@link FakeClocks#endAt}. */
    public void runUntilEnd(Runnable program) {
        try {
            program.run();
        } catch (FakeClocks.End planned) {
            return;
        }
        throw new AssertionError("did not run until the planned end");
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
