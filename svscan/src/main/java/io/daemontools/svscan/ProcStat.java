package io.daemontools.svscan;

import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** A process's parent and group, of Linux's {@code /proc/PID/stat}. */
final class ProcStat {
    /** The process id, the name in parentheses, the state, the parent and the group are in fewer bytes. */
    private static final int ENOUGH = 256;

    private static final int NOT_FOUND = -1;

    private final Posix posix;
    private final byte[] text = new byte[ENOUGH];
    private int parent;
    private int group;

    ProcStat(Posix posix) {
        this.posix = posix;
    }

    /** Looks at a process; false if it cannot be seen, as when it has ended. */
    boolean look(int process) {
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

    /** The name may contain anything, and what follows it is numbers but for the state, a letter. */
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
        parent = number(at, length);
        group = number(space + 1, length);
        return true;
    }

    private int number(int from, int to) {
        int number = 0;
        for (int i = from; i < to && text[i] >= '0' && text[i] <= '9'; i++) {
            number = 10 * number + text[i] - '0';
        }
        return number;
    }

    /** The parent's process id; 0 if it is outside of this container. */
    int parent() {
        return parent;
    }

    /** The process group; 0 if its leader is outside of this container. */
    int group() {
        return group;
    }
}
