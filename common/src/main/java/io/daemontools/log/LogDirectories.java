package io.daemontools.log;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import java.util.ArrayList;
import java.util.List;

/** Finds the log directories of loggers: those with a {@code current} or old log files. */
public final class LogDirectories {
    /** No script of a logger is that long. */
    private static final int SCRIPT_SIZE = 16 * 1024;

    private final Posix posix;
    private final FileStatus status = new FileStatus();
    private final LogFileName name = new LogFileName();
    private byte[] script;

    /** Finds those in the file system of {@code posix}. */
    public LogDirectories(Posix posix) {
        this.posix = posix;
    }

    /** Whether a directory has log files. */
    public boolean isLogDirectory(String directory) {
        if (!isDirectory(directory)) {
            return false;
        }
        if (isRegular(directory.concat("/").concat(LogFiles.CURRENT))) {
            return true;
        }
        try {
            DirectoryListing listing = posix.listDirectory(directory);
            try {
                while (listing.next()) {
                    if (name.read(listing)) {
                        return true;
                    }
                }
            } finally {
                listing.close();
            }
        } catch (PosixException ignored) {
            // What cannot be listed is not readable for this user.
            return false;
        }
        return false;
    }

    /**
     * The log directories of the logger in a directory, {@code log} of a service: those in it, usually {@code main}, in the order of their
     * names; then those whose paths are words of its {@code run}, and begin with a slash or a dot. Each has one name.
     */
    public List<String> of(String logger) {
        List<String> found = new ArrayList<>();
        for (String entry : entries(logger)) {
            if (isLogDirectory(entry)) {
                found.add(entry);
            }
        }
        addOfScript(logger, found);
        return found;
    }

    /** Whether the words are arguments of multilog is not known; but each is a log directory. */
    private void addOfScript(String logger, List<String> into) {
        int length = read(logger.concat("/run"));
        int from = 0;
        for (int i = 0; i <= length; i++) {
            if (i == length || isSeparator(script[i])) {
                if (i > from && (script[from] == '/' || script[from] == '.')) {
                    addIfLogDirectory(path(logger, from, i), into);
                }
                from = i + 1;
            }
        }
    }

    /** The path that a word of the script means in the directory of the logger. */
    private String path(String logger, int from, int to) {
        byte[] word = new byte[to - from];
        System.arraycopy(script, from, word, 0, word.length);
        return within(logger, Bytes.text(word, word.length));
    }

    /** The path of a file that is named in a directory; names that begin with {@code ./} are without it. */
    public static String within(String directory, String name) {
        if (name.startsWith("/")) {
            return name;
        }
        int start = 0;
        while (name.startsWith("./", start)) {
            start += 2;
            while (name.startsWith("/", start)) {
                start++;
            }
        }
        String rest = name.substring(start);
        return rest.isEmpty() || rest.equals(".")
                ? directory
                : directory.concat("/").concat(rest);
    }

    private void addIfLogDirectory(String directory, List<String> into) {
        if (!into.contains(directory) && isLogDirectory(directory) && !isOneOf(into, directory)) {
            into.add(directory);
        }
    }

    /** Whether it is one of these by another name. */
    private boolean isOneOf(List<String> directories, String directory) {
        FileStatus looked = new FileStatus();
        try {
            posix.stat(directory, looked);
        } catch (PosixException ignored) {
            // It was just there; it has been removed or closed since.
            return true;
        }
        for (String each : directories) {
            if (exists(each) && status.same(looked)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSeparator(byte value) {
        return (value >= 0 && value <= ' ') || value == '\'' || value == '"' || value == ';';
    }

    /** The length of the beginning of a script; 0 if it cannot be read. */
    private int read(String run) {
        if (!isRegular(run)) {
            return 0;
        }
        if (script == null) {
            script = new byte[SCRIPT_SIZE];
        }
        try {
            int descriptor = posix.openRead(run);
            try {
                return Math.max(0, posix.pread(descriptor, script, 0, SCRIPT_SIZE, 0));
            } finally {
                posix.close(descriptor);
            }
        } catch (PosixException ignored) {
            // It is not readable for this user.
            return 0;
        }
    }

    /** The paths of what is in a directory, but for names that begin with a dot, in the order of names; none if it cannot be read. */
    public List<String> entries(String directory) {
        List<String> entries = new ArrayList<>();
        try {
            DirectoryListing listing = posix.listDirectory(directory);
            try {
                while (listing.next()) {
                    if (!listing.hidden()) {
                        insert(directory.concat("/").concat(listing.name()), entries);
                    }
                }
            } finally {
                listing.close();
            }
        } catch (PosixException ignored) {
            // It does not exist, or is not readable for this user.
            return entries;
        }
        return entries;
    }

    private static void insert(String directory, List<String> sorted) {
        int at = sorted.size();
        while (at > 0 && sorted.get(at - 1).compareTo(directory) > 0) {
            at--;
        }
        sorted.add(at, directory);
    }

    /** Whether a path leads to a directory that can be examined. */
    public boolean isDirectory(String path) {
        return exists(path) && status.directory();
    }

    /** Whether a path leads to a regular file that can be examined. */
    public boolean isRegular(String path) {
        return exists(path) && status.regular();
    }

    private boolean exists(String path) {
        try {
            return posix.stat(path, status);
        } catch (PosixException ignored) {
            // What cannot be examined cannot be read either.
            return false;
        }
    }
}
