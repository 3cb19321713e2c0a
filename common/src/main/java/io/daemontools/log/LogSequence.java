package io.daemontools.log;

import io.daemontools.posix.Clocks;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.PathBuffer;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/**
 * The files of a log directory for a reader, one after the other from the oldest, while a multilog or svlogd rotates them.
 *
 * <p>A file changes its name while it is read: {@code current} becomes {@code previous}, and then an old log file. A file that was opened
 * by one of the first two names therefore stays open until the old log file with its device and inode number is found; so its number
 * cannot be that of another file. With two links, it may have the name of the last old log file, too.
 *
 * <p>An old log file that a processor has made of such a file is another file. Nothing shows of which one, so {@link #mayRepeat} is
 * true: its reader compares labels.
 */
public final class LogSequence {
    /** The result of {@link #descriptor} if no file is open. */
    public static final int NONE = -1;

    /** How long {@link #next} waits for the name of a file that a processor has made. */
    private static final long PATIENCE = Clocks.SECOND;

    private static final long PAUSE = Clocks.SECOND / 100;

    /** What the last look at {@code previous} and {@code current} has found. */
    private enum Unnamed {
        OPENED,
        /** There is none that was not open before. */
        ABSENT,
        /** An old log file has been added. */
        NAMED,
        /** What a processor has made is about to become an old log file. */
        UNNAMED
    }

    private final Posix posix;
    private final PathBuffer path = new PathBuffer();
    private final int prefix;
    private final OldLogFileNames names;

    /** The last old log file in the order of names that was opened, or is known to have been; empty for none. */
    private final StringBuilder last = new StringBuilder();

    /** What {@link #last} was before the file was opened. */
    private final StringBuilder before = new StringBuilder();

    private FileStatus status = new FileStatus();
    private FileStatus other = new FileStatus();
    private final UnnamedFiles unnamed;
    private int descriptor = NONE;
    private long lastDevice;
    private long lastInode;
    private boolean named;
    private boolean live;
    private boolean mayRepeat;
    private boolean mayPassOver;
    private String failed = "";

    /** The files of a directory, from the oldest. */
    public LogSequence(Posix posix, String directory) {
        this.posix = posix;
        unnamed = new UnnamedFiles(posix);
        names = new OldLogFileNames(posix, directory);
        path.add(directory.endsWith("/") ? directory : directory.concat("/"));
        prefix = path.length();
    }

    /** Leaves out the old log files up to one of this name, which need not exist: a label will do. Call it before the first {@link #next}. */
    public void startAfter(CharSequence name) {
        last.setLength(0);
        last.append(name);
    }

    /**
     * Finds the old log file with the greatest name before another.
     *
     * @param name a name, or null for the greatest of all
     * @param into set to the name; empty if there is none
     * @return whether there is one
     */
    public boolean findBefore(CharSequence name, StringBuilder into) {
        return names.findBefore(name, into);
    }

    /**
     * Opens a file by its name in the directory, apart from the order.
     *
     * @return its descriptor, or {@link #NONE} if it does not exist or is no regular file
     */
    public int open(CharSequence name, FileStatus into) {
        int opened;
        try {
            opened = posix.openRead(file(name));
        } catch (PosixException error) {
            if (error.errno() == Errno.ENOENT || error.errno() == Errno.ENOTDIR) {
                return NONE;
            }
            failed = name.toString();
            throw error;
        }
        try {
            posix.stat(opened, into);
        } catch (PosixException error) {
            posix.close(opened);
            throw error;
        }
        if (!into.regular()) {
            posix.close(opened);
            return NONE;
        }
        return opened;
    }

    /**
     * Closes the file, and opens the next one.
     *
     * @return false if there is none yet
     * @throws PosixException if the directory or a file cannot be read. The next call tries it again, unless it is {@link #passOver passed
     *     over}
     */
    public boolean next() {
        leave();
        mayPassOver = false;
        failed = "";
        long waited = 0;
        for (; ; ) {
            if (names.findAfter(last)) {
                if (openFound()) {
                    return true;
                }
            } else {
                switch (openUnnamed(waited < PATIENCE)) {
                    case OPENED -> {
                        return true;
                    }
                    case ABSENT -> {
                        return false;
                    }
                    case UNNAMED -> {
                        posix.sleep(PAUSE);
                        waited += PAUSE;
                    }
                    case NAMED -> {
                        // The loop finds it.
                    }
                }
            }
        }
    }

    private void leave() {
        if (descriptor != NONE) {
            if (named) {
                posix.close(descriptor);
            } else {
                unnamed.add(descriptor, status);
            }
            descriptor = NONE;
        }
        live = false;
    }

