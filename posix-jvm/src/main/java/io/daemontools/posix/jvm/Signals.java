package io.daemontools.posix.jvm;

import static io.daemontools.posix.jvm.CFunction.INT;
import static io.daemontools.posix.jvm.CFunction.POINTER;
import static io.daemontools.posix.jvm.CMemory.IO;

import io.daemontools.posix.Signal;

/** Signal actions and masks, by signal number. */
final class Signals {
    /** The number of a signal that the system lacks. */
    static final int NONE = 0;

    private static final int LINUX_RTMIN_3 = 37;

    /** SIG_DFL and SIG_IGN. */
    private static final long DEFAULT = 0;

    private static final long IGNORE = 1;
    private static final long FAILED = -1;

    /** Size of a {@code sigset_t}: 128 bytes in glibc, the largest. */
    static final int SET_SIZE = 128;

    private static final int SIG_UNBLOCK = Constants.linux() ? 1 : FreeBsd.SIG_UNBLOCK;
    private static final int SIG_SETMASK = Constants.linux() ? 2 : FreeBsd.SIG_SETMASK;

    private static final CFunction SIGNAL = CFunction.of("signal", POINTER, INT, POINTER);
    private static final CFunction MASK = CFunction.of("pthread_sigmask", INT, INT, POINTER, POINTER);

    private static final int[] NUMBERS = new int[Signal.values().length];

    private Signals() {}

    /** This system's number for a signal, or {@link #NONE}. */
    static int number(Signal signal) {
        int index = signal.ordinal();
        if (NUMBERS[index] == NONE) {
            NUMBERS[index] = find(signal);
        }
        return NUMBERS[index];
    }

    private static int find(Signal signal) {
        return switch (signal) {
            case PWR -> Constants.linux() ? number("PWR") : NONE;
            case RTMIN_3 -> Constants.linux() ? LINUX_RTMIN_3 : NONE;
            default -> number(signal.name());
        };
    }

    /** This system's number for a signal's name, without {@code SIG}. */
    static int number(String name) {
        return Constants.of("Signal", "SIG" + name);
    }

    /** The bit of a signal in a set; signal 1 is bit 0. */
    static long bit(int number) {
        return 1L << (number - 1);
    }

    /** Sets SIG_DFL; returns whether the signal was ignored. */
    static boolean restoreDefault(int number) {
        return SIGNAL.callLong(number, DEFAULT) == IGNORE;
    }

    /** Sets SIG_IGN. */
    static void ignore(int number) {
        if (SIGNAL.callLong(number, IGNORE) == FAILED) {
            throw JvmErrno.last();
        }
    }

    /** Unblocks a signal, which a parent may have left blocked. */
    static void unblock(int number) {
        long set = set(bit(number));
        MASK.call(SIG_UNBLOCK, set, 0);
        IO.freeMemory(set);
    }

    /**
     * Blocks exactly these signals in this thread.
     *
     * @param before address of a set for the signals that were blocked, or 0
     */
    static void block(long set, long before) {
        MASK.call(SIG_SETMASK, set, before);
    }

    /** A {@code sigset_t}, which the caller frees; bit 0 is signal 1. */
    static long set(long bits) {
        long set = CMemory.allocate(SET_SIZE);
        IO.putLong(set, bits);
        return set;
    }
}
