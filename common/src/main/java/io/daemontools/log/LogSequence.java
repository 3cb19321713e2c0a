package io.daemontools.log;

import io.daemontools.posix.Clocks;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
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
 *
 * <p>The owner of the directory may replace a file by anything. Symbolic links are not followed, which is an error (ELOOP, on FreeBSD EMLINK),
 * and only regular files are read.
 */
public final class LogSequence {
    /** The result of {@link #descriptor} if no file is open. */
    public static final int NONE = -1;

    /** How long {@link #next} waits for the name of a file that a processor has made. */
    private static final long PATIENCE = Clocks.SECOND;

    private static final long PAUSE = Clocks.SECOND / 100;

    /** How many names a file has: {@code current}, {@code previous}, and that of an old log file. */
    private static final int NAMES = 3;

    private final Posix posix;
    private final ReadFiles files;
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
    private boolean madeOfOldest;
    private boolean mayPassOver;

    /** The files of a directory, from the oldest. */
    public LogSequence(Posix posix, String directory) {
        this.posix = posix;
        unnamed = new UnnamedFiles(posix);
        names = new OldLogFileNames(posix, directory);
        files = new ReadFiles(posix, directory);
    }

    /** Leaves out the old log files up to one of this name, which need not exist: a label will do. */
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
     * Opens the file with a device and inode number in place of the {@link #next} one, and goes on after it. What comes before it in the order
     * counts as read.
     *
     * @return false if there is none; nothing has changed then
     * @throws PosixException as {@link #next}
     */
    public boolean resume(long device, long inode) {
        StringBuilder seen = new StringBuilder(last);
        for (int i = 0; i < NAMES; i++) {
            while (names.findAfter(seen)) {
                int opened = files.open(names.found(), device, inode, status);
                if (opened != NONE) {
                    startAfter(seen);
                    takeFound(opened);
                    return true;
                }
                seen.replace(0, seen.length(), names.found().toString());
            }
            if (resumeUnnamed(seen, device, inode)) {
                return true;
            }
        }
        names.forget();
        return false;
    }

    private boolean resumeUnnamed(CharSequence seen, long device, long inode) {
        int previous = open(LogFiles.PREVIOUS, other);
        try {
            int opened = files.open(LogFiles.CURRENT, device, inode, status);
            live = opened != NONE;
            if (!live && previous != NONE && ReadFiles.is(other, device, inode)) {
                swapStatus();
                opened = previous;
                previous = NONE;
            } else if (live && previous != NONE) {
                // It was read before.
                unnamed.add(previous, other);
                previous = NONE;
            }
            if (opened != NONE) {
                startAfter(seen);
                take(opened, false);
            }
            return opened != NONE;
        } finally {
            files.closeIfOpen(previous);
        }
    }

    /** Closes all files, and begins after a name again, or with the first file if no old log file has that name or a later one. */
    public void startOver(CharSequence name) {
        if (descriptor != NONE) {
            posix.close(descriptor);
            descriptor = NONE;
        }
        live = false;
        unnamed.close();
        names.forget();
        StringBuilder newest = new StringBuilder();
        boolean known = !names.findBefore(null, newest) || OrderedNames.compare(newest, name) >= 0;
        startAfter(known ? name : "");
    }

    /**
     * Opens a file by its name in the directory, apart from the order.
     *
     * @return its descriptor, or {@link #NONE} if it does not exist or is no regular file
     * @throws PosixException ELOOP (EMLINK on FreeBSD) for a symbolic link, EACCES
     */
    public int open(CharSequence name, FileStatus into) {
        return files.open(name, into);
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
        files.forgetFailure();
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
        if (madeOfOldest) {
            unnamed.closeOldest();
            madeOfOldest = false;
        }
    }

    /** Returns false if it is no file to read, and sets {@link #last} unless it was removed meanwhile. */
    private boolean openFound() {
        int opened;
        try {
            opened = open(names.found(), other);
        } catch (PosixException error) {
            mayPassOver = error.errno() == Errno.EACCES || error.errno() == Errno.EIO || error.linkNotFollowed();
            throw error;
        }
        if (opened == NONE) {
            // Removed, unless it is a directory or the like.
            if (files.exists(names.found(), other)) {
                startAfter(names.found());
            } else {
                names.forget();
            }
            return false;
        }
        swapStatus();
        mayRepeat = !unnamed.isEmpty();
        boolean wasRead = unnamed.named(status);
        madeOfOldest = mayRepeat && !wasRead && unnamed.oldestIsRemoved();
        takeFound(opened);
        if (wasRead) {
            posix.close(opened);
            descriptor = NONE;
        }
        return !wasRead;
    }

    private void takeFound(int opened) {
        lastDevice = status.device();
        lastInode = status.inode();
        take(opened, true);
        startAfter(names.found());
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
    private Look openUnnamed(boolean patient) {
        int current = open(LogFiles.CURRENT, status);
        int previous = NONE;
        try {
            boolean currentIsNew = current != NONE && isNew(status);
            previous = open(LogFiles.PREVIOUS, other);
            boolean previousIsNew = previous != NONE && isNew(other);
            boolean processed = patient && previous == NONE && files.exists(LogFiles.PROCESSED, other);
            if (names.findAfter(last)) {
                return Look.NAMED;
            }
            if (previousIsNew) {
                swapStatus();
                take(previous, false);
                previous = NONE;
            } else if (!currentIsNew) {
                return Look.ABSENT;
            } else if (processed) {
                return Look.UNNAMED;
            } else {
                take(current, false);
                live = true;
                current = NONE;
            }
            mayRepeat = false;
            return Look.OPENED;
        } finally {
            files.closeIfOpen(current);
            files.closeIfOpen(previous);
        }
    }

    /** Whether a file has not been read. With one link, it cannot be the last old log file, whose number it may have got. */
    private boolean isNew(FileStatus file) {
        boolean last = file.links() > 1 && file.device() == lastDevice && file.inode() == lastInode;
        return !last && !unnamed.contains(file);
    }

    /** The path of {@code current}; valid until the next call of another method. */
    public CharSequence current() {
        return files.path(LogFiles.CURRENT);
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
            startAfter(names.found());
            mayPassOver = false;
        }
        return passes;
    }

    /** The name of the file that could not be opened; empty if it was the directory that could not be read. */
    public String failed() {
        return files.failed();
    }

    /** Whether the open file was opened as {@code current}, so that it may grow. */
    public boolean live() {
        return live;
    }

    /** Whether the open file may have been made of one that was open before: of {@link #oldest}. */
    public boolean mayRepeat() {
        return mayRepeat;
    }

    /** The descriptor of the first of the files that have been read, and whose name was not found; {@link #NONE} if there is none. */
    public int oldest() {
        return unnamed.oldest();
    }

    /** Whether the open file was finished by its writer: so a line that does not end in it goes on in the next file. */
    public boolean complete() {
        if (named) {
            return names.found().hasCode(LogFileName.SAFE);
        }
        try {
            posix.stat(descriptor, other);
            return LogFiles.isFinished(other.permissions());
        } catch (PosixException ignored) {
            // Then it is not known.
            return false;
        }
    }

    /** Whether the open file is an old log file. */
    public boolean named() {
        return named;
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
