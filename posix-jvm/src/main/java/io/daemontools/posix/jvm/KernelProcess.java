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
        long memory = CMemory.allocate(FreeBsd.SIZEOF_KINFO_PROC);
        try {
            long before;
            long start;
            long after = bootTime(memory);
            do {
                before = after;
                long size = readProcess(memory, process);
                if (size < 0) {
                    return JvmErrno.hidden(JvmErrno.last());
                }
                if (size == 0) {
                    throw PosixException.of(Errno.ESRCH);
                }
                start = start(memory);
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
        long memory = CMemory.allocate(FreeBsd.SIZEOF_KINFO_PROC);
        try {
            boolean found = readProcess(memory, process) > 0;
            if (found) {
                decode(memory, into);
            }
            return found;
        } finally {
            IO.freeMemory(memory);
        }
    }

    /** Decodes the start time in a {@code struct kinfo_proc}, in microseconds of the time of day. */
    static long start(long info) {
        return microseconds(info + FreeBsd.KI_START);
    }

    /** Decodes a {@code struct kinfo_proc}. */
    static void decode(long info, ProcessEntry into) {
        into.set(IO.getInt(info + FreeBsd.KI_PPID), Integer.toUnsignedLong(IO.getInt(info + FreeBsd.KI_UID)));
    }

    private static long readProcess(long into, int process) {
        return read(into, FreeBsd.CTL_KERN, FreeBsd.KERN_PROC, FreeBsd.KERN_PROC_PID, process);
    }

    private static long bootTime(long memory) {
        long size = read(memory, FreeBsd.CTL_KERN, FreeBsd.KERN_BOOTTIME);
        if (size < 0) {
            return JvmErrno.hidden(JvmErrno.last());
        }
        return size == 0 ? Files.UNKNOWN : microseconds(memory);
    }

    /** Returns the size of the value, 0 if there is none, or a negative number for a failure. */
    private static long read(long into, int... name) {
        long names = CMemory.allocate((long) name.length * Integer.BYTES + Long.BYTES);
        long length = names + (long) name.length * Integer.BYTES;
        for (int i = 0; i < name.length; i++) {
            IO.putInt(names + (long) i * Integer.BYTES, name[i]);
        }
        IO.putLong(length, FreeBsd.SIZEOF_KINFO_PROC);
        int result = SYSCTL.call(names, name.length, into, length, 0, 0);
        long size = result < 0 ? result : IO.getLong(length);
        IO.freeMemory(names);
        return size;
    }

    private static long microseconds(long timeval) {
        return IO.getLong(timeval) * 1_000_000 + IO.getLong(timeval + Long.BYTES);
    }
}
