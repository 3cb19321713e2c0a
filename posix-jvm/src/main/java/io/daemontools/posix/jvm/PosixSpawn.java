package io.daemontools.posix.jvm;

import static io.daemontools.posix.jvm.CFunction.INT;
import static io.daemontools.posix.jvm.CFunction.POINTER;
import static io.daemontools.posix.jvm.CMemory.IO;

import io.daemontools.posix.Environment;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.PathSearch;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Spawn;
import java.util.Arrays;

/**
 * Starts children, by {@code posix_spawn}: a JVM cannot fork.
 *
 * <p>A child that cannot become its program would tell so itself. Here {@code posix_spawn} answers the error instead, and a
 * shell is started in the child's place to print the line and exit.
 */
final class PosixSpawn implements PathSearch.Attempt {
    private static final String[] ERROR_REPORTER = {"/bin/sh", "-c", "printf '%s\\n' \"$1\" >&2; exit 111", "sh", ""};

    /** More than any system's structures take. */
    private static final int STRUCTURE = 1024;

    private static final int[] NO_COPIES = {};

    /** {@code POSIX_SPAWN_SETSIGDEF} and {@code POSIX_SPAWN_SETSIGMASK}. */
    private static final int SETSIG = Constants.linux() || Constants.darwin() ? 4 | 8 : 16 | 32;

    /** {@code POSIX_SPAWN_SETSID}, where there is one; {@code POSIX_SPAWN_SETPGROUP}. */
    private static final int SETSID = Constants.linux() ? 0x80 : Constants.darwin() ? 0x400 : 0;

    private static final int SETPGROUP = 2;

    /** Signals 32 to 34, which Linux C libraries use within themselves, and have a child ignore unless told otherwise. */
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

    private final Stat stat;
    private final RawEnvironment environment;
    private final JvmCString path = new JvmCString();
    private final JvmCString directory = new JvmCString();
    private final FileStatus ignored = new FileStatus();
    private final long actions = CMemory.allocate(STRUCTURE);
    private final long attributes = CMemory.allocate(STRUCTURE);
    private final long process = CMemory.allocate(Integer.BYTES);
    private long argv;

    PosixSpawn(Stat stat, RawEnvironment environment) {
        this.stat = stat;
        this.environment = environment;
        ATTRIBUTES_INIT.call(attributes);
    }

    /**
     * Starts a child with some signals blocked and others at their default action, and answers its process id.
     *
     * <p>Those that HotSpot handles get it when the program is run, those that were ignored at the beginning stay so. A
     * signal that comes before finds no handler of this process: Linux's C libraries start the child with all signals
     * blocked, reset handlers, and then set the mask.
     */
    int start(Spawn spawn, String[] arguments, long blocked, long defaults) {
        set(ATTRIBUTES_MASK, blocked);
        set(ATTRIBUTES_DEFAULT, defaults | (INTERNAL & ~InheritedState.ignoredSignals()));
        setFlags(spawn.newSession());
        Errno error = start(spawn.path(), arguments, spawn.moves(), copies(spawn), spawn.directory());
        if (error == null) {
            return IO.getInt(process);
        }
        throwIfThereIsNoRoom(error);
        return startErrorReporter(spawn, error);
    }

    /** C libraries older than the flag for a session refuse it. */
    private void setFlags(boolean newSession) {
        if (!newSession) {
            ATTRIBUTES_FLAGS.call(attributes, SETSIG);
        } else if (SETSID == 0 || ATTRIBUTES_FLAGS.call(attributes, SETSIG | SETSID) != 0) {
            ATTRIBUTES_FLAGS.call(attributes, SETSIG | SETPGROUP);
        }
    }

    private void set(CFunction attribute, long signals) {
        long set = Signals.set(signals);
        attribute.call(attributes, set);
        IO.freeMemory(set);
    }

    private int startErrorReporter(Spawn spawn, Errno error) {
        int[] moves = Arrays.copyOf(spawn.moves(), movable(spawn.moves()));
        String[] arguments = ERROR_REPORTER.clone();
        arguments[arguments.length - 1] = reason(spawn, moves, error);
        Errno worse = start(arguments[0], arguments, moves, NO_COPIES, null);
        if (worse != null) {
            throw PosixException.of(worse);
        }
        return IO.getInt(process);
    }

    private String reason(Spawn spawn, int[] moves, Errno error) {
        if (moves.length < spawn.moves().length) {
            return spawn.moveFailure() + Errno.EBADF.text();
        }
        if (spawn.directory() != null && stat.named(directory.of(spawn.directory() + "/."), ignored) < 0) {
            return spawn.directoryFailure() + JvmErrno.of(JvmErrno.number()).text();
        }
        return spawn.startFailure() + error.text();
    }

    private static void throwIfThereIsNoRoom(Errno error) {
        if (error == Errno.EAGAIN || error == Errno.ENOMEM) {
            throw PosixException.of(error);
        }
    }

    private Errno start(String program, String[] arguments, int[] moves, int[] copies, String where) {
        ACTIONS_INIT.call(actions);
        for (int i = 0; i < moves.length; i += 2) {
            // Also where it stays: what was duplicated is inherited.
            ADD_DUP2.call(actions, moves[i], moves[i + 1]);
            if (moves[i] != moves[i + 1]) {
                ADD_CLOSE.call(actions, moves[i]);
            }
        }
        for (int i = 1; i < copies.length; i++) {
            ADD_DUP2.call(actions, copies[0], copies[i]);
        }
        if (where != null) {
            ADD_CHDIR.call(actions, directory.of(where));
        }
        argv = CStrings.of(arguments);
        try {
            return PathSearch.run(program, Environment.get(environment.variables(), "PATH"), this);
        } finally {
            CStrings.free(argv);
            ACTIONS_DESTROY.call(actions);
        }
    }

    @Override
    public Errno run(String program) {
        long name = path.of(program);
        // Where there is nothing a try would cost a process, and its death a signal.
        if (program.startsWith("/") && stat.named(name, ignored) < 0) {
            return JvmErrno.of(JvmErrno.number());
        }
        int error = SPAWN.call(process, name, actions, attributes, argv, environment.address());
        return error == 0 ? null : JvmErrno.of(error);
    }

    /** A descriptor to be copied, and the numbers the copies have: the lowest that nothing but this Java uses. */
    private static int[] copies(Spawn spawn) {
        if (spawn.copies() == 0) {
            return NO_COPIES;
        }
        int[] copies = new int[spawn.copies() + 1];
        copies[0] = spawn.copied();
        int most = new SoftLimits().openFiles();
        int count = 1;
        for (int number = 0; count < copies.length && number < most; number++) {
            if (!openAfter(spawn.moves(), spawn.moves().length, number, JvmDescriptors.inheritable(number))) {
                copies[count++] = number;
            }
        }
        return Arrays.copyOf(copies, count);
    }

    /** How many of the moves' numbers come before the one whose descriptor is not open when its turn comes. */
    private static int movable(int[] moves) {
        for (int i = 0; i < moves.length; i += 2) {
            if (moves[i] != moves[i + 1] && !openAfter(moves, i, moves[i], JvmDescriptors.isOpen(moves[i]))) {
                return i;
            }
        }
        return moves.length;
    }

    private static boolean openAfter(int[] moves, int count, int descriptor, boolean openBefore) {
        boolean open = openBefore;
        for (int i = 0; i < count; i += 2) {
            if (moves[i + 1] == descriptor) {
                open = true;
            } else if (moves[i] == descriptor) {
                open = false;
            }
        }
        return open;
    }
}
