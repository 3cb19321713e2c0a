package io.daemontools.log;

import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.PathBuffer;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** Opens files of a log directory for reading. Who owns it may have put anything in their place: only regular files are opened, and no links. */
final class ReadFiles {
    private static final int NONE = LogSequence.NONE;

    private final Posix posix;
    private final PathBuffer path = new PathBuffer();
    private final int prefix;
    private String failed = "";

    ReadFiles(Posix posix, String directory) {
        this.posix = posix;
        path.add(directory.endsWith("/") ? directory : directory.concat("/"));
        prefix = path.length();
    }

    /** The path of a name; valid until the next call. */
    CharSequence path(CharSequence name) {
        path.truncate(prefix);
        path.add(name);
        return path;
    }

    boolean exists(CharSequence name, FileStatus into) {
        return posix.stat(path(name), into);
    }

    /** As {@link LogSequence#open}. */
    int open(CharSequence name, FileStatus into) {
        int opened;
        try {
            opened = posix.openReadNoFollow(path(name));
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

    /** Opens a file if it has these numbers. */
    int open(CharSequence name, long device, long inode, FileStatus into) {
        if (!exists(name, into) || !is(into, device, inode)) {
            return NONE;
        }
        int opened = open(name, into);
        if (opened != NONE && !is(into, device, inode)) {
            posix.close(opened);
            return NONE;
        }
        return opened;
    }

    static boolean is(FileStatus file, long device, long inode) {
        return file.device() == device && file.inode() == inode;
    }

    void closeIfOpen(int file) {
        if (file != NONE) {
            posix.close(file);
        }
    }

    /** The name of the file that could not be opened last; empty for none since {@link #forgetFailure}. */
    String failed() {
        return failed;
    }

    void forgetFailure() {
        failed = "";
    }
}
