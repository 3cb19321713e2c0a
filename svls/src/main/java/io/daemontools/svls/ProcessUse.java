package io.daemontools.svls;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.PathBuffer;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** What processes use, from Linux's {@code /proc}. */
final class ProcessUse {
    /** The result if it is not known. */
    static final long UNKNOWN = -1;

    /** The unit of CPU times: USER_HZ, the same on all architectures but Alpha and Itanium. */
    static final int TICKS_PER_SECOND = 100;

    /** The number of fields between the command in {@code /proc/PID/stat} and the user time. */
    private static final int FIELDS_BEFORE_TIMES = 11;

    private static final int NOT_LOOKED_AT = -1;
    private static final int KILOBYTE = 1024;
    private static final int SIZE = 2048;
    private static final byte[] PROC = Bytes.of("/proc/");
    private static final byte[] STATM = Bytes.of("/statm");
    private static final byte[] STAT = Bytes.of("/stat");
    private static final byte[] VIRTUAL_SIZE = Bytes.of("VmSize:");

    private final Posix posix;
    private final PathBuffer path = new PathBuffer();
    private final byte[] text = new byte[SIZE];
    private final Text digits = new Text();
    private final byte[] digit = new byte[1];
    private int length;
    private long page = NOT_LOOKED_AT;

    ProcessUse(Posix posix) {
        this.posix = posix;
    }

    /** The size of this process is in kilobytes in one file, and in pages in another one. */
    private long pageSize() {
        path.truncate(0);
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

    /** The resident memory of a process in bytes, or {@link #UNKNOWN}, also of one that has ended and is not reaped yet. */
    long memory(int process) {
        if (page == NOT_LOOKED_AT) {
            page = pageSize();
        }
        if (page == 0) {
            return UNKNOWN;
        }
        int second = read(process, STATM) ? 1 + posix.indexOf(text, 0, length, (byte) ' ') : 0;
        long pages = second > 0 ? number(second) : 0;
        return pages > 0 ? pages * page : UNKNOWN;
    }

    /** The CPU time of a process in {@link #TICKS_PER_SECOND}, or {@link #UNKNOWN}. Its command may have any bytes. */
    long ticks(int process) {
        if (!read(process, STAT)) {
            return UNKNOWN;
        }
        int at = length - 1;
        while (at >= 0 && text[at] != ')') {
            at--;
        }
        at += 2;
        for (int field = 0; field < FIELDS_BEFORE_TIMES; field++) {
            at = 1 + posix.indexOf(text, Math.min(at, length), length, (byte) ' ');
            if (at == 0) {
                return UNKNOWN;
            }
        }
        return number(at) + number(1 + posix.indexOf(text, at, length, (byte) ' '));
    }

    private boolean read(int process, byte[] file) {
        path.truncate(0);
        path.add(PROC);
        digits.truncate(0);
        digits.number(process);
        for (int i = 0; i < digits.length(); i++) {
            digit[0] = digits.at(i);
            path.add(digit);
        }
        path.add(file);
        return read();
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
