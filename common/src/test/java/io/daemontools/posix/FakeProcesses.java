package io.daemontools.posix;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;

/** {@link FakePosix}'s calls on processes. A child lives until the test ends it. */
public final class FakeProcesses implements Processes {
    private static final int FIRST_PID = 1001;
    private static final long NO_LIMIT = -1;

    /** A child that was started, and when. */
    public record Child(int pid, Spawn spawn, Duration at) {
        /** Its program and arguments, separated by spaces. */
        public String commandLine() {
            return String.join(" ", spawn.arguments());
        }
    }

    /** A program that was executed, with its arguments from an index on. */
    public record Execution(String path, int firstArgument, List<String> environment) {}

    private record Ended(int pid, int exitCode, int signal) {}

    /** The number of SIGSEGV. */
    private static final int CRASH = 11;

    /** Thrown by {@link #exit}, which does not return. */
    public static final class Exit extends Error {
        private static final long serialVersionUID = 1;

        private final int status;

        Exit(int status) {
            this.status = status;
        }

        /** The exit code. */
        public int status() {
            return status;
        }
    }

    private final FakeCalls calls;
    private final FakeClocks clocks;
    private final FakeSignals signals;
    private final List<Child> started = new ArrayList<>();
    /** Signals reach a child until it is reaped. */
    private final Set<Integer> present = new HashSet<>();

    /** The process group of those that lead or are in one of their own. */
    private final Map<Integer, Integer> groups = new HashMap<>();

    /** Processes that are not children. */
    private final Set<Integer> others = new HashSet<>();

    private final Queue<Ended> ended = new ArrayDeque<>();
    private final List<String> kills = new ArrayList<>();
    private final List<Execution> executions = new ArrayList<>();
    private final List<String> environment = new ArrayList<>();
    private final List<String> lastArguments = new ArrayList<>();
    private final ResourceUse use = new ResourceUse();
    private VariableList execEnvironment;
    private Errno executionError = Errno.ENOENT;
    private int nextPid = FIRST_PID;
    private int processId = FIRST_PID - 1;

    FakeProcesses(FakeCalls calls, FakeClocks clocks, FakeSignals signals) {
        this.calls = calls;
        this.clocks = clocks;
        this.signals = signals;
    }

    /** All children that were ever started, in order. */
    public List<Child> started() {
        return List.copyOf(started);
    }

    /** The command lines of all children that were ever started, in order. */
    public List<String> commandLines() {
        return started.stream().map(Child::commandLine).toList();
    }

    /** The child started last. */
    public Child last() {
        return started.get(started.size() - 1);
    }

    /** The pid of the next child. */
    public void setNextPid(int pid) {
        nextPid = pid;
    }

    /** The pid of the process under test. */
    public void setProcessId(int pid) {
        processId = pid;
    }

    /** An orphan becomes this process's child. */
    public void inherit(int pid) {
        present.add(pid);
    }

    /** The same, in a process group. */
    public void inherit(int pid, int group) {
        inherit(pid);
        groups.put(pid, group);
    }

    /** Starts a process that is not a child. */
    public void startOther(int pid) {
        others.add(pid);
    }

    /** Ends such a process. */
    public void endOther(int pid) {
        others.remove(pid);
    }

    /** Ends a child, or an orphan that was inherited, with an exit code. */
    public void end(int pid, int exitCode) {
        end(new Ended(pid, exitCode, 0));
    }

    /** Ends a child by SIGSEGV. */
    public void crash(int pid) {
        crash(pid, CRASH);
    }

    /** Ends a child by the signal with that number. */
    public void crash(int pid, int signal) {
        end(new Ended(pid, 0, signal));
    }

    /** Sets what {@code wait4} reports of the next children. */
    public void setUse(long userTime, long systemTime, long peakResident) {
        use.set(userTime, systemTime, peakResident);
    }

    /** The signals that were sent, {@code NAME PID} each. */
    public List<String> kills() {
        return List.copyOf(kills);
    }

    /** The programs that were executed, in order. */
    public List<Execution> executions() {
        return List.copyOf(executions);
    }

    /** Sets the error of each execution. */
    public void setExecutionError(Errno errno) {
        executionError = errno;
    }