    /** Returns false if it is no file to read, and sets {@link #last} unless it was removed meanwhile. */
    private boolean openFound() {
        int opened;
        try {
            opened = open(names.found(), other);
        } catch (PosixException error) {
            if (error.errno() == Errno.EACCES || error.errno() == Errno.EIO) {
                mayPassOver = true;
            }
            throw error;
        }
        if (opened == NONE) {
            // Removed, unless it is a directory or the like.
            if (exists(names.found())) {
                passed();
            }
            return false;
        }
        lastDevice = other.device();
        lastInode = other.inode();
        if (unnamed.named(other)) {
            posix.close(opened);
            passed();
            return false;
        }
        mayRepeat = !unnamed.isEmpty();
        if (mayRepeat) {
            unnamed.closeRemoved();
        }
        swapStatus();
        take(opened, true);
        passed();
        return true;
    }

    private void passed() {
        last.setLength(0);
        last.append(names.found());
    }

    /** The status of the file that was examined last becomes that of the open one. */
    private void swapStatus() {
        FileStatus examined = other;
        other = status;
        status = examined;
    }

    /** The file has the status {@link #status}. */
    private void take(int opened, boolean itsName) {
        before.setLength(0);
        before.append(last);
        descriptor = opened;
        named = itsName;
    }

    /**
     * Opens {@code previous} or {@code current}. {@code current} is opened first and the names are listed last: whatever is renamed meanwhile is
     * seen by its next name.
     *
     * @param patient whether to wait for the name of what a processor has made
     */
    private Unnamed openUnnamed(boolean patient) {
        int current = open(LogFiles.CURRENT, status);
        int previous = NONE;
        try {
            boolean currentIsNew = current != NONE && isNew(status);
            previous = open(LogFiles.PREVIOUS, other);
            boolean previousIsNew = previous != NONE && isNew(other);
            boolean processed = patient && previous == NONE && exists(LogFiles.PROCESSED);
            if (names.findAfter(last)) {
                return Unnamed.NAMED;
            }
            if (previousIsNew) {
                swapStatus();
                take(previous, false);
                mayRepeat = false;
                previous = NONE;
                return Unnamed.OPENED;
            }
            if (currentIsNew && processed) {
                return Unnamed.UNNAMED;
            }
            if (currentIsNew) {
                take(current, false);
                mayRepeat = false;
                live = true;
                current = NONE;
                return Unnamed.OPENED;
            }
            return Unnamed.ABSENT;
        } finally {
            closeIfOpen(current);
            closeIfOpen(previous);
        }
    }

    /** Whether a file has not been read. With one link, it cannot be the last old log file, whose number it may have got. */
    private boolean isNew(FileStatus file) {
        boolean last = file.links() > 1 && file.device() == lastDevice && file.inode() == lastInode;
        return !last && !unnamed.contains(file);
    }

    private void closeIfOpen(int file) {
        if (file != NONE) {
            posix.close(file);
        }
    }

    private boolean exists(CharSequence name) {
        return posix.stat(file(name), other);
    }

    private CharSequence file(CharSequence name) {
        path.truncate(prefix);
        path.add(name);
        return path;
    }

    /** The path of {@code current}; valid until the next call of another method. */
    public CharSequence current() {
        return file(LogFiles.CURRENT);
    }

    /** The open file, or {@link #NONE}. */
    public int descriptor() {
        return descriptor;
    }

    /** The status of the open file when it was opened. */
    public FileStatus status() {
        return status;
    }

    /** The name of the open file, for messages. */
    public String name() {
        return named ? last.toString() : live ? LogFiles.CURRENT : LogFiles.PREVIOUS;
    }

    /**
     * Leaves out the old log file because of which the last {@link #next} has failed, unless the failure was one that passes.
     *
     * @return whether there is such a file
     */
    public boolean passOver() {
        boolean passes = mayPassOver;
        if (passes) {
            passed();
            mayPassOver = false;
        }
        return passes;
    }

    /** The name of the file that could not be opened; empty if it was the directory that could not be read. */
    public String failed() {
        return failed;
    }

    /** Whether the open file was opened as {@code current}, so that it may grow. */
    public boolean live() {
        return live;
    }

    /** Whether the open file may have been made of one that was open before. */
    public boolean mayRepeat() {
        return mayRepeat;
    }

    /** The name of the last old log file before the open file; empty for none. */
    public CharSequence before() {
        return before;
    }

    /**
     * Examines what is {@code current} now.
     *
     * @param into set to its status if it is the open file
     * @return whether it is another file, or does not exist
     */
    public boolean rotated(FileStatus into) {
        return !posix.stat(current(), into) || !into.same(status);
    }

    /** Closes all files. */
    public void close() {
        leave();
        unnamed.close();
    }
}
