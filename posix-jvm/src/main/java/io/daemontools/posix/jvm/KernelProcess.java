package io.daemontools.posix.jvm;

import static io.daemontools.posix.jvm.CFunction.INT;
import static io.daemontools.posix.jvm.CFunction.POINTER;
import static io.daemontools.posix.jvm.CFunction.SIZE;
import static io.daemontools.posix.jvm.CFunction.UNSIGNED;
import static io.daemontools.posix.jvm.CMemory.IO;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Files;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.ProcessEntry;

/** FreeBSD's {@code struct kinfo_proc} of a process, on 64-bit systems, by {@code sysctl(3)}. */
final class KernelProcess {
    /** {@code CTL_KERN, KERN_PROC, KERN_PROC_PID} and {@code CTL_KERN, KERN_BOOTTIME}. */
    private static final int[] PROCESS = {1, 14, 1};

    private static final int[] BOOT_TIME = {1, 21};

    /** Offset of {@code ki_start}, a {@code struct timeval}. */
    private static final int START = 336;

    /** Offsets of {@code ki_ppid} and {@code ki_uid}. */
    private static final int PARENT = 76;

    private static final int USER = 168;

    /** Larger than the structure. */
    private static final int STRUCTURE = 2048;

    private static final CFunction SYSCTL =
            CFunction.of("sysctl", INT, POINTER, UNSIGNED, POINTER, POINTER, POINTER, SIZE);

    private KernelProcess() {}

    /**
     * When a process was started, in microseconds after the system. FreeBSD reports the time of day at which the system was
     * started plus the time from then on. Setting the clock changes both: between the calls, too.
     */
    static long startTime(int process) {
        if (!Constants.freebsd()) {
            return Files.UNKNOWN;
        }
        long memory = CMemory.allocate(STRUCTURE);
        try {
            long before;
            long start;
            long after = bootTime(memory);
            do {
                before = after;
                if (read(memory, PROCESS[0], PROCESS[1], PROCESS[2], process) == 0) {
                    throw PosixException.of(Errno.ESRCH);
                }
                start = microseconds(memory + START);
                after = bootTime(memory);
            } while (before != after);
            return after == Files.UNKNOWN ? Files.UNKNOWN : start - after;
        } finally {
            IO.freeMemory(memory);
        }
    }

    /** Looks a process up. */
    static boolean find(int process, ProcessEntry into) {
        if (!Constants.freebsd()) {
            return false;
        }
        long memory = CMemory.allocate(STRUCTURE);
        try {
            boolean found = read(memory, PROCESS[0], PROCESS[1], PROCESS[2], process) > 0;
            if (found) {
                into.set(IO.getInt(memory + PARENT), Integer.toUnsignedLong(IO.getInt(memory + USER)));
            }
            return found;
        } finally {
            IO.freeMemory(memory);
        }
    }

    private static long bootTime(long memory) {
        return read(memory, BOOT_TIME) == 0 ? Files.UNKNOWN : microseconds(memory);
    }

    /** Returns the size of the value, 0 if there is none. */
    private static long read(long into, int... name) {
        long names = CMemory.allocate((long) name.length * Integer.BYTES + Long.BYTES);
        long length = names + (long) name.length * Integer.BYTES;
        for (int i = 0; i < name.length; i++) {
            IO.putInt(names + (long) i * Integer.BYTES, name[i]);
        }
        IO.putLong(length, STRUCTURE);
        int result = SYSCTL.call(names, name.length, into, length, 0, 0);
        long size = result < 0 ? 0 : IO.getLong(length);
        IO.freeMemory(names);
        return size;
    }

    private static long microseconds(long timeval) {
        return IO.getLong(timeval) * 1_000_000 + IO.getLong(timeval + Long.BYTES);
    }
}