    /** Adds a variable, {@code NAME=value}. */
    public void addVariable(String variable) {
        environment.add(variable);
    }

    /** What was shown as the last argument, one after the other. */
    public List<String> lastArguments() {
        return List.copyOf(lastArguments);
    }

    @Override
    public int spawn(Spawn spawn) {
        calls.made("spawn", (Object[]) spawn.arguments());
        Child child = new Child(nextPid++, spawn, clocks.passed());
        started.add(child);
        present.add(child.pid());
        if (spawn.newSession()) {
            groups.put(child.pid(), child.pid());
        }
        return child.pid();
    }

    @Override
    public Errno execve(String path, int firstArgument) {
        calls.made("execve", path);
        executions.add(
                new Execution(path, firstArgument, List.of(execEnvironment().variables())));
        return executionError;
    }

    @Override
    public Errno execve(String path, String[] arguments) {
        calls.made("execve", path, String.join(" ", arguments));
        return executionError;
    }

    @Override
    public void resetSignals() {
        calls.made("resetSignals");
    }

    @Override
    public VariableList execEnvironment() {
        if (execEnvironment == null) {
            execEnvironment = new VariableList(environment.toArray(new String[0]));
        }
        return execEnvironment;
    }

    @Override
    public int reap(WaitStatus into) {
        Ended first = ended.poll();
        if (first == null) {
            return NONE;
        }
        present.remove(first.pid());
        into.set(first.exitCode(), first.signal());
        return first.pid();
    }

    @Override
    public int reap(WaitStatus into, ResourceUse used) {
        copyUse(used);
        return reap(into);
    }

    @Override
    public int waitpid(int process, WaitStatus into, ResourceUse used) {
        copyUse(used);
        return waitpid(process, into);
    }

    private void copyUse(ResourceUse used) {
        used.set(use.userTime(), use.systemTime(), use.peakResident());
    }

    @Override
    public int waitpid(int process, WaitStatus into) {
        calls.made("waitpid", process);
        if (process == ANY_CHILD ? present.isEmpty() : !present.contains(process)) {
            throw PosixException.of(Errno.ECHILD);
        }
        Predicate<Ended> wanted = child -> process == ANY_CHILD || child.pid() == process;
        clocks.passUntil(NO_LIMIT, () -> ended.stream().anyMatch(wanted));
        Ended awaited = ended.stream().filter(wanted).findFirst().orElseThrow();
        ended.remove(awaited);
        present.remove(awaited.pid());
        into.set(awaited.exitCode(), awaited.signal());
        return awaited.pid();
    }

    @Override
    public void becomeReaper() {
        calls.made("becomeReaper");
    }

    @Override
    public int getpid() {
        return processId;
    }

    @Override
    public void setDefault(Signal signal) {
        signals.setDefault(signal);
    }

    @Override
    public void kill(int process, Signal signal) {
        calls.made("kill", signal, process);
        if (!reaches(process)) {
            throw PosixException.of(Errno.ESRCH);
        }
        kills.add(signal + " " + process);
    }

    @Override
    public int catchSignals(Signal... caught) {
        return signals.catchSignals(caught);
    }

    @Override
    public Signal takeSignal() {
        return signals.takeSignal();
    }

    @Override
    public void ignore(Signal signal) {
        signals.ignore(signal);
    }

    @Override
    public String variable(String name) {
        return Environment.get(environment.toArray(new String[0]), name);
    }

    @Override
    public void setsid() {
        calls.made("setsid");
    }

    @Override
    public void overwriteLastArgument(byte[] text) {
        lastArguments.add(new String(text, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void exit(int status) {
        throw new Exit(status);
    }

    /** Whether there is such a process, perhaps a zombie. */
    boolean exists(int process) {
        return present.contains(process) || others.contains(process);
    }

    /** Whether such a process has not ended. */
    boolean runs(int process) {
        return exists(process) && ended.stream().noneMatch(child -> child.pid() == process);
    }

    private boolean reaches(int process) {
        if (process == ALL_PROCESSES) {
            return !present.isEmpty();
        }
        return others.contains(process)
                || present.stream().anyMatch(pid -> pid == process || groups.getOrDefault(pid, 0) == -process);
    }

    private void end(Ended child) {
        ended.add(child);
        signals.arrive(Signal.CHLD);
    }
}
