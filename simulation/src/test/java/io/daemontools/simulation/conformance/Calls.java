package io.daemontools.simulation.conformance;

import io.daemontools.posix.Account;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Resource;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.posix.WaitStatus;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.function.IntSupplier;

/** The calls of a scenario, each recorded in a {@link Trace}. */
final class Calls extends FileCalls {
    private static final int[] NOTHING = {};

    /** The children that were not waited for. */
    private final TreeSet<Integer> children = new TreeSet<>();

    /** Whether signal actions were changed. */
    private boolean signalsChanged;

    Calls(Posix posix, Trace trace, Surroundings surroundings) {
        super(posix, trace, surroundings);
    }

    /** Runs a scenario. A failure that it does not expect is recorded. */
    void perform(Scenario scenario) {
        try {
            scenario.body().accept(this);
        } catch (RuntimeException failure) {
            trace.note("failed: " + failure);
        } finally {
            cleanUp();
        }
    }

    /** Ends what the scenario has left: descriptors, children, signal actions. */
    void cleanUp() {
        closeAll();
        for (int child : children) {
            try {
                posix.kill(child, Signal.KILL);
                posix.waitpid(child, new WaitStatus());
            } catch (PosixException ignored) {
                // It was reaped by the system, as with CHLD ignored.
            }
        }
        if (signalsChanged) {
            posix.resetSignals();
        }
    }

    int spawn(Spawn spawn) {
        StringBuilder call = new StringBuilder("spawn(").append(spawn.path());
        String[] arguments = spawn.arguments();
        for (int i = 1; i < arguments.length; i++) {
            call.append(' ').append(argument(arguments[i]));
        }
        for (int i = 0; i < spawn.moves().length; i += 2) {
            int to = spawn.moves()[i + 1];
            call.append(", ")
                    .append(trace.descriptor(spawn.moves()[i]))
                    .append(" to ")
                    .append(to);
        }
        if (spawn.newSession()) {
            call.append(", setsid");
        }
        if (spawn.directory() != null) {
            call.append(", chdir ").append(spawn.directory());
        }
        int child = trace.process(call.append(')').toString(), () -> posix.spawn(spawn));
        if (child > 0) {
            children.add(child);
        }
        return child;
    }

    /** The name of a process, where an argument is the id of a known one. */
    private String argument(String text) {
        boolean number = !text.isEmpty() && text.chars().allMatch(Character::isDigit);
        return number && trace.knowsProcess(Integer.parseInt(text)) ? trace.process(Integer.parseInt(text)) : text;
    }

    /** A child with its standard input and output; {@link Trace#FAILED} for one that it inherits. */
    int spawn(int in, int out, String... command) {
        int[] moves = {in, 0, out, 1};
        int[] chosen = in < 0 ? out < 0 ? NOTHING : new int[] {out, 1} : out < 0 ? new int[] {in, 0} : moves;
        return spawn(Spawn.program("start: ", command).dup2("move: ", chosen));
    }

    /** Runs a program to its end, and records what it prints on standard output and standard error, and how it ends. */
    void run(String... command) {
        run(Spawn.program("start: ", command));
    }

    void run(Spawn spawn) {
        int[] ends = new int[2];
        posix.pipe(ends);
        int errors = posix.dup(ends[1]);
        int[] moves = Arrays.copyOf(spawn.moves(), spawn.moves().length + 4);
        System.arraycopy(new int[] {ends[1], 1, errors, 2}, 0, moves, spawn.moves().length, 4);
        int child = spawn(spawn.dup2("move: ", moves));
        posix.close(ends[1]);
        posix.close(errors);
        trace.result("  prints", () -> Trace.quoted(rest(ends[0])), null);
        posix.close(ends[0]);
        waitpid(child);
    }

    int waitpid(int process) {
        WaitStatus status = new WaitStatus();
        return ended(status, "waitpid(" + trace.process(process) + ")", () -> posix.waitpid(process, status));
    }

    /** Waits for a child that has ended, without waiting for one that has not. */
    int reap() {
        WaitStatus status = new WaitStatus();
        return ended(status, "reap()", () -> posix.reap(status));
    }

    private int ended(WaitStatus status, String call, IntSupplier wait) {
        int[] process = {Trace.FAILED};
        trace.result(
                call,
                () -> {
                    process[0] = wait.getAsInt();
                    return process[0] == Posix.NONE ? "none" : trace.process(process[0]) + " " + shown(status);
                },
                null);
        if (process[0] > 0) {
            children.remove(process[0]);
        }
        return process[0];
    }

    /** How a child ended. */
    static String shown(WaitStatus status) {
        return status.crashed() ? "killed by signal " + status.signal() : "exit " + status.exitCode();
    }

    /** Waits until a process has ended, and does not reap it. */
    void awaitEnd(int process) {
        trace.call("awaitEnd(" + trace.process(process) + ")", () -> {
            int watch = posix.watchProcess(process);
            boolean[] ready = new boolean[1];
            while (!ready[0]) {
                posix.poll(new int[] {watch}, ready, -1);
            }
            posix.closeWatch(watch);
        });
    }

    /** Reads a process id and a newline, which a child has printed. */
    int readProcess(int descriptor) {
        StringBuilder text = new StringBuilder();
        byte[] next = new byte[1];
        int process = trace.process("readProcess(" + trace.descriptor(descriptor) + ")", () -> {
            while (posix.read(descriptor, next, 0, 1) == 1 && next[0] != '\n') {
                text.append((char) next[0]);
            }
            return Integer.parseInt(text.toString());
        });
        return process;
    }

