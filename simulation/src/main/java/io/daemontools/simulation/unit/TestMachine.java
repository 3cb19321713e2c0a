package io.daemontools.simulation.unit;

import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.Runner;
import io.daemontools.posix.Account;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.Signal;
import io.daemontools.simulation.file.OpenFile;
import io.daemontools.simulation.kernel.Call;
import io.daemontools.simulation.kernel.HostedProcess;
import io.daemontools.simulation.kernel.Kernel;
import io.daemontools.simulation.kernel.Scheduler;
import io.daemontools.simulation.kernel.SimulatedProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A simulated machine for a unit test. Its one process is the test: what is tested makes its calls by {@link #posix}. It runs as
 * root with process id 1000, in the root directory of an empty file system; calls take no time, and none fails unless the test
 * makes it fail.
 */
public final class TestMachine {
    /** The process id of the test, unless it asks for another one. The first child has the next one. */
    public static final int PID = 1000;

    /** Nothing that is tested runs for longer. */
    private static final Duration LONGEST = Duration.ofDays(7);

    /** Calls take no time. */
    private static final Scheduler AT_ONCE = new Scheduler() {
        @Override
        public boolean preempts(SimulatedProcess running, Call call) {
            return false;
        }

        @Override
        public int next(SimulatedProcess[] runnable, int count) {
            return 0;
        }

        @Override
        public long duration() {
            return 0;
        }
    };

    private final TransferLimit transfers = new TransferLimit();
    private final CallLog calls = new CallLog();
    private final Kernel kernel = new Kernel(AT_ONCE, calls, transfers);
    private final HostedProcess process;
    private final StandardInput stdin = new StandardInput(transfers);
    private final StandardOutput stdout = new StandardOutput(transfers);
    private final StandardOutput stderr = new StandardOutput(transfers);
    private final List<String> environment = new ArrayList<>();
    private final Tree tree;
    private final TestClock clock;
    private final Children children;
    private final OpenFiles descriptors;

    /** A machine with the process 1000. */
    public TestMachine() {
        this(PID);
    }

    /** A machine whose process has another id. */
    public TestMachine(int pid) {
        process = new HostedProcess(kernel, pid);
        kernel.processes().setLast(PID);
        process.open(Posix.STDIN, OpenFile.forReading(stdin));
        process.open(Posix.STDOUT, OpenFile.forWriting(stdout, true));
        process.open(Posix.STDERR, OpenFile.forWriting(stderr, true));
        tree = new Tree(kernel, process.process());
        clock = new TestClock(kernel);
        children = new Children(kernel, process);
        descriptors = new OpenFiles(kernel, process, transfers);
        calls.begin(kernel, process.process());
        kernel.observe(calls);
        kernel.observe(children);
        clock.at(LONGEST, () -> {
            throw new AssertionError("still runs after " + LONGEST);
        });
    }

    /** The calls of the process. */
    public Posix posix() {
        return process.posix();
    }

    /** The calls that were made, and those that are to fail. */
    public CallLog calls() {
        return calls;
    }

    /** The file system. */
    public Tree tree() {
        return tree;
    }

    /** The clocks, and what happens when. */
    public TestClock clock() {
        return clock;
    }

    /** The other processes. */
    public Children children() {
        return children;
    }

    /** What is open. */
    public OpenFiles descriptors() {
        return descriptors;
    }

    /** Makes a call fail from now on; see {@link CallLog#failOn}. */
    public void failOn(String call, Errno errno) {
        calls.failOn(call, errno);
    }

    /** What was written to standard output, a char a byte. */
    public String stdout() {
        return stdout.text();
    }

    /** What was written to standard error, a char a byte. */
    public String stderr() {
        return stderr.text();
    }

    /** The lines on standard error. */
    public List<String> stderrLines() {
        return stderr().lines().toList();
    }

    /** Adds a text to standard input, a byte a char. */
    public void setStdin(String text) {
        stdin.put(text);
    }

    /** What {@code ps} shows as the last argument of the process. */
    public String lastArgument() {
        return process.process().lastArgument();
    }

    /** Adds a variable to the environment, {@code NAME=value}. */
    public void addVariable(String variable) {
        environment.add(variable);
        process.setEnvironment(environment.toArray(new String[0]));
    }

    /** Adds an account. */
    public void addAccount(String name, Account account) {
        kernel.accounts().put(name, account);
    }

    /** Sets the arguments of the process, its name first. */
    public void setArguments(String... arguments) {
        process.setArguments(List.of(arguments));
    }

    /** Puts the process, which leads its process group, in another one. */
    public void joinGroup(int group) {
        process.joinGroup(group);
    }

    /** Leaves the process memory for that many bytes of objects at a time. */
    public void setMemory(int bytes) {
        process.setLargestObject(bytes);
    }

    /** Has the system reveal no serial numbers of processes, and no exit status of one that is no child. */
    public void withoutSerialNumbers() {
        setSerialNumbers(false);
    }

    /** Sets whether the system reveals these. */
    public void setSerialNumbers(boolean revealed) {
        kernel.processes().setNumbered(revealed);
    }

    /** Sends the process a signal. */
    public void send(Signal signal) {
        kernel.kill(process.process(), signal);
    }

    /** Whether the process ignores a signal. */
    public boolean ignores(Signal signal) {
        return process.ignores(signal);
    }

    /** Runs a command as the program of the process; returns its exit code. */
    public int run(Command command, String name, String... arguments) {
        int[] exitCode = {0};
        if (process.endsIn(() -> exitCode[0] = execute(command, name, arguments))) {
            throw new AssertionError(
                    "ended by signal " + process.process().status().signal());
        }
        return exitCode[0];
    }

    /** Runs a command that runs until the machine stops, at a moment after the beginning. It can be examined then, but not go on. */
    public void runUntil(Duration moment, Command command, String name, String... arguments) {
        clock.at(moment, kernel::halt);
        if (!process.endsIn(() -> execute(command, name, arguments)) || !kernel.halted()) {
            throw new AssertionError("ended before " + moment);
        }
    }

    private int execute(Command command, String name, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(0, name);
        process.setArguments(all);
        return Runner.run(command, new Arguments(name, arguments), posix());
    }

    /** Runs code that exits; returns the exit code. */
    public int exitCode(Runnable code) {
        if (!process.endsIn(code)) {
            throw new AssertionError("did not exit");
        }
        return process.process().status().exitCode();
    }
}
