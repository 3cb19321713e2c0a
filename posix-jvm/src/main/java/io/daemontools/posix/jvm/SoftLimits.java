package io.daemontools.posix.jvm;

import static io.daemontools.posix.jvm.CFunction.INT;
import static io.daemontools.posix.jvm.CFunction.POINTER;
import static io.daemontools.posix.jvm.CMemory.IO;
import static io.daemontools.posix.jvm.JvmErrno.check;

import io.daemontools.posix.Resource;
import jnr.constants.Constant;

/**
 * Soft limits for the program that this process executes. HotSpot cannot run under many of them, so they are set immediately before
 * {@code execve(2)} and reset if that fails.
 */
final class SoftLimits {
    static final int HARD = Long.BYTES;
    static final int SIZE = 2 * Long.BYTES;
    private static final int UNKNOWN = -1;
    private static final int[] NUMBERS = numbers();

    private static final CFunction GETRLIMIT = CFunction.of("getrlimit", INT, INT, POINTER);
    private static final CFunction SETRLIMIT = CFunction.of("setrlimit", INT, INT, POINTER);

    /** An array of {@code struct rlimit}: the limits before, and the planned ones. */
    private final long before = CMemory.allocate((long) NUMBERS.length * SIZE);

    private final long planned = CMemory.allocate((long) NUMBERS.length * SIZE);
    private final boolean[] isPlanned = new boolean[NUMBERS.length];
    private boolean anyPlanned;

    /** Whether this system has the resource. */
    static boolean known(Resource resource) {
        return NUMBERS[resource.ordinal()] != UNKNOWN;
    }

    /** The number of descriptors that may be open. */
    int openFiles() {
        return (int) Math.min(IO.getLong(current(Resource.OPEN_FILES)) & Long.MAX_VALUE, Integer.MAX_VALUE);
    }

    long soft(Resource resource) {
        return IO.getLong(current(resource));
    }

    /** Sets a soft limit now. */
    void set(Resource resource, long amount) {
        IO.putLong(current(resource), amount);
        check(SETRLIMIT.call(number(resource), before(resource)));
    }

    long hard(Resource resource) {
        return IO.getLong(current(resource) + HARD);
    }

    /** Plans a limit for {@link #impose}; fails now if it cannot be set. */
    void plan(Resource resource, long amount) {
        long limit = planned(resource);
        long current = current(resource);
        check(SETRLIMIT.call(number(resource), current));
        IO.putLong(limit, amount);
        IO.putLong(limit + HARD, IO.getLong(current + HARD));
        isPlanned[resource.ordinal()] = true;
        anyPlanned = true;
    }

    boolean anyPlanned() {
        return anyPlanned;
    }

    /** Sets the planned limits. Code that runs afterwards must not need memory. */
    void impose() {
        set(planned);
    }

    /** Restores the limits from before {@link #impose}. */
    void lift() {
        set(before);
    }

    private void set(long limits) {
        for (int i = 0; i < isPlanned.length; i++) {
            if (isPlanned[i]) {
                SETRLIMIT.call(NUMBERS[i], limits + (long) i * SIZE);
            }
        }
    }

    /** Raises a soft limit to the hard limit until {@link #restore}. */
    void raise(Resource resource) {
        if (!known(resource)) {
            return;
        }
        long soft = IO.getLong(current(resource));
        IO.putLong(current(resource), hard(resource));
        SETRLIMIT.call(number(resource), before(resource));
        IO.putLong(before(resource), soft);
    }

    /** Restores a limit that was raised. */
    void restore(Resource resource) {
        if (known(resource)) {
            SETRLIMIT.call(number(resource), before(resource));
        }
    }

    /** Reads the current limit and returns its address. */
    private long current(Resource resource) {
        check(GETRLIMIT.call(number(resource), before(resource)));
        return before(resource);
    }

    private long before(Resource resource) {
        return before + (long) resource.ordinal() * SIZE;
    }

    private long planned(Resource resource) {
        return planned + (long) resource.ordinal() * SIZE;
    }

    private static int number(Resource resource) {
        return NUMBERS[resource.ordinal()];
    }

    private static int[] numbers() {
        Resource[] resources = Resource.values();
        int[] numbers = new int[resources.length];
        Constant[] constants = Constants.all("RLIMIT");
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(name(resources[i]), constants);
        }
        return numbers;
    }

    private static int number(String name, Constant[] constants) {
        for (Constant constant : constants) {
            if (constant.name().equals(name)) {
                return constant.intValue();
            }
        }
        return UNKNOWN;
    }

    /** The name of a resource in C. */
    static String name(Resource resource) {
        return switch (resource) {
            case ADDRESS_SPACE -> "RLIMIT_AS";
            case CORE -> "RLIMIT_CORE";
            case CPU -> "RLIMIT_CPU";
            case DATA -> "RLIMIT_DATA";
            case FILE_SIZE -> "RLIMIT_FSIZE";
            case LOCKED_MEMORY -> "RLIMIT_MEMLOCK";
            case OPEN_FILES -> "RLIMIT_NOFILE";
            case PROCESSES -> "RLIMIT_NPROC";
            case RESIDENT -> "RLIMIT_RSS";
            case STACK -> "RLIMIT_STACK";
        };
    }
}
