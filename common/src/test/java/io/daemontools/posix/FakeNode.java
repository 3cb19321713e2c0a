package io.daemontools.posix;

import java.util.concurrent.atomic.AtomicLong;

/** A file of any type in the fake file system. It may have several names. */
abstract class FakeNode {
    static final long DEVICE = 1;

    private static final AtomicLong INODES = new AtomicLong(1);

    private final long inode = INODES.incrementAndGet();
    private int permissions;
    private int links = 1;
    private long birth = inode;

    FakeNode(int permissions) {
        this.permissions = permissions;
    }

    final long inode() {
        return inode;
    }

    final long birth() {
        return birth;
    }

    /** Makes it another file with the same inode number. */
    final void bornAgain() {
        birth++;
    }

    final int permissions() {
        return permissions;
    }

    final void setPermissions(int changed) {
        permissions = changed;
    }

    final void setLinks(int changed) {
        links = changed;
    }

    final void linked() {
        links++;
    }

    final void unlinked() {
        links--;
    }

    long size() {
        return 0;
    }

    final void describe(FileStatus into) {
        int type = FileStatus.REGULAR;
        if (this instanceof FakeDirectory) {
            type = FileStatus.DIRECTORY;
        } else if (this instanceof FakeFifo) {
            type = FileStatus.FIFO;
        }
        into.set(type | permissions, size(), links, DEVICE, inode);
    }

    /** Called when a descriptor is opened. */
    void opened(boolean reading, boolean writing) {}

    /** Called when a descriptor is closed. */
    void closed(boolean reading, boolean writing) {}

    /** Whether a read would not have to wait. */
    boolean readable() {
        return true;
    }

    /** Whether a write would not have to wait. */
    boolean writable() {
        return true;
    }

    /** As {@link Descriptors#read}; the position matters to files only. */
    int read(long position, byte[] buffer, int offset, int length) {
        throw PosixException.of(Errno.EISDIR);
    }

    /** As {@link Descriptors#write}. */
    int write(long position, byte[] buffer, int offset, int length) {
        throw PosixException.of(Errno.EISDIR);
    }
}
