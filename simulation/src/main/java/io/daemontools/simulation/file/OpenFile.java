package io.daemontools.simulation.file;

import io.daemontools.posix.Errno;
import io.daemontools.posix.PosixException;

/**
 * An open file description: what descriptors refer to, in one process or in several. It has the offset, O_NONBLOCK and the {@code
 * flock}, which all of them share.
 */
public final class OpenFile {
    private final Inode inode;
    private final boolean reading;
    private final boolean writing;
    private final boolean appending;
    private boolean blocking;
    private long offset;
    private int references;

    /** The count of writers that a FIFO had had when this was opened. */
    private long writersBefore;

    private OpenFile(Inode inode, boolean reading, boolean writing, boolean appending, boolean blocking) {
        this.inode = inode;
        this.reading = reading;
        this.writing = writing;
        this.appending = appending;
        this.blocking = blocking;
        inode.opened(this);
    }

    /** Opened O_RDONLY and O_NONBLOCK. */
    public static OpenFile forReading(Inode inode) {
        return new OpenFile(inode, true, false, false, false);
    }

    /** Opened O_WRONLY and O_NONBLOCK. */
    public static OpenFile forWriting(Inode inode, boolean appending) {
        return new OpenFile(inode, false, true, appending, false);
    }

    /** Opened O_RDWR and O_NONBLOCK. */
    public static OpenFile forReadingAndWriting(Inode inode) {
        return new OpenFile(inode, true, true, false, false);
    }

    /** The end of a pipe to read from; it blocks. */
    public static OpenFile readingEnd(Fifo pipe) {
        return new OpenFile(pipe, true, false, false, true);
    }

    /** The end of a pipe to write to; it blocks. */
    public static OpenFile writingEnd(Fifo pipe) {
        return new OpenFile(pipe, false, true, false, true);
    }

    /** The file. */
    public Inode inode() {
        return inode;
    }

    /** Whether it was opened for reading. */
    public boolean reading() {
        return reading;
    }

    /** Whether it was opened for writing. */
    public boolean writing() {
        return writing;
    }

    /** Whether it was opened O_APPEND. */
    public boolean appending() {
        return appending;
    }

    /** Whether O_NONBLOCK is clear. */
    public boolean blocking() {
        return blocking;
    }

    /** Clears or sets O_NONBLOCK. */
    public void setBlocking(boolean blocks) {
        blocking = blocks;
    }

    /** Where the next read or write begins. */
    public long offset() {
        return offset;
    }

    long writersBefore() {
        return writersBefore;
    }

    void setWritersBefore(long count) {
        writersBefore = count;
    }

    /** A descriptor more refers to it. */
    public OpenFile acquire() {
        references++;
        return this;
    }

    /** A descriptor less refers to it. The last one closes it and releases its lock. */
    public void release() {
        references--;
        if (references == 0) {
            if (inode.lockHolder() == this) {
                inode.setLockHolder(null);
            }
            inode.closed(this);
        }
    }

    /** {@code read(2)} without waiting; see {@link Inode#read}. */
    public int read(byte[] buffer, int from, int length) {
        if (!reading) {
            throw PosixException.of(Errno.EBADF);
        }
        int count = inode.read(this, buffer, from, length);
        if (count > 0) {
            offset += count;
        }
        return count;
    }

    /** {@code write(2)} without waiting; see {@link Inode#write}. */
    public int write(byte[] buffer, int from, int length) {
        if (!writing) {
            throw PosixException.of(Errno.EBADF);
        }
        if (appending) {
            offset = inode.size();
        }
        int count = inode.write(this, buffer, from, length);
        if (count > 0) {
            offset += count;
        }
        return count;
    }

    /** {@code pread(2)}: reads at a position. */
    public int read(byte[] buffer, int from, int length, long position) {
        long before = offset;
        seek(position);
        try {
            return read(buffer, from, length);
        } finally {
            offset = before;
        }
    }

    /** {@code pwrite(2)}: writes at a position. */
    public int write(byte[] buffer, int from, int length, long position) {
        long before = offset;
        seek(position);
        try {
            return write(buffer, from, length);
        } finally {
            offset = before;
        }
    }

    /** {@code lseek(2)} SEEK_SET. */
    public void seek(long to) {
        if (!inode.seekable()) {
            throw PosixException.of(Errno.ESPIPE);
        }
        if (to < 0) {
            throw PosixException.of(Errno.EINVAL);
        }
        offset = to;
    }
}
