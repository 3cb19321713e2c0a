package io.daemontools.svnew;

import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.Output;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Fsync;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import java.util.ArrayList;
import java.util.List;

/**
 * A directory that is made under a temporary name beside its own, which it gets when it is complete. Until it is on the disk, only the
 * caller's user can read it. {@link #remove} removes what has been made so far.
 */
final class NewDirectory {
    private static final String PREFIX = ".svnew.";
    private static final int PRIVATE = 0700;
    private static final int BUFFER_SIZE = 4096;

    /** More than the directories that killed processes with the same process id may have left. */
    private static final int MAX_ATTEMPTS = 1000;

    private final Posix posix;
    private final String name;
    private final String parent;
    private final List<String> directories = new ArrayList<>();
    private final List<String> files = new ArrayList<>();
    private String temporary;

    /** The directory {@code name}, which does not end in a slash. */
    NewDirectory(String name, Posix posix) {
        this.name = name;
        this.posix = posix;
        parent = name.substring(0, name.lastIndexOf('/') + 1);
    }

    /** Whether there is something of that name, be it a symbolic link to nothing. */
    boolean exists() {
        try {
            posix.readlink(name);
            return true;
        } catch (PosixException error) {
            if (error.errno() == Errno.ENOENT) {
                return false;
            }
            throw error;
        }
    }

    /** Makes it, empty. */
    void begin() {
        String first = parent + PREFIX + posix.getpid();
        String attempt = first;
        for (int i = 1; !posix.mkdir(attempt, PRIVATE); i++) {
            if (i == MAX_ATTEMPTS) {
                throw PosixException.of(Errno.EEXIST);
            }
            attempt = first + '.' + i;
        }
        temporary = attempt;
        directories.add(temporary);
    }

    /** Makes a directory in it, and returns where it is for now. */
    String directory(String path, int mode) {
        String made = within(path);
        if (!posix.mkdir(made, mode)) {
            throw PosixException.of(Errno.EEXIST);
        }
        directories.add(made);
        return made;
    }

    /** Makes a file in it, or replaces its content, which is on the disk afterwards. */
    void file(String path, int mode, String content) {
        String made = within(path);
        int file = posix.openTruncate(made);
        try {
            if (!files.contains(made)) {
                files.add(made);
            }
            Output output = new Output(posix, file, BUFFER_SIZE);
            output.put(content);
            output.flush();
            posix.chmod(file, mode);
            posix.fsync(file);
        } finally {
            posix.close(file);
        }
    }

    /** Gives it its mode. It, and all names and directories in it, are on the disk afterwards. */
    void sync(int mode) {
        posix.chmod(temporary, mode);
        for (String directory : directories) {
            Fsync.directory(posix, directory);
        }
    }

    /**
     * Gives it its name. Then it is not {@link #remove}d any more: a supervise may run in it.
     *
     * @return false if there is something of that name
     */
    boolean rename() {
        // An empty directory would be replaced by rename.
        if (exists()) {
            return false;
        }
        try {
            posix.rename(temporary, name);
        } catch (PosixException error) {
            if (error.errno() == Errno.ENOTEMPTY || error.errno() == Errno.EEXIST || error.errno() == Errno.ENOTDIR) {
                return false;
            }
            throw error;
        }
        files.clear();
        directories.clear();
        return true;
    }

    /** Its name is on the disk afterwards. */
    void syncName() {
        Fsync.directory(posix, parent.isEmpty() ? Posix.WORKING_DIRECTORY : parent);
    }

    private String within(String path) {
        return temporary + '/' + path;
    }

    /** Removes what has been made. If something is left, that is reported. */
    void remove(Diagnostics diagnostics) {
        PosixException failure = null;
        for (String file : files) {
            try {
                posix.unlink(file);
            } catch (PosixException error) {
                failure = error;
            }
        }
        for (int i = directories.size() - 1; i >= 0; i--) {
            try {
                posix.rmdir(directories.get(i));
            } catch (PosixException error) {
                failure = error;
            }
        }
        if (failure != null) {
            diagnostics.warn("unable to remove " + temporary, failure);
        }
    }
}
