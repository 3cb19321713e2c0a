package io.daemontools.simulation.file;

/**
 * What lies below the files: it learns of each change before it is made in the cache, and decides what of it would survive a power
 * cut. The default keeps everything.
 */
public interface Disk {
    /** A disk that loses nothing and is never full. */
    Disk PERFECT = new Disk() {};

    /**
     * Bytes are about to be written.
     *
     * @return how many may be, at least one
     * @throws io.daemontools.posix.PosixException ENOSPC, EIO
     */
    default int writing(RegularFile file, int offset, int length) {
        return length;
    }

    /** A file is about to be cut to, or extended to, a size. */
    default void truncating(RegularFile file, int size) {}

    /**
     * A name is about to change.
     *
     * @param inode what it is to name, or null for nothing
     */
    default void naming(Directory directory, String name, Inode inode) {}

    /** Permissions or the owner are about to change. */
    default void changing(Inode inode) {}

    /** {@code fsync(2)} of a file or a directory. */
    default void syncing(Inode inode) {}
}
