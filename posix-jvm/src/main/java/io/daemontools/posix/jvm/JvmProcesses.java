package io.daemontools.posix.jvm;

import static io.daemontools.posix.jvm.CFunction.INT;
import static io.daemontools.posix.jvm.CFunction.LONG;
import static io.daemontools.posix.jvm.CFunction.OFFSET;
import static io.daemontools.posix.jvm.CFunction.POINTER;
import static io.daemontools.posix.jvm.CFunction.VOID;
import static io.daemontools.posix.jvm.JvmErrno.check;

import io.daemontools.cli.Arguments;
import io.daemontools.posix.Environment;
import io.daemontools.posix.Errno;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Processes;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.posix.VariableList;
import io.daemontools.posix.WaitStatus;

/** This process, its children and signals. */
abstract class JvmProcesses extends JvmIdentity implements Processes {
    private static final int WNOHANG = 1;
    private static final int SIGNAL_BITS = 0x7f;

    /** Linux's {@code sys/prctl.h}. */
    private static final int PR_SET_CHILD_SUBREAPER = 36;

    /** FreeBSD's {@code sys/wait.h} and {@code sys/procctl.h}. */
    private static final int P_PID = 0;

    private static final int PROC_REAP_ACQUIRE = 2;

    private static final CFunction EXECVE = CFunction.of("execve", INT, POINTER, POINTER, POINTER);
    private static final CFunction WAITPID = CFunction.of("waitpid", INT, INT, POINTER, INT);
    private static final CFunction GETPID = CFunction.of("getpid", INT);
    private static final CFunction KILL = CFunction.of("kill", INT, INT, INT);
    private static final CFunction PRCTL = CFunction.variadic("prctl", 1, INT, INT, LONG, LONG, LONG, LONG);
    private static final CFunction PROCCTL = CFunction.of("procctl", INT, INT, OFFSET, INT, POINTER);
    private static final CFunction SETSID = CFunction.of("setsid", INT);
    private static final CFunction EXIT = CFunction.of("_exit", VOID, INT);

    private final HotSpotDescriptors hotSpotDescriptors = new HotSpotDescriptors(this);
    private final RawEnvironment environment = new RawEnvironment();
    private final long waitStatus = CMemory.allocate(Integer.BYTES);
    private final SignalPipe caught = new SignalPipe(this);
    private Arguments arguments = new Arguments("");
    private VariableList execEnvironment;
    private PosixSpawn posixSpawn;

    /** The signals that this process ignores though it was started with another action, signal 1 in bit 0. */
    private long ignored;

    /** Tells the words that this process was started with. */
    public void setArguments(Arguments arguments) {
        this.arguments = arguments;
    }

    private String[] argumentsFrom(int first) {
        String[] rest = new String[arguments.size() - first];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = arguments.get(first + i);
        }
        return rest;
    }

    @Override
    public int spawn(Spawn spawn) {
        if (posixSpawn == null) {
            posixSpawn = new PosixSpawn(stat, environment);
        }
        hotSpotDescriptors.closeOnExec();
        String[] arguments =
                spawn.firstArgument() == Spawn.NONE ? spawn.arguments() : argumentsFrom(spawn.firstArgument());
        return posixSpawn.start(spawn, arguments, blockedAtEntry(), caught.caught() | ignored);
    }

    @Override
    public Errno execve(String name, int firstArgument) {
        long program = path.of(name);
        long argv = CStrings.of(argumentsFrom(firstArgument));
        long envp = CStrings.of(execEnvironment().variables());
        long atEntry = Signals.set(blockedAtEntry());
        long now = Signals.set(0);
        hotSpotDescriptors.closeOnExec();
        Signals.block(atEntry, now);
        if (softLimits().anyPlanned()) {
            executeUnderLimits(program, argv, envp);
        } else {
            EXECVE.call(program, argv, envp);
        }
        Errno error = JvmErrno.of(JvmErrno.number());
        Signals.block(now, 0);
        CMemory.IO.freeMemory(now);
        CMemory.IO.freeMemory(atEntry);
        CStrings.free(envp);
        CStrings.free(argv);
        return error;
    }

    /** All that this needs has been there once, before the limits are set. */
    private void executeUnderLimits(long program, long argv, long envp) {
        softLimits().lift();
        EXECVE.call(0, 0, 0);
        softLimits().impose();
        EXECVE.call(program, argv, envp);
        int error = JvmErrno.number();
        softLimits().lift();
        JvmErrno.set(error);
    }

    @Override
    public VariableList execEnvironment() {
        if (execEnvironment == null) {
            execEnvironment = new VariableList(environment.variables());
        }
        return execEnvironment;
    }

    /** The signal mask to hand on. HotSpot has changed it; what is caught was unblocked for that. */
    private long blockedAtEntry() {
        return InheritedState.blockedSignals() & ~caught.caught();
    }

    @Override
    public int reap(WaitStatus into) {
        int process = WAITPID.call(ANY_CHILD, waitStatus, WNOHANG);
        if (process < 0 && JvmErrno.of(JvmErrno.number()) == Errno.ECHILD) {
            return NONE;
        }
        return check(process) == 0 ? NONE : ended(process, into);
    }

    @Override
    public int waitpid(int process, WaitStatus into) {
        return ended(check(WAITPID.call(process, waitStatus, 0)), into);
    }

    @Override
    public void becomeReaper() {
        if (Constants.linux()) {
            check(PRCTL.call(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0));
        } else if (Constants.freebsd()) {
            check(PROCCTL.call(P_PID, getpid(), PROC_REAP_ACQUIRE, 0));
        } else {
            throw PosixException.of(Errno.ENOSYS);
        }
    }

    private int ended(int process, WaitStatus into) {
        int status = CMemory.IO.getInt(waitStatus);
        boolean crashed = (status & SIGNAL_BITS) != 0;
        into.set(crashed ? 0 : status >> 8 & 0xff, crashed);
        return process;
    }

    @Override
    public int getpid() {
        return GETPID.call();
    }

    @Override
    public void setDefault(Signal signal) {
        Signals.restoreDefault(Signals.number(signal));
    }

    @Override
    public void kill(int process, Signal signal) {
        check(KILL.call(process, Signals.number(signal)));
    }

    @Override
    public int catchSignals(Signal... signals) {
        if (caught.descriptor() < 0) {
            caught.open();
        }
        for (Signal signal : signals) {
            caught.add(signal);
        }
        return caught.descriptor();
    }

    @Override
    public Signal takeSignal() {
        return caught.take();
    }

    @Override
    int signalDescriptor() {
        return caught.descriptor();
    }

    @Override
    public void ignore(Signal signal) {
        int number = Signals.number(signal);
        Signals.ignore(number);
        ignored |= Signals.bit(number) & ~InheritedState.ignoredSignals();
    }

    @Override
    public String variable(String name) {
        return Environment.get(environment.variables(), name);
    }

    @Override
    public void setsid() {
        check(SETSID.call());
    }

    @Override
    public void overwriteLastArgument(byte[] text) {
        ProcTitle.overwriteLast(text);
    }

    @Override
    public void exit(int status) {
        EXIT.call(status);
    }
}
