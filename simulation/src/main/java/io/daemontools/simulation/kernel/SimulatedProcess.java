package io.daemontools.simulation.kernel;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.Environment;
import io.daemontools.posix.VariableList;
import io.daemontools.posix.WaitStatus;
import io.daemontools.simulation.file.Credentials;
import io.daemontools.simulation.file.Directory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A process: what {@code fork} copies, what {@code execve} replaces, and how it waits and ends. */
public final class SimulatedProcess {
    /** A wait without a limit. */
    static final long NO_DEADLINE = Long.MAX_VALUE;

    private final int pid;
    private final long serialNumber;
    private final Kernel kernel;
    private final List<SimulatedProcess> children = new ArrayList<>();
    private final WaitStatus status = new WaitStatus();
    private final ProcessPosix posix;
    private final ProcessLimits limits;

    private SimulatedProcess parent;
    private int group;
    private int session;
    private Credentials credentials = Credentials.ROOT;
    private int umask;
    private Directory workingDirectory;
    private DescriptorTable descriptors = new DescriptorTable();
    private SignalState signals = new SignalState();
    private boolean reaper;

    private String path = "";
    private List<String> arguments = List.of();
    private String[] environment = {};
    private VariableList execEnvironment;
    private boolean executed;

    private Coroutines.Coroutine coroutine;
    private boolean begun;
    private boolean unwound;
    private boolean ended;
    private boolean reaped;
    private boolean stopped;
    private boolean hosted;
    private boolean inert;
    private long calls;

    private final Wait wait = new Wait();
    private final LastCall lastCall = new LastCall();

    /** A process without a parent. */
    SimulatedProcess(int pid, Kernel kernel) {
        this.pid = pid;
        this.kernel = kernel;
        group = pid;
        session = pid;
        workingDirectory = kernel.files().root();
        limits = new ProcessLimits();
        posix = new ProcessPosix(this, kernel);
        serialNumber = kernel.processes().nextSerialNumber(kernel);
    }

    /** A forked child. */
    SimulatedProcess(int pid, SimulatedProcess parent) {
        this.pid = pid;
        this.parent = parent;
        kernel = parent.kernel;
        group = parent.group;
        session = parent.session;
        credentials = parent.credentials;
        umask = parent.umask;
        workingDirectory = parent.workingDirectory;
        descriptors = parent.descriptors.copyForChild();
        signals = parent.signals.fork();
        path = parent.path;
        arguments = parent.arguments;
        environment = parent.environment;
        limits = parent.limits.copy();
        posix = new ProcessPosix(this, kernel);
        serialNumber = kernel.processes().nextSerialNumber(kernel);
        parent.children.add(this);
    }

    /** Its process id. */
    public int pid() {
        return pid;
    }

    /** The number that no other process gets while the machine runs. */
    public long serialNumber() {
        return serialNumber;
    }

    /** Its parent; null if it has none. */
    public SimulatedProcess parent() {
        return parent;
    }

    /** Its children, zombies too, in the order in which they became its children. */
    public List<SimulatedProcess> children() {
        return children;
    }

    /** Its process group. */
    public int group() {
        return group;
    }

    /** Its session. */
    public int session() {
        return session;
    }

    /** Whether it leads its session. */
    public boolean leadsGroup() {
        return group == pid;
    }

    void leadSession() {
        group = pid;
        session = pid;
    }

    void joinGroup(int joined) {
        group = joined;
    }

    /** The ids by which its access is decided. */
    public Credentials credentials() {
        return credentials;
    }

    void setCredentials(Credentials changed) {
        credentials = changed;
    }

    int umask() {
        return umask;
    }

    void setUmask(int mask) {
        umask = mask;
    }

    /** Its working directory. */
    public Directory workingDirectory() {
        return workingDirectory;
    }

    void setWorkingDirectory(Directory directory) {
        workingDirectory = directory;
    }

    /** Its descriptors. */
    public DescriptorTable descriptors() {
        return descriptors;
    }

    SignalState signals() {
        return signals;
    }

    /** Undoes what it changed of its signals, and closes the descriptor for those that it caught. */
    void resetSignals() {
        int closed = signals.reset();
        if (closed >= 0) {
            descriptors.close(closed);
        }
    }

    /** Whether orphaned descendants become its children. */
    boolean reaper() {
        return reaper;
    }

    void becomeReaper() {
        reaper = true;
    }

    /** The path of its program. */
    public String path() {
        return path;
    }