    /** Reads to the end, and records whether that line is there. */
    void lines(int descriptor, String wanted) {
        check("the lines include " + wanted, rest(descriptor).lines().anyMatch(wanted::equals));
    }

    void kill(int process, Signal signal) {
        trace.call("kill(" + trace.process(process) + ", " + signal + ")", () -> posix.kill(process, signal));
    }

    int catchSignals(Signal... signals) {
        signalsChanged = true;
        return trace.descriptor("catchSignals(" + Arrays.toString(signals) + ")", () -> posix.catchSignals(signals));
    }

    Signal takeSignal() {
        Signal[] taken = new Signal[1];
        trace.result(
                "takeSignal()",
                () -> {
                    taken[0] = posix.takeSignal();
                    return taken[0] == null ? "none" : taken[0].name();
                },
                null);
        return taken[0];
    }

    /** Polls until a caught signal arrives, and takes it. A signal may end a poll before the descriptor is ready. */
    void awaitSignal(int... descriptors) {
        trace.result(
                "awaitSignal(" + trace.descriptors(descriptors) + ")",
                () -> {
                    Signal taken = posix.takeSignal();
                    while (taken == null) {
                        posix.poll(descriptors, new boolean[descriptors.length], -1);
                        taken = posix.takeSignal();
                    }
                    return taken.name();
                },
                null);
    }

    void stopIgnoring(Signal signal) {
        trace.call("stopIgnoring(" + signal + ")", () -> posix.stopIgnoring(signal));
    }

    void ignore(Signal signal) {
        signalsChanged = true;
        trace.call("ignore(" + signal + ")", () -> posix.ignore(signal));
    }

    void setDefault(Signal signal) {
        trace.call("setDefault(" + signal + ")", () -> posix.setDefault(signal));
    }

    void resetSignals() {
        trace.call("resetSignals()", posix::resetSignals);
    }

    void becomeReaper() {
        trace.call("becomeReaper()", posix::becomeReaper);
    }

    void setsid() {
        trace.call("setsid()", posix::setsid);
    }

    int getpid() {
        return trace.process("getpid()", posix::getpid);
    }

    void execve(String path, String... arguments) {
        trace.result(
                "execve(" + path + ", " + Arrays.toString(arguments) + ")",
                () -> posix.execve(path, arguments).name(),
                null);
    }

    void exit(int status) {
        trace.note("exit(" + status + ")");
        posix.exit(status);
    }

    void variable(String name) {
        trace.result("variable(" + name + ")", () -> String.valueOf(posix.variable(name)), null);
    }

    void account(String name) {
        trace.result("account(" + name + ")", () -> String.valueOf(posix.account(name)), null);
    }

    void runsAs(long user, long group) {
        trace.result(
                "runsAs(" + user + ", " + group + ")",
                () -> Boolean.toString(posix.runsAs(new Account(user, group))),
                null);
    }

    void hasNoOtherGroup(long group) {
        trace.result("hasNoOtherGroup(" + group + ")", () -> Boolean.toString(posix.hasNoOtherGroup(group)), null);
    }

    void setgroups(long group) {
        trace.call("setgroups(" + group + ")", () -> posix.setgroups(group));
    }

    void initgroups(String account, long group) {
        trace.call("initgroups(" + account + ", " + group + ")", () -> posix.initgroups(account, group));
    }

    void setgid(long group) {
        trace.call("setgid(" + group + ")", () -> posix.setgid(group));
    }

    void setuid(long user) {
        trace.call("setuid(" + user + ")", () -> posix.setuid(user));
    }

    void setSoftLimit(Resource resource, long amount) {
        trace.call("setSoftLimit(" + resource + ", " + amount + ")", () -> posix.setSoftLimit(resource, amount));
    }

    int watchProcess(int process) {
        return opened(
                trace.descriptor("watchProcess(" + trace.process(process) + ")", () -> posix.watchProcess(process)));
    }

    void signalProcess(int watch, Signal signal) {
        trace.call(
                "signalProcess(" + trace.descriptor(watch) + ", " + signal + ")",
                () -> posix.signalProcess(watch, signal));
    }

    /** The number of the signal that has ended a watched process; -1 if it is not known. Not recorded. */
    int endingSignal(int watch) {
        WaitStatus status = new WaitStatus();
        return posix.exitStatus(watch, status) ? status.signal() : -1;
    }

    /** A process's serial number, 0 if the system has none. The number is not recorded. */
    long serialNumber(int process) {
        long[] number = {0};
        trace.call("serialNumber(" + trace.process(process) + ")", () -> number[0] = posix.serialNumber(process));
        return number[0];
    }

    int watchDirectory(String path) {
        return opened(trace.descriptor("watchDirectory(" + path + ")", () -> posix.watchDirectory(path)));
    }

    int watchFile(String path) {
        return opened(trace.descriptor("watchFile(" + path + ")", () -> posix.watchFile(path)));
    }

    void drainWatch(int watch) {
        trace.call("drainWatch(" + trace.descriptor(watch) + ")", () -> posix.drainWatch(watch));
    }

    void closeWatch(int watch) {
        trace.call("closeWatch(" + trace.descriptor(watch) + ")", () -> posix.closeWatch(watch));
        closed(watch);
    }

    void sleep(int milliseconds) {
        trace.call("sleep(" + milliseconds + " ms)", () -> posix.sleep(milliseconds * 1_000_000L));
    }

    void localTime(long seconds) {
        int[] fields = new int[6];
        trace.result(
                "localTime(" + seconds + ")",
                () -> {
                    posix.localTime(seconds, fields);
                    return Arrays.toString(fields);
                },
                null);
    }
}
