package io.daemontools.posix.jvm;

import static io.daemontools.posix.jvm.CFunction.INT;
import static io.daemontools.posix.jvm.CFunction.LONG;
import static io.daemontools.posix.jvm.CFunction.OFFSET;
import static io.daemontools.posix.jvm.CFunction.POINTER;
import static io.daemontools.posix.jvm.CFunction.VOID;
import static io.daemontools.posix.jvm.CMemory.IO;
import static io.daemontools.posix.jvm.JvmErrno.check;

import io.daemontools.cli.Arguments;
import io.daemontools.posix.Environment;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.ProcessEntry;
import io.daemontools.posix.Processes;
import io.daemontools.posix.ResourceUse;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.posix.VariableList;
import io.daemontools.posix.WaitStatus;

/** {@link Processes} by calls of the C library and HotSpot's signal handlers. */
final class JvmProcesses implements Processes {
    static final int WNOHANG = 1;
    private static final int NULL_SIGNAL = 0;
    private static final int SIGNAL_BITS = 0x7f;

    /** Linux's {@code sys/prctl.h}. */
    private static final int PR_SET_CHILD_SUBREAPER = 36;

    /** Offset of {@code ru_maxrss} in a {@code struct rusage} of 64-bit systems, after two times; and its unit in bytes. */
    static final int MAXRSS = 4 * Long.BYTES;

    private static final long MAXRSS_UNIT = Constants.darwin() ? 1 : 1024;

    /** Larger than any system's {@code struct rusage}. */
    static final int USAGE_SIZE = 512;

    private static final CFunction EXECVE = CFunction.of("execve", INT, POINTER, POINTER, POINTER);
    private static final CFunction WAITPID = CFunction.of("waitpid", INT, INT, POINTER, INT);
    private static final CFunction WAIT4 = CFunction.of("wait4", INT, INT, POINTER, INT, POINTER);
    private static final CFunction GETPID = CFunction.of("getpid", INT);
    private static final CFunction KILL = CFunction.of("kill", INT, INT, INT);
    private static final CFunction PRCTL = CFunction.variadic("prctl", 1, INT, INT, LONG, LONG, LONG, LONG);
    private static final CFunction PROCCTL = CFunction.of("procctl", INT, INT, OFFSET, INT, POINTER);
    private static final CFunction SETSID = CFunction.of("setsid", INT);
    private static final CFunction EXIT = CFunction.of("_exit", VOID, INT);

    private final Posix posix;
    private final JvmCString path;
    private final Stat stat;
    private final JvmDescriptors descriptors;
    private final JvmLimits limits;
    private final SignalPipe caught;
    private final HotSpotDescriptors hotSpotDescriptors;
    private final RawEnvironment environment = new RawEnvironment();
    private final long waitStatus = CMemory.allocate(Integer.BYTES);
    private Arguments arguments = new Arguments("");
    private VariableList execEnvironment;
    private PosixSpawn posixSpawn;

    /** The address of a {@code struct rusage}; 0 before its first use. */
    private long usage;

    /** The signals that {@link #ignore} has set to SIG_IGN and that were not ignored at entry; signal 1 in bit 0. */
    private long ignored;

    /**
     * Calls with these parts.
     *
     * @param posix all of them, for fork handlers
     */
    JvmProcesses(
            Posix posix, JvmCString path, Stat stat, JvmDescriptors descriptors, JvmLimits limits, SignalPipe caught) {
        this.posix = posix;
        this.path = path;
        this.stat = stat;
        this.descriptors = descriptors;
        this.limits = limits;
        this.caught = caught;
        this.hotSpotDescriptors = new HotSpotDescriptors(descriptors, stat);
    }

