package io.daemontools.svls;

import io.daemontools.cli.PrintableText;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.time.Tai64nLabel;
import io.daemontools.time.Tai64nParser;

/** The last lines of the log of a service: of the first log directory that has lines. */
final class LogTail {
    private static final int LINES = 3;
    private static final int SIZE = 1024;

    private final Posix posix;
    private final FileStatus status = new FileStatus();
    private final byte[] bytes = new byte[SIZE];
    private final Times times;
    private final LoggerDirectories logs;
    private final Tai64nParser label = new Tai64nParser();

    LogTail(Posix posix, Times times, LoggerDirectories logs) {
        this.posix = posix;
        this.times = times;
        this.logs = logs;
    }

    /** Appends each of the last lines, fit for a terminal, after a heading; nothing if there is no such log. */
    void put(String directory, String heading, Text into) {
        int length = 0;
        for (String log : logs.of(directory.concat("/log"))) {
            length = length > 0 ? length : read(log.concat("/current"));
        }
        int end = length > 0 && bytes[length - 1] == '\n' ? length - 1 : length;
        int start = end;
        int lines = 0;
        while (start > 0 && lines < LINES) {
            start--;
            if (bytes[start] == '\n' && ++lines == LINES) {
                start++;
                break;
            }
        }
        while (start < end) {
            int next = posix.indexOf(bytes, start, end, (byte) '\n');
            int lineEnd = next < 0 ? end : next;
            into.put(heading);
            int text = putTime(start, lineEnd, into);
            byte[] line = new byte[lineEnd - text];
            System.arraycopy(bytes, text, line, 0, line.length);
            into.put(PrintableText.of(Bytes.text(line, line.length))).put('\n');
            start = lineEnd + 1;
        }
    }

    /** Appends the time of a label at the beginning of a line, as other times are shown. Returns where the rest of the line begins. */
    private int putTime(int start, int end, Text into) {
        int after = start + Tai64nLabel.TEXT;
        if (after > end || bytes[start] != '@') {
            return start;
        }
        label.clear();
        for (int i = start + 1; i < after; i++) {
            if (!label.add(bytes[i])) {
                return start;
            }
        }
        if (!label.hasWallClock()) {
            return start;
        }
        times.rfc3339(label.wallClock(), into);
        return after;
    }

    /** The number of bytes that were read of the end of a file. */
    private int read(String path) {
        try {
            int file = posix.openRead(path);
            try {
                posix.stat(file, status);
                return status.regular()
                        ? Math.max(0, posix.pread(file, bytes, 0, SIZE, Math.max(0, status.size() - SIZE)))
                        : 0;
            } finally {
                posix.close(file);
            }
        } catch (PosixException ignored) {
            // There is no such log, or it is not readable for this user.
            return 0;
        }
    }
}
