package io.daemontools.posix;

/** The system-call layer, composed of one part per interface. Implementations extend it, so that a new call is delegated in one place. */
public abstract class DelegatingPosix extends DelegatingFiles implements Posix {
    /** Carries out the calls on processes and signals. */
    protected abstract Processes processes();

    /** Carries out the calls on users and groups. */
    protected abstract Identity identity();

    /** Carries out the calls on limits. */
    protected abstract Limits limits();

    /** Carries out the calls on time. */
    protected abstract Clocks clocks();

    /** Carries out the calls on watches. */
    protected abstract Watches watches();

    /** Carries out the calls on sockets. */
    protected abstract Sockets sockets();

    /** In a forked child: its own calls. {@code posix_spawn(3)} has no such step. */
    @Override
    public final void atfork(ForkHandler handler) {
        handler.run(this, getpid());
    }

    @Override
    public final int spawn(Spawn spawn) {
        return processes().spawn(spawn);
    }

    @Override
    public final void resetSignals() {
        processes().resetSignals();
    }

    @Override
    public final Errno execve(String path, int firstArgument) {
        return processes().execve(path, firstArgument);
    }

    @Override
    public final Errno execve(String path, String[] arguments) {
        return processes().execve(path, arguments);
    }

    @Override
    public final ExecEnvironment execEnvironment() {
        return processes().execEnvironment();
    }

    @Override
    public final int reap(WaitStatus into) {
        return processes().reap(into);
    }

    @Override
    public final int reap(WaitStatus into, ResourceUse use) {
        return processes().reap(into, use);
    }

    @Override
    public final int waitpid(int process, WaitStatus into) {
        return processes().waitpid(process, into);
    }

    @Override
    public final int waitpid(int process, WaitStatus into, ResourceUse use) {
        return processes().waitpid(process, into, use);
    }

    @Override
    public final void becomeReaper() {
        processes().becomeReaper();
    }

    @Override
    public final boolean find(int process, ProcessEntry into) {
        return processes().find(process, into);
    }

    @Override
    public final int getpid() {
        return processes().getpid();
    }

    @Override
    public final int bootId(byte[] into) {
        return processes().bootId(into);
    }

    @Override
    public final void setDefault(Signal signal) {
        processes().setDefault(signal);
    }

    @Override
    public final void kill(int process, Signal signal) {
        processes().kill(process, signal);
    }

    @Override
    public final boolean exists(int process) {
        return processes().exists(process);
    }

    @Override
    public final int catchSignals(Signal... signals) {
        return processes().catchSignals(signals);
    }

    @Override
    public final Signal takeSignal() {
        return processes().takeSignal();
    }

    @Override
    public final void ignore(Signal signal) {
        processes().ignore(signal);
    }

    @Override
    public final void stopIgnoring(Signal signal) {
        processes().stopIgnoring(signal);
    }

    @Override
    public final CharSequence variable(String name) {
        return processes().variable(name);
    }

    @Override
    public final void putenv(String assignment) {
        processes().putenv(assignment);
    }

    @Override
    public final Signal signal(int number) {
        return processes().signal(number);
    }

    @Override
    public final void setsid() {
        processes().setsid();
    }

    @Override
    public final void overwriteLastArgument(byte[] text) {
        processes().overwriteLastArgument(text);
    }

    @Override
    public final void exit(int status) {
        processes().exit(status);
    }

    @Override
    public final Account account(String name) {
        return identity().account(name);
    }

    @Override
    public final void setgroups(long group) {
        identity().setgroups(group);
    }

    @Override
    public final void initgroups(String account, long group) {
        identity().initgroups(account, group);
    }

    @Override
    public final void setgid(long group) {
        identity().setgid(group);
    }

    @Override
    public final void setuid(long user) {
        identity().setuid(user);
    }

    @Override
    public final boolean runsAs(Account account) {
        return identity().runsAs(account);
    }

    @Override
    public final boolean hasNoOtherGroup(long group) {
        return identity().hasNoOtherGroup(group);
    }

    @Override
    public final boolean canLimit(Resource resource) {
        return limits().canLimit(resource);
    }

    @Override
    public final long hardLimit(Resource resource) {
        return limits().hardLimit(resource);
    }

    @Override
    public final boolean canAllocate(int bytes) {
        return limits().canAllocate(bytes);
    }

    @Override
    public final void setSoftLimit(Resource resource, long amount) {
        limits().setSoftLimit(resource, amount);
    }

    @Override
    public final void raiseSoftLimit(Resource resource) {
        limits().raiseSoftLimit(resource);
    }

    @Override
    public final void resetLimits() {
        limits().resetLimits();
    }

    @Override
    public final long wallClock() {
        return clocks().wallClock();
    }

    @Override
    public final long monotonicClock() {
        return clocks().monotonicClock();
    }

    @Override
    public final void sleep(long nanoseconds) {
        clocks().sleep(nanoseconds);
    }

    @Override
    public final void localTime(long seconds, int[] fields) {
        clocks().localTime(seconds, fields);
    }

    @Override
    public final int watchProcess(int process) {
        return watches().watchProcess(process);
    }

    @Override
    public final void signalProcess(int watch, Signal signal) {
        watches().signalProcess(watch, signal);
    }

    @Override
    public final boolean exitStatus(int watch, WaitStatus into) {
        return watches().exitStatus(watch, into);
    }

    @Override
    public final long serialNumber(int process) {
        return watches().serialNumber(process);
    }

    @Override
    public final int watchDirectory(CharSequence path) {
        return watches().watchDirectory(path);
    }

    @Override
    public final int watchFile(CharSequence path) {
        return watches().watchFile(path);
    }

    @Override
    public final void drainWatch(int watch) {
        watches().drainWatch(watch);
    }

    @Override
    public final void closeWatch(int watch) {
        watches().closeWatch(watch);
    }

    @Override
    public final int socket() {
        return sockets().socket();
    }

    @Override
    public final void bind(int socket, CharSequence path, int mode) {
        sockets().bind(socket, path, mode);
    }

    @Override
    public final int longestSocketPath() {
        return sockets().longestSocketPath();
    }

    @Override
    public final boolean recvmsg(int socket, Datagram into) {
        return sockets().recvmsg(socket, into);
    }

    @Override
    public final int sendto(int socket, byte[] buffer, int offset, int length, CharSequence path) {
        return sockets().sendto(socket, buffer, offset, length, path);
    }
}