    /** Sets the arguments that this process was started with. */
    void setArguments(Arguments arguments) {
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
            posixSpawn = new PosixSpawn(stat, limits, environment, this::argumentsFrom);
        }
        hotSpotDescriptors.closeOnExec();
        int child = posixSpawn.start(spawn, blockedAtEntry(), caught.caught() | ignored);
        if (spawn.forkHandler() != null) {
            spawn.forkHandler().run(posix, child);
        }
        return child;
    }

    @Override
    public Errno execve(String name, int firstArgument) {
        return execve(name, argumentsFrom(firstArgument), execEnvironment().variables());
    }

    @Override
    public Errno execve(String name, String[] arguments) {
        return execve(name, arguments, environment.variables());
    }

    private Errno execve(String name, String[] arguments, String[] variables) {
        long program = path.of(name);
        long argv = CStrings.of(arguments);
        long envp = CStrings.of(variables);
        long atEntry = Signals.set(blockedAtEntry());
        long now = Signals.set(0);
        hotSpotDescriptors.closeOnExec();
        Signals.block(atEntry, now);
        if (limits.softLimits().anyPlanned()) {
            executeUnderLimits(program, argv, envp);
        } else {
            EXECVE.call(program, argv, envp);
        }
        Errno error = JvmErrno.of(JvmErrno.number());
        Signals.block(now, 0);
        IO.freeMemory(now);
        IO.freeMemory(atEntry);
        CStrings.free(envp);
        CStrings.free(argv);
        return error;
    }

    /** Calls everything once before the limits are set: no memory may be available afterwards. */
    private void executeUnderLimits(long program, long argv, long envp) {
        limits.softLimits().lift();
        EXECVE.call(0, 0, 0);
        limits.softLimits().impose();
        EXECVE.call(program, argv, envp);
        int error = JvmErrno.number();
        limits.softLimits().lift();
        JvmErrno.set(error);
    }

    @Override
    public VariableList execEnvironment() {
        if (execEnvironment == null) {
            execEnvironment = new VariableList(environment.variables());
        }
        return execEnvironment;
    }

    /** The signal mask for the next program: HotSpot has changed it, and catching a signal unblocks it. */
    private long blockedAtEntry() {
        return InheritedState.blockedSignals() & ~caught.caught();
    }

    @Override
    public void resetSignals() {
        long changed = caught.caught() | ignored;
        for (int number = 1; number <= Long.SIZE; number++) {
            if ((changed & Signals.bit(number)) != 0) {
                Signals.restoreDefault(number);
            }
        }
        long mask = Signals.set(blockedAtEntry());
        Signals.block(mask, 0);
        IO.freeMemory(mask);
        caught.close();
        ignored = 0;
    }

    @Override
    public int reap(WaitStatus into) {
        return reaped(WAITPID.call(ANY_CHILD, waitStatus, WNOHANG), into);
    }

    @Override
    public int reap(WaitStatus into, ResourceUse use) {
        int child = reaped(WAIT4.call(ANY_CHILD, waitStatus, WNOHANG, usage()), into);
        if (child != NONE) {
            decode(usage, use);
        }
        return child;
    }

    private int reaped(int child, WaitStatus into) {
        if (child < 0 && JvmErrno.of(JvmErrno.number()) == Errno.ECHILD) {
            return NONE;
        }
        return check(child) == 0 ? NONE : ended(child, into);
    }

    @Override
    public int waitpid(int process, WaitStatus into) {
        return ended(check(WAITPID.call(process, waitStatus, 0)), into);
    }

    @Override
    public int waitpid(int process, WaitStatus into, ResourceUse use) {
        int child = ended(check(WAIT4.call(process, waitStatus, 0, usage())), into);
        decode(usage, use);
        return child;
    }

    private long usage() {
        if (usage == 0) {
            usage = CMemory.allocate(USAGE_SIZE);
        }
        return usage;
    }

    /** Decodes a {@code struct rusage}. */
    static void decode(long usage, ResourceUse use) {
        use.set(time(usage), time(usage + 2L * Long.BYTES), IO.getLong(usage + MAXRSS) * MAXRSS_UNIT);
    }

    /** Nanoseconds of a {@code struct timeval}. On macOS the second field has 32 bits and is followed by zeros. */
    private static long time(long timeval) {
        return IO.getLong(timeval) * 1_000_000_000 + IO.getInt(timeval + Long.BYTES) * 1000L;
    }

    @Override
    public void becomeReaper() {
        if (Constants.linux()) {
            check(PRCTL.call(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0));
        } else if (Constants.freebsd()) {
            int result = PROCCTL.call(FreeBsd.P_PID, getpid(), FreeBsd.PROC_REAP_ACQUIRE, 0);
            // EBUSY: it is one already, from before it executed Java.
            if (result < 0 && JvmErrno.of(JvmErrno.number()) != Errno.EBUSY) {
                throw JvmErrno.last();
            }
        } else {
            throw PosixException.of(Errno.ENOSYS);
        }
    }

    private int ended(int process, WaitStatus into) {
        decode(IO.getInt(waitStatus), into);
        return process;
    }

    /** Decodes the number that {@code waitpid(2)} stores. */
    static void decode(int status, WaitStatus into) {
        int signal = status & SIGNAL_BITS;
        into.set(signal == 0 ? status >> 8 & 0xff : 0, signal);
    }

    @Override
    public int getpid() {
        return GETPID.call();
    }

    @Override
    public int bootId(byte[] into) {
        return BootId.read(descriptors, into);
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
    public boolean exists(int process) {
        return KILL.call(process, NULL_SIGNAL) >= 0 || JvmErrno.last().errno() != Errno.ESRCH;
    }

    @Override
    public int catchSignals(Signal... signals) {
        if (caught.descriptor() < 0) {
            caught.open(descriptors);
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
    public void ignore(Signal signal) {
        int number = Signals.number(signal);
        Signals.ignore(number);
        ignored |= Signals.bit(number) & ~InheritedState.ignoredSignals();
    }

    @Override
    public void stopIgnoring(Signal signal) {
        int number = Signals.number(signal);
        if ((ignored & Signals.bit(number)) != 0) {
            Signals.restoreDefault(number);
            ignored &= ~Signals.bit(number);
        }
    }

    @Override
    public String variable(String name) {
        return Environment.get(environment.variables(), name);
    }

    @Override
    public boolean find(int process, ProcessEntry into) {
        return Constants.linux() ? LinuxProcess.find(process, into) : KernelProcess.find(process, into);
    }

    @Override
    public void putenv(String assignment) {
        environment.put(assignment);
    }

    @Override
    public Signal signal(int number) {
        for (Signal signal : Signal.values()) {
            if (number != Signals.NONE && Signals.number(signal) == number) {
                return signal;
            }
        }
        return null;
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
