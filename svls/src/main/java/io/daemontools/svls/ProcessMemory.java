package io.daemontools.svls;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.PathBuffer;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** The resident memory of processes, from Linux's {@code /proc/PID/statm}, where it is in pages. */
final class ProcessMemory {
    /** The result if it is not known. */
    static final long UNKNOWN = -1;

    private static final int KILOBYTE = 1024;
    private static final int SIZE = 2048;
    private static final byte[] PROC = Bytes.of("/proc/");
    private static final byte[] STATM = Bytes.of("/statm");
    private static final byte[] VIRTUAL_SIZE = Bytes.of("VmSize:");

    private final Posix posix;
    private final PathBuffer path = new PathBuffer();
    private final byte[] text = new byte[SIZE];
    private int length;
    private long page;

    ProcessMemory(Posix posix) {
        this.posix = posix;
        page = pageSize();
    }

    /** The size of this process is in kilobytes in one file, and in pages in another one. */
    private long pageSize() {
        path.add("/proc/self/status");
        if (!read()) {
            return 0;
        }
        long kilobytes = numberAfter(VIRTUAL_SIZE);
        path.truncate(0);
        path.add("/proc/self/statm");
        long pages = read() ? number(0) : 0;
        if (pages <= 0 || kilobytes <= 0) {
            return 0;
        }
        long size = KILOBYTE;
        while (size * pages < kilobytes * KILOBYTE) {
            size *= 2;
        }
        return size;
    }

    /** That of a process in bytes, or {@link #UNKNOWN}, also of one that has ended and is not reaped yet. */
    long of(int process) {
        if (page == 0) {
            return UNKNOWN;
        }
        path.truncate(0);
        path.add(PROC);
        path.add(Integer.toString(process));
        path.add(STATM);
        int second = read() ? 1 + posix.indexOf(text, 0, length, (byte) ' ') : 0;
        long pages = second > 0 ? number(second) : 0;
        return pages > 0 ? pages * page : UNKNOWN;
    }

    private boolean read() {
        try {
            int file = posix.openRead(path);
            try {
                length = Math.max(0, posix.read(file, text, 0, text.length));
                return length > 0;
            } finally {
                posix.close(file);
            }
        } catch (PosixException ignored) {
            // There is no /proc, or no such process.
            return false;
        }
    }

    private long numberAfter(byte[] label) {
        for (int at = 0; at + label.length < length; at++) {
            if (begins(label, at)) {
                int from = at + label.length;
                while (from < length && (text[from] == ' ' || text[from] == '\t')) {
                    from++;
                }
                return number(from);
            }
        }
        return 0;
    }

    private boolean begins(byte[] label, int at) {
        for (int i = 0; i < label.length; i++) {
            if (text[at + i] != label[i]) {
                return false;
            }
        }
        return true;
    }

    private long number(int from) {
        long number = 0;
        for (int at = from; at < length && text[at] >= '0' && text[at] <= '9'; at++) {
            number = 10 * number + text[at] - '0';
        }
        return number;
    }
}
