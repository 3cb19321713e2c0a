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

    /** In the auxiliary vector, the type of the entry that has the page size; {@code <elf.h>}. */
    private static final int AT_PAGESZ = 6;

    private static final int LEAST_PAGE_SIZE = 1024;
    private static final int SIZE = 2048;
    private static final byte[] PROC = Bytes.of("/proc/");
    private static final byte[] STATM = Bytes.of("/statm");
    private static final byte[] STAT = Bytes.of("/stat");

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

    /**
     * From the auxiliary vector of this process: pairs of a type and a value, in words of the processor. Only with the right size and
     * order of the bytes is there such an entry whose value is not 0.
     */
    private long pageSize() {
        path.truncate(0);
        path.add("/proc/self/auxv");
        if (!read()) {
            return 0;
        }
        for (int size = Long.BYTES; size >= Integer.BYTES; size -= Integer.BYTES) {
            for (int at = 0; at + 2 * size <= length; at += 2 * size) {
                if (word(at, size, true) == AT_PAGESZ && isPageSize(word(at + size, size, true))) {
                    return word(at + size, size, true);
                }
                if (word(at, size, false) == AT_PAGESZ && isPageSize(word(at + size, size, false))) {
                    return word(at + size, size, false);
                }
            }
        }
        return 0;
    }

    private static boolean isPageSize(long size) {
        return size >= LEAST_PAGE_SIZE && (size & (size - 1)) == 0;
    }

    private long word(int from, int size, boolean littleEndian) {
        long word = 0;
        for (int i = 0; i < size; i++) {
            word = word << Byte.SIZE | (text[littleEndian ? from + size - 1 - i : from + i] & 0xff);
        }
        return word;
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

    private long number(int from) {
        long number = 0;
        for (int at = from; at < length && text[at] >= '0' && text[at] <= '9'; at++) {
            number = 10 * number + text[at] - '0';
        }
        return number;
    }
}
