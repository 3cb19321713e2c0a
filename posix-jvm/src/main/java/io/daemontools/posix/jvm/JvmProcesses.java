package io.daemontools.posix.jvm;

import static io.daemontools.posix.jvm.CFunction.INT;
import static io.daemontools.posix.jvm.CFunction.POINTER;
import static io.daemontools.posix.jvm.CFunction.VOID;
import static io.daemontools.posix.jvm.Errors.check;

import io.daemontools.cli.Arguments;
import io.daemontools.posix.Environment;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Processes;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.posix.VariableList;
import io.daemontools.posix.WaitStatus;

/** This process, its children and signals. */
abstract class JvmProcesses extends JvmIdentity implements Processes {
    private static final int ANY_CHILD = -1;
    private static final int WNOHANG = 1;
    private static final int SIGNAL_BITS = 0x7f;

    private static final CFunction EXECVE = CFunction.of("execve", INT, POINTER, POINTER, POINTER);
    private static final CFunction WAITPID = CFunction.of("waitpid", INT, INT, POINTER, INT);
    private static final CFunction GETPID = CFunction.of("getpid", INT);
    private static final CFunction KILL = CFunction.of("kill", INT, INT, INT);
    private static final CFunction SETSID = CFunction.of("setsid", INT);
    private static final CFunction EXIT = CFunction.of("_exit", VOID, INT);

    private final OwnFiles ownFiles = new OwnFiles(this);
    private final RawEnvironment environment = new RawEnvironment();
    private final long waitStatus = CMemory.allocate(Integer.BYTES);
    private final SignalPipe caught = new SignalPipe(this);
    private Arguments words = new Arguments("");
    private VariableList nextEnvironment;
    private Starter starter;

    /** The signals that this process ignores though it was started with another action, signal 1 in bit 0. */
    private long ignored;

    /** Tells the words that this process was started with. */
    public void startedWith(Arguments words) {
        this.words = words;
    }

    private String[] wordsFrom(int first) {
        String[] rest = new String[words.size() - first];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = words.get(first + i);
        }
        return rest;
    }

    @Override
    public int spawn(Spawn spawn) {
        if (starter == null) {
            starter = new Starter(look, environment);
        }
        ownFiles.closeOnExec();
        String[] arguments = spawn.firstWord() == Spawn.NONE ? spawn.arguments() : wordsFrom(spawn.firstWord());
        return starter.start(spawn, arguments, blockedAtEntry(), caught.caught() | ignored);
    }

    @Override
    public Errno execute(String name, int firstWord) {
        long program = path.of(name);
        long argv = CStrings.of(wordsFrom(firstWord));
        long envp = CStrings.of(nextEnvironment().variables());
        long atEntry = Signals.set(blockedAtEntry());
        long now = Signals.set(0);
        ownFiles.closeOnExec();
        Signals.block(atEntry, now);
        if (softLimits().anyPlanned()) {
            executeUnderLimits(program, argv, envp);
        } else {
            EXECVE.call(program, argv, envp);
        }
        Errno error = Errors.of(Errors.number());
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
        int error = Errors.number();
        softLimits().lift();
        Errors.set(error);
    }

    @Override
    public VariableList nextEnvironment() {
        if (nextEnvironment == null) {
            nextEnvironment = new VariableList(environment.variables());
        }
        return nextEnvironment;
    }

    /** The signal mask to hand on. HotSpot has changed it; what is caught was unblocked for that. */
    private long blockedAtEntry() {
        return EntryState.blockedSignals() & ~caught.caught();
    }

    @Override
    public int reap(WaitStatus into) {
        int process = WAITPID.call(ANY_CHILD, waitStatus, WNOHANG);
        if (process < 0 && Errors.of(Errors.number()) == Errno.ECHILD) {
            return NONE;
        }
        return check(process) == 0 ? NONE : ended(process, into);
    }

    @Override
    public void await(int process, WaitStatus into) {
        ended(check(WAITPID.call(process, waitStatus, 0)), into);
    }

    private int ended(int process, WaitStatus into) {
        int status = CMemory.IO.getInt(waitStatus);
        boolean crashed = (status & SIGNAL_BITS) != 0;
        into.set(crashed ? 0 : status >> 8 & 0xff, crashed);
        return process;
    }

    @Override
    public int processId() {
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
        ignored |= Signals.bit(number) & ~EntryState.ignoredSignals();
    }

    @Override
    public String variable(String name) {
        return Environment.get(environment.variables(), name);
    }

    @Override
    public void newSession() {
        check(SETSID.call());
    }

    @Override
    public void showLastArgument(byte[] text) {
        ShownArguments.overwriteLast(text);
    }

    @Override
    public void exit(int status) {
        EXIT.call(status);
    }
}
