package io.daemontools.simulation.file;

import io.daemontools.posix.Errno;
import io.daemontools.posix.PosixException;

/**
 * Where a path leads.
 *
 * @param directory the directory of its last name
 * @param name its last name
 * @param inode what that name refers to, or null for nothing
 * @param slash whether the path ends in a slash, so that only a directory can be there
 */
public record Place(Directory directory, String name, Inode inode, boolean slash) {
    /** At the end of a path without a slash. */
    Place(Directory directory, String name, Inode inode) {
        this(directory, name, inode, false);
    }

    /** What is there; ENOENT if there is nothing. */
    public Inode present() {
        if (inode == null) {
            throw PosixException.of(Errno.ENOENT);
        }
        return inode;
    }

    /** The directory that is there; ENOENT, ENOTDIR. */
    public Directory presentDirectory() {
        if (present() instanceof Directory found) {
            return found;
        }
        throw PosixException.of(Errno.ENOTDIR);
    }

    /** Whether the path ends in a name: not in {@code .}, {@code ..} or the root. */
    boolean named() {
        return directory.get(name) == inode && !name.equals(".") && !name.equals("..");
    }
}
