package io.daemontools.posix.jvm;

import static io.daemontools.posix.jvm.CFunction.INT;
import static io.daemontools.posix.jvm.CFunction.POINTER;
import static io.daemontools.posix.jvm.CMemory.IO;

import io.daemontools.cli.ChildSetup;
import io.daemontools.posix.ChildCalls;
import io.daemontools.posix.Environment;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.ForkHandler;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Spawn;
import io.daemontools.posix.VariableList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Starts children by {@code posix_spawn(3)}, because a JVM cannot fork. {@link ChildSetup} makes the same calls as in a forked
 * child. This class checks and records them as far as possible; each {@link #execve} turns them into attributes and file actions.
 *
 * <p>{@code posix_spawn} returns the error of a program that cannot be run. In that case a shell is started instead, with the
 * descriptors moved so far, to print the message and exit 111.
 */
final class PosixSpawn implements ChildCalls {
    private static final String[] ERROR_REPORTER = {"/bin/sh", "-c", "printf '%s\\n' \"$1\" >&2; exit 111", "sh", ""};

    /** Larger than any system's structures. */
    private static final int STRUCTURE = 1024;

    /** {@code POSIX_SPAWN_SETSIGDEF} and {@code POSIX_SPAWN_SETSIGMASK}. */
    private static final int SETSIG = Constants.linux() || Constants.darwin()
            ? 4 | 8
            : FreeBsd.POSIX_SPAWN_SETSIGDEF | FreeBsd.POSIX_SPAWN_SETSIGMASK;

    /** {@code POSIX_SPAWN_SETSID}, where there is one; {@code POSIX_SPAWN_SETPGROUP}. */
    private static final int SETSID = Constants.linux() ? 0x80 : Constants.darwin() ? 0x400 : 0;

    static final int SETPGROUP = 2;

    /** Signals 32 to 34, which Linux C libraries use internally. By default a child would ignore them. */
    private static final long INTERNAL = Constants.linux() ? 7L << 31 : 0;

    private static final CFunction SPAWN =
            CFunction.of("posix_spawn", INT, POINTER, POINTER, POINTER, POINTER, POINTER, POINTER);
    private static final CFunction ATTRIBUTES_INIT = CFunction.of("posix_spawnattr_init", INT, POINTER);
    private static final CFunction ATTRIBUTES_FLAGS =
            CFunction.of("posix_spawnattr_setflags", INT, POINTER, CFunction.SHORT);
    private static final CFunction ATTRIBUTES_MASK = CFunction.of("posix_spawnattr_setsigmask", INT, POINTER, POINTER);
    private static final CFunction ATTRIBUTES_DEFAULT =
            CFunction.of("posix_spawnattr_setsigdefault", INT, POINTER, POINTER);
    private static final CFunction ACTIONS_INIT = CFunction.of("posix_spawn_file_actions_init", INT, POINTER);
    private static final CFunction ACTIONS_DESTROY = CFunction.of("posix_spawn_file_actions_destroy", INT, POINTER);
    private static final CFunction ADD_DUP2 = CFunction.of("posix_spawn_file_actions_adddup2", INT, POINTER, INT, INT);
    private static final CFunction ADD_CLOSE = CFunction.of("posix_spawn_file_actions_addclose", INT, POINTER, INT);
    private static final CFunction ADD_CHDIR =
            CFunction.of("posix_spawn_file_actions_addchdir_np", INT, POINTER, POINTER);

    /** A {@code dup2} in the child; {@code closed}: {@code from} is then closed. */
    private record Duplicate(int from, int to, boolean closed) {}

    private final Stat stat;
    private final JvmLimits limits;
    private final RawEnvironment environment;
    private final IntFunction<String[]> argumentsFrom;
    private final JvmCString path = new JvmCString();
    private final JvmCString directoryPath = new JvmCString();
    private final FileStatus ignored = new FileStatus();
    private final long fileActions = CMemory.allocate(STRUCTURE);
    private final long attributes = CMemory.allocate(STRUCTURE);
    private final long process = CMemory.allocate(Integer.BYTES);

    private final List<Duplicate> duplicates = new ArrayList<>();

    /** Whether a descriptor is open after the duplicates, for descriptors that these change. */
    private final Map<Integer, Boolean> open = new HashMap<>();

    private int lowestFree;
    private String directory;
    private boolean session;

    /** The environment, if it is another than this process's, and its address while PATH is searched; otherwise 0. */
    private VariableList variables;

    private long envp;
    private long blocked;
    private long defaults;

    /** The arguments, while PATH is searched; otherwise 0. */
    private long argv;

    /** The reason why no child could be created, or null. */
    private Errno refused;

    PosixSpawn(Stat stat, JvmLimits limits, RawEnvironment environment, IntFunction<String[]> argumentsFrom) {
        this.stat = stat;
        this.limits = limits;
        this.environment = environment;
        this.argumentsFrom = argumentsFrom;
        ATTRIBUTES_INIT.call(attributes);
    }

    /**
     * Starts a child with some signals blocked and others at their default action, and returns its process id.
     *
     * <p>Signals that HotSpot handles get their default action when the program is run; signals that were ignored at entry stay
     * ignored. A signal that arrives earlier runs no handler of this process: Linux's C libraries start the child with all signals
     * blocked, reset the handlers, and then set the mask.
     */
    int start(Spawn spawn, long blocked, long defaults) {
        this.blocked = blocked;
        this.defaults = defaults;
        duplicates.clear();
        open.clear();
        lowestFree = 0;
        directory = null;
        session = false;
        variables = null;
        refused = null;
        try {
            String failure = setUp(spawn);
            if (refused != null) {
                throw PosixException.of(refused);
            }
            if (failure != null) {
                startReporter(failure);
            }
        } finally {
            limits.raiseAgain();
        }
        return IO.getInt(process);
    }

    private String setUp(Spawn spawn) {
        try {
            return ChildSetup.start(this, spawn);
        } finally {
            free();
        }
    }

    private void startReporter(String failure) {
        directory = null;
        String[] arguments = ERROR_REPORTER.clone();
        arguments[arguments.length - 1] = failure;
        Errno error;
        try {
            error = execve(arguments[0], arguments);
        } finally {
            free();
        }
        if (error != null) {
            throw PosixException.of(error);
        }
    }

    /** Nothing: there is no such step. The handler runs in this process once the child has been started. */
    @Override
    public void atfork(ForkHandler handler) {}

    @Override
    public void resetSignals() {
        set(ATTRIBUTES_MASK, blocked);
        set(ATTRIBUTES_DEFAULT, defaults | (INTERNAL & ~InheritedState.ignoredSignals()));
    }

    private void set(CFunction attribute, long signals) {
        long set = Signals.set(signals);
        attribute.call(attributes, set);
        IO.freeMemory(set);
    }

    /** {@code posix_spawn} has no such attribute: the child inherits the limits that this process has for the moment. */
    @Override
    public void resetLimits() {
        limits.resetLimits();
    }

    @Override
    public void setsid() {
        session = true;
    }

    @Override
    public void move(int from, int to) {
        requireOpen(from);
        if (to > Posix.STDERR && to >= new SoftLimits().openFiles()) {
            throw PosixException.of(Errno.EBADF);
        }
        duplicates.add(new Duplicate(from, to, from != to));
        open.put(from, false);
        open.put(to, true);
    }

    private void requireOpen(int descriptor) {
        if (!open.getOrDefault(descriptor, JvmDescriptors.isOpen(descriptor))) {
            throw PosixException.of(Errno.EBADF);
        }
    }

    /** Returns the lowest descriptor that is free or used by HotSpot only. */
    @Override
    public int dup(int descriptor) {
        requireOpen(descriptor);
        int most = new SoftLimits().openFiles();
        while (lowestFree < most && open.getOrDefault(lowestFree, JvmDescriptors.inheritable(lowestFree))) {
            lowestFree++;
        }
        if (lowestFree >= most) {
            throw PosixException.of(Errno.EMFILE);
        }
        duplicates.add(new Duplicate(descriptor, lowestFree, false));
        open.put(lowestFree, true);
        return lowestFree;
    }

    @Override
    public void chdir(String name) {
        if (name.isEmpty()) {
            throw PosixException.of(Errno.ENOENT);
        }
        if (stat.named(path.of(name + "/."), ignored) < 0) {
            throw JvmErrno.last();
        }
        directory = name;
    }

    @Override
    public void putenv(String assignment) {
        if (variables == null) {
            variables = new VariableList(environment.variables());
        }
        variables.write(assignment);
        variables.apply();
    }

    @Override
    public CharSequence variable(String name) {
        return Environment.get(environment.variables(), name);
    }

    @Override
    public Errno execve(String program, int firstArgument) {
        return execve(program, argumentsFrom.apply(firstArgument));
    }

    /** Returns null if the program runs. */
    @Override
    public Errno execve(String program, String[] arguments) {
        long name = path.of(program);
        // Avoids a process, and a CHLD signal, for a file that does not exist.
        if (program.startsWith("/") && stat.named(name, ignored) < 0) {
            return JvmErrno.of(JvmErrno.number());
        }
        if (argv == 0) {
            argv = CStrings.of(arguments);
            envp = variables == null ? 0 : CStrings.of(variables.variables());
            setFlags();
            addActions();
        }
        int number = SPAWN.call(process, name, fileActions, attributes, argv, envp == 0 ? environment.address() : envp);
        if (number == 0) {
            return null;
        }
        Errno error = JvmErrno.of(number);
        if (error == Errno.EAGAIN || error == Errno.ENOMEM) {
            refused = error;
        }
        return error;
    }

    /** Older C libraries refuse POSIX_SPAWN_SETSID. */
    private void setFlags() {
        if (!session) {
            ATTRIBUTES_FLAGS.call(attributes, SETSIG);
        } else if (SETSID == 0 || ATTRIBUTES_FLAGS.call(attributes, SETSIG | SETSID) != 0) {
            ATTRIBUTES_FLAGS.call(attributes, SETSIG | SETPGROUP);
        }
    }

    private void addActions() {
        ACTIONS_INIT.call(fileActions);
        for (Duplicate duplicate : duplicates) {
            // Also if both numbers are equal: dup2 clears close-on-exec.
            ADD_DUP2.call(fileActions, duplicate.from(), duplicate.to());
            if (duplicate.closed()) {
                ADD_CLOSE.call(fileActions, duplicate.from());
            }
        }
        if (directory != null) {
            ADD_CHDIR.call(fileActions, directoryPath.of(directory));
        }
    }

    private void free() {
        if (argv != 0) {
            CStrings.free(argv);
            ACTIONS_DESTROY.call(fileActions);
            argv = 0;
            if (envp != 0) {
                CStrings.free(envp);
                envp = 0;
            }
        }
    }
}
