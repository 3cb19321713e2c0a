package io.daemontools.simulation.kernel;

import io.daemontools.posix.Errno;
import io.daemontools.posix.ExecEnvironment;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.ProcessEntry;
import io.daemontools.posix.Processes;
import io.daemontools.posix.Resource;
import io.daemontools.posix.ResourceUse;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.posix.WaitStatus;
import io.daemontools.simulation.file.OpenFile;
import java.util.ArrayList;
import java.util.List;

/** The calls on processes and signals. */
final class ProcessCalls extends Calls implements Processes {
    private static final Strace.Argument NO_HANG = Strace.symbol("WNOHANG");
    private static final Strace.Argument REAPER = Strace.symbol("PR_SET_CHILD_SUBREAPER");
    private static final Strace.Argument DEFAULT = Strace.symbol("SIG_DFL");
    private static final Strace.Argument IGNORED = Strace.symbol("SIG_IGN");

    private final ProcessPosix posix;

    ProcessCalls(SimulatedProcess process, Kernel kernel, ProcessPosix posix) {
        super(process, kernel);
        this.posix = posix;
    }

    @Override
    public int spawn(Spawn description) {
        Spawn spawn = description.copy();
        process.lastCall().setSpawn(spawn);
        return perform(Call.FORK, () -> kernel.lifecycle().spawn(process, spawn).pid());
    }

    @Override
    public void resetSignals() {
        execute(Call.RESET_SIGNALS, () -> {
            process.resetSignals();
            kernel.signals().deliverPending(process);
        });
    }

    @Override
    public Errno execve(String path, int firstArgument) {
        List<String> arguments = process.arguments();
        return execute(
                path,
                arguments.subList(1 + firstArgument, arguments.size()),
                process.execEnvironment().variables());
    }

    @Override
    public Errno execve(String path, String[] arguments) {
        return execute(path, List.of(arguments), process.environment());
    }

    /** Executes a program. It returns only if that fails; when the program ends, so does the process. */
    Errno execute(String path, List<String> arguments, String... environment) {
        Lifecycle.Image image;
        try {
            image = perform(
                    Call.EXECVE,
                    () -> {
                        Lifecycle.Image found = kernel.lifecycle().image(process, path, arguments);
                        process.exec(path, List.copyOf(found.arguments()), environment.clone());
                        for (Observer observer : kernel.observers()) {
                            observer.executed(process);
                        }
                        return found;
                    },
                    path,
                    arguments);
        } catch (PosixException error) {
            return error.errno();
        }
        exit(image.program().run(process.arguments(), posix));
        throw new AssertionError("exit returned");
    }

    @Override
    public ExecEnvironment execEnvironment() {
        return process.execEnvironment();
    }

    @Override
    public int reap(WaitStatus into) {
        return perform(Call.WAIT, () -> reapOne(ANY_CHILD, into), ANY_CHILD, Strace.status(into), NO_HANG);
    }

    private int reapOne(int wanted, WaitStatus into) {
        for (SimulatedProcess child : process.children()) {
            if (child.ended() && matches(child, wanted)) {
                into.set(child.status());
                kernel.lifecycle().reap(child);
                return child.pid();
            }
        }
        return NONE;
    }

    @Override
    public int reap(WaitStatus into, ResourceUse use) {
        use.set(0, 0, 0);
        return reap(into);
    }

    @Override
    public int waitpid(int wanted, WaitStatus into) {
        return perform(
                Call.WAIT,
                () -> {
                    int pid = reapOne(wanted, into);
                    while (pid == NONE && hasChild(wanted)) {
                        kernel.await(
                                process,
                                () -> hasEnded(wanted) || !hasChild(wanted),
                                SimulatedProcess.NO_DEADLINE,
                                false);
                        pid = reapOne(wanted, into);
                    }
                    if (pid == NONE) {
                        throw PosixException.of(Errno.ECHILD);
                    }
                    return pid;
                },
                wanted,
                Strace.status(into),
                0);
    }

    private boolean hasEnded(int wanted) {
        return process.children().stream().anyMatch(child -> child.ended() && matches(child, wanted));
    }

    private boolean hasChild(int wanted) {
        return process.children().stream().anyMatch(child -> matches(child, wanted));
    }

    private static boolean matches(SimulatedProcess child, int wanted) {
        return wanted == ANY_CHILD || wanted == child.pid();
    }

    @Override
    public int waitpid(int wanted, WaitStatus into, ResourceUse use) {
        use.set(0, 0, 0);
        return waitpid(wanted, into);
    }