    /** Its program's arguments, name included. After a fork those of its parent. */
    public List<String> arguments() {
        return arguments;
    }

    /** Whether it has executed a program since it was forked. */
    public boolean executed() {
        return executed;
    }

    /** The calls that its program makes. */
    public ProcessPosix posix() {
        return posix;
    }

    String variable(String name) {
        return Environment.get(environment, name);
    }

    /** Its environment, {@code NAME=value} each. */
    public String[] environment() {
        return environment;
    }

    VariableList execEnvironment() {
        if (execEnvironment == null) {
            execEnvironment = new VariableList(environment);
        }
        return execEnvironment;
    }

    void exec(String program, List<String> itsArguments, String[] itsEnvironment) {
        path = program;
        arguments = itsArguments;
        environment = itsEnvironment;
        execEnvironment = null;
        executed = true;
        descriptors.closeOnExec();
        signals.exec();
    }

    /** What {@code ps} shows as its last argument, one char a byte. */
    public String lastArgument() {
        return arguments.get(arguments.size() - 1);
    }

    void overwriteLastArgument(byte[] text) {
        List<String> changed = new ArrayList<>(arguments);
        changed.set(changed.size() - 1, Bytes.text(text, text.length));
        arguments = changed;
    }

    ProcessLimits limits() {
        return limits;
    }

    void setArguments(List<String> changed) {
        arguments = changed;
    }

    void putenv(String assignment) {
        VariableList changed = new VariableList(environment);
        changed.write(assignment);
        changed.apply();
        environment = changed.variables();
    }

    void setEnvironment(String[] changed) {
        environment = changed;
    }

    /** Whether its program is the code of the thread that runs the kernel: see {@link HostedProcess}. */
    boolean hosted() {
        return hosted;
    }

    void setHosted() {
        hosted = true;
    }

    /** Whether it does nothing, as in an uninterruptible sleep: it does not even notice signals. */
    public boolean inert() {
        return inert;
    }

    void setInert() {
        inert = true;
    }

    Coroutines.Coroutine coroutine() {
        return coroutine;
    }

    void setCoroutine(Coroutines.Coroutine body) {
        coroutine = body;
    }

    boolean begun() {
        return begun;
    }

    void begin() {
        begun = true;
    }

    /** Whether its stack is gone. */
    boolean unwound() {
        return unwound;
    }

    void setUnwound() {
        unwound = true;
    }

    /** Unwinds its stack if it has ended, or if its machine has stopped. */
    void checkAlive() {
        if (ended || kernel.halted()) {
            throw new Ended();
        }
    }

    /** How many calls it has made. */
    public long calls() {
        return calls;
    }

    void countCall() {
        calls++;
    }

    /** The call that it makes, or has made last. */
    public LastCall lastCall() {
        return lastCall;
    }

    /** Whether it has ended, reaped or not. */
    public boolean ended() {
        return ended;
    }

    /** Whether it has ended and its parent knows: its process id is free. */
    public boolean reaped() {
        return reaped;
    }

    /** How it ended. */
    public WaitStatus status() {
        return status;
    }

    void end(int exitCode, int signal) {
        ended = true;
        status.set(exitCode, signal);
        descriptors.closeAll();
    }

    void reap() {
        reaped = true;
        if (parent != null) {
            parent.children.remove(this);
        }
    }

    void adopt(SimulatedProcess orphan) {
        orphan.parent = this;
        children.add(orphan);
    }

    /** Whether SIGSTOP has stopped it. */
    public boolean stopped() {
        return stopped;
    }

    void setStopped(boolean stops) {
        stopped = stops;
    }

    void waitFor(BooleanSupplier wanted, long until, boolean endsBySignal) {
        wait.begin(wanted, until, endsBySignal, signals.interruptions());
    }

    void waitNoMore() {
        wait.end();
    }

    /** Whether it waits in a call. */
    public boolean waiting() {
        return wait.begun();
    }

    long deadline() {
        return stopped ? NO_DEADLINE : wait.deadline();
    }

    /** Whether it can run now. */
    public boolean runnable() {
        return !ended && !stopped && !inert && wait.over(kernel.timeline().passed(), signals.interruptions());
    }

    boolean interrupted() {
        return wait.interrupted(signals.interruptions());
    }

    /** Its program's name and its arguments, for messages. */
    @Override
    public String toString() {
        return pid + " " + String.join(" ", arguments) + (executed ? "" : " (forked)");
    }
}
