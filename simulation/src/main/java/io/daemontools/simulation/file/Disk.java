package io.daemontools.simulation.file;

import java.util.function.LongSupplier;

/**
 * What lies below the files: it learns of each change before it is made in the cache, and decides what of it would survive a power
 * cut. The default keeps everything.
 */
public interface Disk {
    /** A disk that loses nothing and is never full. */
    Disk PERFECT = new Disk() {};

    /**
     * A machine starts to use the disk.
     *
     * @param root the files that it finds there
     * @param clock the nanoseconds since its beginning
     */
    default void attach(Directory root, LongSupplier clock) {}

    /**
     * Bytes are about to be written.
     *
     * @param at where in the file they go
     * @return how many of them may be, at least one
     * @throws io.daemontools.posix.PosixException ENOSPC
     */
    default int writing(RegularFile file, int at, byte[] bytes, int from, int length) {
        return length;
    }

    /** A file is about to be cut to, or extended to, a size. */
    default void truncating(RegularFile file, int size) {}

    /**
     * A name is about to change.
     *
     * @param inode what it is to name, or null for nothing
     * @throws io.daemontools.posix.PosixException ENOSPC
     */
    default void naming(Directory directory, String name, Inode inode) {}

    /** A file is about to get another name instead of one that it has; what had that name loses it. */
    default void renaming(Directory from, String name, Directory to, String newName) {}

    /** The bytes in blocks that are free. */
    default long available() {
        return Long.MAX_VALUE;
    }

    /** The number of files that can still be made. */
    default long availableFiles() {
        return Long.MAX_VALUE;
    }

    /** The permission bits are about to change. */
    default void changing(Inode inode, int permissions) {}

    /** {@code fsync(2)} of a file or a directory. */
    default void syncing(Inode inode) {}

    /** A file that was open for writing is closed. */
    default void closing(RegularFile file) {}

    /** A file has neither a name nor an open file any more. */
    default void freeing(RegularFile file) {}

    /** {@code sync(2)}: all is durable. */
    default void sync() {}

    /** What survives if the power is cut now: one of the possible states. Nothing changes: it may be asked for again. */
    default SurvivingState powerCut(Choices choices) {
        return SurvivingState.CACHED;
    }

    /** The same disk with such a state, for a machine that starts after a power cut. */
    default Disk afterPowerCut() {
        return this;
    }
}
