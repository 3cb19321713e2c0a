package io.daemontools.svlogs;

import io.daemontools.cli.FatalException;
import io.daemontools.cli.PrintableText;
import io.daemontools.cli.ReplacedFile;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.Clocks;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Fsync;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A file that contains up to where each log directory was written to standard output. It is replaced as a whole and is durable when {@link #save}
 * returns.
 *
 * <p>{@code CURSOR.lock} is locked for as long as it is open: of two programs with one cursor, each would count the lines of the other as its own.
 *
 * <p>After a first line, it has a line for each directory: device, inode number, offset, check, key, the old log file before and the name
 * of the directory, separated by spaces. The names are escaped: an {@link EscapedName} and {@link PrintableText}. The last line is {@code
 * end}.
 */
final class Cursor {
    private static final String HEADING = "svlogs cursor 1";
    private static final String LAST = "end";
    private static final String NOTHING = "-";
    private static final String LOCK = ".lock";
    private static final int FIELDS = 6;

    /** How long a svlogs that was killed may have a child with its lock, which has not executed a program yet. */
    private static final long PATIENCE = Clocks.SECOND;

    private static final long PAUSE = Clocks.SECOND / 100;
    private static final int BLOCK = 64 * 1024;

    private final Posix posix;
    private final String file;

    /** Those that were read. Where another log was is kept: it may be missing for a while, or not be asked for. */
    private final Map<String, Position> positions = new HashMap<>();

    /** The directories that were read. */
    private final List<String> names = new ArrayList<>();

    private final StringBuilder text = new StringBuilder();
    private String written = "";
    private int lock;

    private Cursor(Posix posix, String file) {
        this.posix = posix;
        this.file = file;
    }

    /** Locks and reads a cursor. If there is none, or it is empty, no position is known. A failure is fatal. */
    static Cursor open(Posix posix, String file) {
        Cursor cursor = new Cursor(posix, file);
        cursor.lock();
        boolean read = false;
        try {
            cursor.read();
            read = true;
        } finally {
            if (!read) {
                cursor.close();
            }
        }
        return cursor;
    }

    private void read() {
        String content;
        try {
            content = content();
        } catch (PosixException error) {
            if (error.errno() == Errno.ENOENT) {
                return;
            }
            throw FatalException.system(Svlogs.NAME, "unable to read cursor " + file, error);
        }
        if (!content.isEmpty() && !parse(content)) {
            throw FatalException.system(Svlogs.NAME, "unable to read cursor " + file + ": bad format");
        }
    }

    private void lock() {
        try {
            lock = posix.openReadWrite(file.concat(LOCK));
            for (long waited = 0; !tryLock(); waited += PAUSE) {
                if (waited >= PATIENCE) {
                    close();
                    throw FatalException.system(Svlogs.NAME, "another svlogs uses cursor " + file);
                }
                posix.sleep(PAUSE);
            }
        } catch (PosixException error) {
            throw FatalException.system(Svlogs.NAME, "unable to lock cursor " + file, error);
        }
    }

    private boolean tryLock() {
        try {
            posix.tryLock(lock);
            return true;
        } catch (PosixException error) {
            if (error.errno() != Errno.EAGAIN) {
                throw error;
            }
            return false;
        }
    }

    /** Unlocks it. */
    void close() {
        posix.close(lock);
    }

    private String content() {
        int descriptor = posix.openRead(file);
        try {
            StringBuilder content = new StringBuilder();
            byte[] block = new byte[BLOCK];
            for (int count = posix.read(descriptor, block, 0, BLOCK);
                    count > 0;
                    count = posix.read(descriptor, block, 0, BLOCK)) {
                content.append(Bytes.text(block, count));
            }
            return content.toString();
        } finally {
            posix.close(descriptor);
        }
    }

    private boolean parse(String content) {
        int from = 0;
        boolean first = true;
        for (int to = content.indexOf('\n'); to >= 0; to = content.indexOf('\n', from)) {
            String line = content.substring(from, to);
            from = to + 1;
            if (first) {
                if (!line.equals(HEADING)) {
                    return false;
                }
                first = false;
            } else if (line.equals(LAST)) {
                return from == content.length();
            } else if (!parseLine(line)) {
                return false;
            }
        }
        return false;
    }

    private boolean parseLine(String line) {
        String[] fields = new String[FIELDS];
        int from = 0;
        for (int i = 0; i < FIELDS; i++) {
            int to = line.indexOf(' ', from);
            if (to < 0) {
                return false;
            }
            fields[i] = line.substring(from, to);
            from = to + 1;
        }
        for (int i = 0; i < FIELDS - 1; i++) {
            if (!isNumber(fields[i])) {
                return false;
            }
        }
        if (number(fields[2]) < 0 || !(fields[5].equals(NOTHING) || fields[5].startsWith("@"))) {
            return false;
        }
        String name = line.substring(from);
        names.add(name);
        positions.put(
                name,
                new Position(
                        number(fields[0]),
                        number(fields[1]),
                        number(fields[2]),
                        number(fields[3]),
                        number(fields[4]),
                        fields[5].equals(NOTHING) ? "" : EscapedName.decode(fields[5])));
        return true;
    }

    /** Whether it is a number of 64 bits, as {@link #addLine} writes it. */
    private static boolean isNumber(String field) {
        return field.equals(Long.toString(number(field)));
    }

    private static long number(String field) {
        long value = 0;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            value = c == '-' ? 0 : value * 10 + (c - '0');
        }
        return field.startsWith("-") ? -value : value;
    }

    /** The position in a directory, or null. */
    Position of(String directory) {
        return positions.get(PrintableText.of(directory));
    }

    /** Begins a new state. */
    void begin() {
        text.setLength(0);
        text.append(HEADING).append('\n');
    }

    /** Adds the position in a directory; null for none. */
    void add(String directory, Position position) {
        if (position != null) {
            String name = PrintableText.of(directory);
            positions.remove(name);
            addLine(name, position);
        }
    }

    private void addLine(String name, Position position) {
        text.append(position.device)
                .append(' ')
                .append(position.inode)
                .append(' ')
                .append(position.offset)
                .append(' ')
                .append(position.check)
                .append(' ')
                .append(position.key)
                .append(' ')
                .append(position.before.isEmpty() ? NOTHING : EscapedName.of(position.before))
                .append(' ')
                .append(name)
                .append('\n');
    }

    /** Makes the new state durable, if it is not that of the file. A failure is fatal: otherwise lines would be repeated without end. */
    void save() {
        for (String name : names) {
            Position other = positions.get(name);
            if (other != null) {
                addLine(name, other);
            }
        }
        text.append(LAST).append('\n');
        String content = text.toString();
        if (content.equals(written)) {
            return;
        }
        try {
            replace(Bytes.of(content));
        } catch (PosixException error) {
            throw FatalException.system(Svlogs.NAME, "unable to write cursor " + file, error);
        }
        written = content;
    }

    private void replace(byte[] content) {
        ReplacedFile replaced = new ReplacedFile(file, posix);
        int descriptor = replaced.create();
        try {
            write(descriptor, content);
            replaced.complete();
        } catch (PosixException error) {
            replaced.discard();
            throw error;
        }
        int slash = file.lastIndexOf('/');
        Fsync.directory(posix, slash < 0 ? Posix.WORKING_DIRECTORY : file.substring(0, slash + 1));
    }

    private void write(int descriptor, byte[] content) {
        try {
            posix.writeAll(descriptor, content, 0, content.length);
            posix.fsync(descriptor);
        } finally {
            posix.close(descriptor);
        }
    }

    /**
     * Ends a line of standard output that a killed svlogs has not completed, if it is a file.
     *
     * @return whether it is a file
     */
    static boolean completeOutput(Posix posix) {
        FileStatus status = new FileStatus();
        try {
            posix.stat(Posix.STDOUT, status);
        } catch (PosixException ignored) {
            // It is closed: writing will fail.
            return false;
        }
        if (status.regular() && status.size() > 0) {
            endLine(posix, status.size());
        }
        return status.regular();
    }

    /** Standard output may not be open for reading: then the same file is, by its name in {@code /dev/fd}. */
    private static void endLine(Posix posix, long size) {
        byte[] last = {'\n'};
        try {
            int descriptor = posix.openRead("/dev/fd/1");
            try {
                posix.pread(descriptor, last, 0, 1, size - 1);
            } finally {
                posix.close(descriptor);
            }
        } catch (PosixException ignored) {
            // Whether a line is incomplete is not known then.
            return;
        }
        if (last[0] != '\n') {
            last[0] = '\n';
            posix.writeAll(Posix.STDOUT, last, 0, 1);
        }
    }
}
