package io.daemontools.svscan;

import io.daemontools.cli.Decimal;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** A process's parent, group and start time, read from Linux's {@code /proc/PID/stat}. */
final class ProcStat {
    /** Enough for the first 22 fields: the name in parentheses, and numbers of up to 20 digits. */
    private static final int SIZE = 512;

    /** The start time is this many fields behind the parent. */
    private static final int FIELDS_TO_START = 18;

    private static final int NOT_FOUND = -1;

    private final Posix posix;
    private final byte[] text = new byte[SIZE];
    private int parent;
    private int group;
    private long start;

    ProcStat(Posix posix) {
        this.posix = posix;
    }

    /** The process that an entry of {@code /proc} is for; 0 if it is for none. */
    static int process(String entry) {
        return Decimal.digits(entry) == entry.length() ? (int) Decimal.value(entry) : 0;
    }

    /** Reads the entry of a process; false if there is none, as when it has ended. */
    boolean read(int process) {
        int file;
        try {
            file = posix.openRead("/proc/" + process + "/stat");
        } catch (PosixException ignored) {
            // The process has ended.
            return false;
        }
        try {
            return parse(posix.read(file, text, 0, text.length));
        } catch (PosixException ignored) {
            // The process has ended.
            return false;
        } finally {
            posix.close(file);
        }
    }

    /** The name may contain any characters; it is followed by the state, a letter, and numbers. */
    private boolean parse(int length) {
        int at = length - 1;
        while (at >= 0 && text[at] != ')') {
            at--;
        }
        at += ") S ".length();
        int space = at < length ? posix.indexOf(text, at, length, (byte) ' ') : NOT_FOUND;
        if (space == NOT_FOUND) {
            return false;
        }
        parent = (int) number(at, length);
        group = (int) number(space + 1, length);
        start = number(startField(at, length), length);
        return true;
    }

    private int startField(int parentField, int to) {
        int at = parentField;
        for (int i = 0; i < FIELDS_TO_START; i++) {
            int space = posix.indexOf(text, at, to, (byte) ' ');
            if (space == NOT_FOUND) {
                return to;
            }
            at = space + 1;
        }
        return at;
    }

    private long number(int from, int to) {
        long number = 0;
        for (int i = from; i < to && text[i] >= '0' && text[i] <= '9'; i++) {
            number = 10 * number + text[i] - '0';
        }
        return number;
    }

    /** The parent's process id; 0 if it is outside this container. */
    int parent() {
        return parent;
    }

    /** The process group; 0 if its leader is outside this container. */
    int group() {
        return group;
    }

    /** When the process started, in clock ticks since the system's start: another process with the same id has another. */
    long start() {
        return start;
    }
}
