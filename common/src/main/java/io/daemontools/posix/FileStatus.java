package io.daemontools.posix;

/** The result of {@code stat(2)}. Mutable, so that a program that calls it every few seconds reuses one instance. */
public final class FileStatus {
    private boolean directory;
    private int permissions;
    private long size;
    private long links;
    private long device;
    private long inode;

    /** For implementations of {@link Files} and {@link Descriptors}. */
    public void set(boolean directory, int permissions, long size, long links, long device, long inode) {
        this.directory = directory;
        this.permissions = permissions;
        this.size = size;
        this.links = links;
        this.device = device;
        this.inode = inode;
    }

    /** Whether it is a directory. */
    public boolean directory() {
        return directory;
    }

    /** The permission bits, {@code 0} to {@code 07777}. */
    public int permissions() {
        return permissions;
    }

    /** Bytes. */
    public long size() {
        return size;
    }

    /** Hard links. */
    public long links() {
        return links;
    }

    /** The device the file is on; with {@link #inode()} it identifies the file. */
    public long device() {
        return device;
    }

    /** The file's number on its device. */
    public long inode() {
        return inode;
    }
}
