package io.daemontools.posix;

import java.util.List;

/**
 * A {@link Posix} of a small system in memory, for tests: its files, processes and clocks are what the test says, any call can be
 * told to fail, and all that is done to it can be looked at.
 */
public final class FakePosix extends FakePosixFiles implements Posix {
    private final FakeCalls calls = new FakeCalls();
    private final FakeTree tree = new FakeTree();
    private final FakeClocks clocks = new FakeClocks(calls);
    private final FakeSignals signals = new FakeSignals(calls);
    private final FakeDescriptors descriptors = new FakeDescriptors(calls, tree, clocks, signals);
    private final FakeFiles files = new FakeFiles(calls, tree, descriptors);
    private final FakeProcesses processes = new FakeProcesses(calls, clocks, signals);
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

    /** The clocks, and what is to happen when. */
    public FakeClocks clocks() {
        return clocks;
    }

    /** The signals that come to this process. */
    public FakeSignals signals() {
        return signals;
    }

    /** What is open. */
    public FakeDescriptors descriptors() {
        return descriptors;
    }

    /** The children. */
    public FakeProcesses processes() {
        return processes;
    }

    /** The accounts, and who this process is. */
    public FakeIdentity identity() {
        return identity;
    }

    /** The limits on this process. */
    public FakeLimits limits() {
        return limits;
    }

    @Override
    Files files() {
        return files;
    }

    /** Has a call fail from now on; see {@link FakeCalls#failOn}. */
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

    /** Has standard input give that, a byte a char, and then end. */
    public void setStdin(String text) {
        descriptors.fifo(0).put(text);
    }

    /** Runs a program that would run for ever until the moment planned with {@link FakeClocks#endAt}. */
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

    @Override
    public int openRead(CharSequence path) {
        return descriptors.openRead(path);
    }

    @Override
    public int openWrite(CharSequence path) {
        return descriptors.openWrite(path);
    }

    @Override
    public int openAppend(String path) {
        return descriptors.openAppend(path);
    }

    @Override
    public int openAppendExisting(String path) {
        return descriptors.openAppendExisting(path);
    }

    @Override
    public int openTruncate(String path) {
        return descriptors.openTruncate(path);
    }

    @Override
    public int read(int descriptor, byte[] buffer, int offset, int length) {
        return descriptors.read(descriptor, buffer, offset, length);
    }

    @Override
    public int readInterruptibly(int descriptor, byte[] buffer, int offset, int length) {
        return descriptors.readInterruptibly(descriptor, buffer, offset, length);
    }

    @Override
    public int writeNow(int descriptor, byte[] buffer, int offset, int length) {
        return descriptors.writeNow(descriptor, buffer, offset, length);
    }

    @Override
    public int write(int descriptor, byte[] buffer, int offset, int length) {
        return descriptors.write(descriptor, buffer, offset, length);
    }

    @Override
    public void close(int descriptor) {
        descriptors.close(descriptor);
    }

    @Override
    public void pipe(int[] ends) {
        descriptors.pipe(ends);
    }

    @Override
    public void inherit(int descriptor) {
        descriptors.inherit(descriptor);
    }

    @Override
    public void setBlocking(int descriptor, boolean blocking) {
        descriptors.setBlocking(descriptor, blocking);
    }

    @Override
    public void lseek(int descriptor, long offset) {
        descriptors.lseek(descriptor, offset);
    }

    @Override
    public void fsync(int descriptor) {
        descriptors.fsync(descriptor);
    }

    @Override
    public void chmod(int descriptor, int mode) {
        descriptors.chmod(descriptor, mode);
    }

    @Override
    public void stat(int descriptor, FileStatus into) {
        descriptors.stat(descriptor, into);
    }

    @Override
    public void lock(int descriptor) {
        descriptors.lock(descriptor);
    }

    @Override
    public void tryLock(int descriptor) {
        descriptors.tryLock(descriptor);
    }

    @Override
    public void poll(int[] descriptors, boolean[] ready, long nanoseconds) {
        this.descriptors.poll(descriptors, ready, nanoseconds);
    }

    @Override
    public int spawn(Spawn spawn) {
        return processes.spawn(spawn);
    }

    @Override
    public Errno execve(String path, int firstArgument) {
        return processes.execve(path, firstArgument);
    }

    @Override
    public ExecEnvironment execEnvironment() {
        return processes.execEnvironment();
    }

    @Override
    public int reap(WaitStatus into) {
        return processes.reap(into);
    }

    @Override
    public int waitpid(int process, WaitStatus into) {
        return processes.waitpid(process, into);
    }

    @Override
    public void becomeReaper() {
        processes.becomeReaper();
    }

    @Override
    public int getpid() {
        return processes.getpid();
    }

    @Override
    public void setDefault(Signal signal) {
        processes.setDefault(signal);
    }

    @Override
    public void kill(int process, Signal signal) {
        processes.kill(process, signal);
    }

    @Override
    public int catchSignals(Signal... signals) {
        return processes.catchSignals(signals);
    }

    @Override
    public Signal takeSignal() {
        return processes.takeSignal();
    }

    @Override
    public void ignore(Signal signal) {
        processes.ignore(signal);
    }

    @Override
    public String variable(String name) {
        return processes.variable(name);
    }

    @Override
    public void setsid() {
        processes.setsid();
    }

    @Override
    public Account account(String name) {
        return identity.account(name);
    }

    @Override
    public void setgroups(long group) {
        identity.setgroups(group);
    }

    @Override
    public void setgid(long group) {
        identity.setgid(group);
    }

    @Override
    public void setuid(long user) {
        identity.setuid(user);
    }

    @Override
    public boolean runsAs(Account account) {
        return identity.runsAs(account);
    }

    @Override
    public boolean canLimit(Resource resource) {
        return limits.canLimit(resource);
    }

    @Override
    public long hardLimit(Resource resource) {
        return limits.hardLimit(resource);
    }

    @Override
    public boolean canAllocate(int bytes) {
        return limits.canAllocate(bytes);
    }

    @Override
    public void setSoftLimit(Resource resource, long amount) {
        limits.setSoftLimit(resource, amount);
    }

    @Override
    public void overwriteLastArgument(byte[] text) {
        processes.overwriteLastArgument(text);
    }

    @Override
    public void exit(int status) {
        processes.exit(status);
    }

    @Override
    public long wallClock() {
        return clocks.wallClock();
    }

    @Override
    public long monotonicClock() {
        return clocks.monotonicClock();
    }

    @Override
    public void sleep(long nanoseconds) {
        clocks.sleep(nanoseconds);
    }

    @Override
    public void localTime(long seconds, int[] fields) {
        clocks.localTime(seconds, fields);
    }
}
