package io.daemontools.simulation.disk;

import io.daemontools.posix.Errno;
import io.daemontools.posix.PosixException;
import io.daemontools.simulation.file.Directory;
import io.daemontools.simulation.file.Inode;
import io.daemontools.simulation.file.RegularFile;
import java.util.HashSet;
import java.util.Set;

/** The blocks of a disk. The bytes of a file take some, and each directory takes one. */
final class Space {
    /** The bytes of a block. */
    static final int BLOCK = 4096;

    private long capacity = Long.MAX_VALUE;
    private long used;

    /** Sets how many blocks there are. */
    void setCapacity(long blocks) {
        capacity = blocks;
    }

    long capacity() {
        return capacity;
    }

    /** The bytes in blocks that are free. */
    long available() {
        long blocks = Math.max(0, capacity - used);
        return Math.min(blocks, Long.MAX_VALUE / BLOCK) * BLOCK;
    }

    /** Counts the files in a directory. */
    void count(Directory directory) {
        count(directory, new HashSet<>());
    }

    private void count(Directory directory, Set<Inode> counted) {
        used++;
        for (String name : directory.names()) {
            Inode inode = directory.get(name);
            if (inode instanceof Directory below) {
                count(below, counted);
            } else if (inode instanceof RegularFile file && counted.add(file)) {
                used += blocks(file.size());
            }
        }
    }

    /**
     * Takes the blocks for a write.
     *
     * @return how many bytes can be written; ENOSPC if none
     */
    int write(RegularFile file, int at, int length) {
        long had = blocks(file.size());
        long room = (had + Math.max(0, capacity - used)) * BLOCK - at;
        if (capacity != Long.MAX_VALUE && room < length) {
            if (room <= 0) {
                throw PosixException.of(Errno.ENOSPC);
            }
            return write(file, at, (int) room);
        }
        used += Math.max(had, blocks((long) at + length)) - had;
        return length;
    }

    /** A file is about to get another size. */
    void truncate(RegularFile file, int size) {
        used += blocks(size) - blocks(file.size());
    }

    /** A file is gone. */
    void free(RegularFile file) {
        used -= blocks(file.size());
    }

    /** Takes the block of a directory; ENOSPC if there is none. */
    void addDirectory() {
        if (used >= capacity) {
            throw PosixException.of(Errno.ENOSPC);
        }
        used++;
    }

    void removeDirectory() {
        used--;
    }

    private static long blocks(long size) {
        return (size + BLOCK - 1) / BLOCK;
    }
}
