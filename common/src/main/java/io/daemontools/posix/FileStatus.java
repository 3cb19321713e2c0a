package io.daemontools.posix;

/** The result of {@code stat(2)}. Mutable, so that a program that calls it every few seconds reuses one instance. */
public final class FileStatus {
    /** {@code st_mode} of a directory, without permissions. These values are the same on all systems. */
    public static final int DIRECTORY = 0040000;

    /** {@code st_mode} of a FIFO or a pipe, without permissions. */
    public static final int FIFO = 0010000;

    /** {@code st_mode} of a regular file, without permissions. */
    public static final int REGULAR = 0100000;

    /** {@code st_mode} of a socket, without permissions. */
    public static final int SOCKET = 0140000;

    /** S_IFMT. */
    private static final int TYPE = 0170000;

    private static final int PERMISSIONS = 07777;
    private static final int ANY_EXECUTE = 0111;

    private int mode;
    private long size;
    private long links;
    private long device;
    private long inode;
    private long modified;
    private long user;
    private long group;

    /**
     * For implementations of {@link Files} and {@link Descriptors}.
     *
     * @param mode {@code st_mode}: the type of the file and its permissions
     * @param modified {@code st_mtim} in nanoseconds of the wall clock
     */
    public void set(int mode, long size, long links, long device, long inode, long modified) {
        this.mode = mode;
        this.size = size;
        this.links = links;
        this.device = device;
        this.inode = inode;
        this.modified = modified;
    }

    /** For implementations of {@link Files} and {@link Descriptors}: {@code st_uid} and {@code st_gid}. */
    public void setOwner(long itsUser, long itsGroup) {
        user = itsUser;
        group = itsGroup;
    }

    /** Whether it is a directory. */
    public boolean directory() {
        return (mode & TYPE) == DIRECTORY;
    }

    /** Whether it is a FIFO or a pipe. */
    public boolean fifo() {
        return (mode & TYPE) == FIFO;
    }

    /** Whether it is a regular file. */
    public boolean regular() {
        return (mode & TYPE) == REGULAR;
    }

    /** Whether it is a socket. */
    public boolean socket() {
        return (mode & TYPE) == SOCKET;
    }

    /** Whether it is the same file. */
    public boolean same(FileStatus other) {
        return inode == other.inode && device == other.device;
    }

    /** The permission bits, {@code 0} to {@code 07777}. */
    public int permissions() {
        return mode & PERMISSIONS;
    }

    /** Whether anybody may execute it, if it is a regular file. */
    public boolean executable() {
        return regular() && (mode & ANY_EXECUTE) != 0;
    }

    /** The user that it belongs to. */
    public long user() {
        return user;
    }

    /** The group that it belongs to. */
    public long group() {
        return group;
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

    /** When its content was last modified, that of a directory being its names: nanoseconds of the wall clock. */
    public long modified() {
        return modified;
    }

    /** The file's number on its device. */
    public long inode() {
        return inode;
    }
}