    @Override
    public void becomeReaper() {
        execute(Call.PRCTL, process::becomeReaper, REAPER);
    }

    @Override
    public int getpid() {
        return perform(Call.GETPID, process::pid);
    }

    @Override
    public int bootId(byte[] into) {
        return perform(Call.BOOT_ID, () -> {
            byte[] id = kernel.bootId();
            System.arraycopy(id, 0, into, 0, Math.min(id.length, into.length));
            return Math.min(id.length, into.length);
        });
    }

    @Override
    public void setDefault(Signal signal) {
        execute(Call.IGNORE, () -> process.signals().setDefault(signal), signal, DEFAULT);
    }

    @Override
    public void kill(int target, Signal signal) {
        execute(Call.KILL, () -> send(target, signal), target, signal);
    }

    /** No failure is simulated. */
    @Override
    public boolean exists(int pid) {
        process.checkAlive();
        return kernel.processes().find(pid) != null;
    }

    private void send(int target, Signal signal) {
        List<SimulatedProcess> targets = targets(target);
        if (targets.isEmpty()) {
            throw PosixException.of(Errno.ESRCH);
        }
        boolean permitted = false;
        for (SimulatedProcess other : targets) {
            if (maySignal(other, signal)) {
                permitted = true;
                kernel.signals().send(process, other, signal);
            }
        }
        if (!permitted) {
            throw PosixException.of(Errno.EPERM);
        }
    }

    private List<SimulatedProcess> targets(int target) {
        List<SimulatedProcess> found = new ArrayList<>();
        for (SimulatedProcess other : kernel.processes().all()) {
            boolean matches = target > 0
                    ? other.pid() == target
                    : target == ALL_PROCESSES
                            ? other.pid() != 1 && other != process
                            : other.group() == (target == 0 ? process.group() : -target);
            if (matches) {
                found.add(other);
            }
        }
        return found;
    }

    boolean maySignal(SimulatedProcess other, Signal signal) {
        return who().privileged()
                || who().user() == other.credentials().user()
                || (signal == Signal.CONT && process.session() == other.session());
    }

    @Override
    public int catchSignals(Signal... caught) {
        return perform(
                Call.CATCH,
                () -> {
                    SignalState state = process.signals();
                    if (!state.hasEvent()) {
                        SignalState.EventFile event = new SignalState.EventFile();
                        int descriptor = process.descriptors()
                                .add(
                                        OpenFile.forReading(event),
                                        true,
                                        process.limits().soft(Resource.OPEN_FILES));
                        state.setEvent(event, descriptor);
                    }
                    for (Signal signal : caught) {
                        state.handle(signal);
                    }
                    kernel.signals().deliverPending(process);
                    return state.eventDescriptor();
                },
                (Object[]) caught);
    }

    /** No system call if there is none. */
    @Override
    public Signal takeSignal() {
        process.checkAlive();
        return process.signals().take();
    }

    @Override
    public void ignore(Signal signal) {
        execute(
                Call.IGNORE,
                () -> {
                    if (signal == Signal.KILL || signal == Signal.STOP) {
                        throw PosixException.of(Errno.EINVAL);
                    }
                    process.signals().ignore(signal);
                },
                signal,
                IGNORED);
    }

    @Override
    public void stopIgnoring(Signal signal) {
        execute(Call.IGNORE, () -> process.signals().stopIgnoring(signal), signal, DEFAULT);
    }

    /** No system call. */
    @Override
    public String variable(String name) {
        return process.variable(name);
    }

    /** No failure is simulated: it counts as a process that the system does not reveal. */
    @Override
    public boolean find(int pid, ProcessEntry into) {
        process.checkAlive();
        SimulatedProcess found = kernel.processes().find(pid);
        if (found == null) {
            return false;
        }
        into.set(
                found.parent() == null ? 0 : found.parent().pid(),
                found.credentials().user());
        return true;
    }

    /** No system call. */
    @Override
    public void putenv(String assignment) {
        process.putenv(assignment);
    }

    /** By Linux's numbers. */
    @Override
    public Signal signal(int number) {
        return Signals.of(number);
    }

    @Override
    public void setsid() {
        execute(Call.SETSID, () -> {
            if (process.leadsGroup()) {
                throw PosixException.of(Errno.EPERM);
            }
            process.leadSession();
        });
    }

    /** No system call. */
    @Override
    public void overwriteLastArgument(byte[] text) {
        process.overwriteLastArgument(text);
    }

    @Override
    public void exit(int status) {
        execute(Call.EXIT, () -> kernel.lifecycle().end(process, status & 0xff, 0), status);
    }
}
