package io.daemontools.simulation.file;

import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.PosixException;

/** A file of any kind, apart from its names. */
public abstract class Inode {
    /** Permission to read, as in the lowest three mode bits. */
    public static final int READ = 4;

    /** Permission to write. */
    public static final int WRITE = 2;

    /** Permission to execute, or to look names up in a directory. */
    public static final int EXECUTE = 1;

    /** The sticky bit: only its owner and the file's may remove a name from the directory. */
    static final int STICKY = 01000;

    /** The set-group-ID bit: a file that is made in the directory has its group. */
    static final int SET_GROUP = 02000;

    private static final int BITS_PER_CLASS = 3;
    private static final int ANY_EXECUTE = 0111;

    private final long number;
    private final long birth;
    private int permissions;
    private long owner;
    private long group;
    private int links;
    private long modified;
    private OpenFile lockHolder;

    /** The descriptors of the process that has its lock of {@code lockf(3)}, or null. */
    private Object lockingProcess;

    /**
     * An inode without a name.
     *
     * @param number its number on its device
     * @param birth when it was made: nanoseconds of the wall clock
     */
    protected Inode(long number, int permissions, long birth) {
        this.number = number;
        this.permissions = permissions;
        this.birth = birth;
        this.modified = birth;
    }

    /** Its number on its device. */
    public final long number() {
        return number;
    }

    /** When it was made, in nanoseconds of the wall clock. */
    public final long birth() {
        return birth;
    }

    /** Its content was modified at a time of the wall clock. */
    final void setModified(long time) {
        modified = time;
    }

    /** The permission bits. */
    public final int permissions() {
        return permissions;
    }

    /** Sets the permission bits. */
    public final void setPermissions(int bits) {
        permissions = bits;
    }

    /** The user it belongs to. */
    public final long owner() {
        return owner;
    }

    /** Sets the user and group it belongs to. */
    public final void setOwner(long user, long itsGroup) {
        owner = user;
        group = itsGroup;
    }

    /** The group it belongs to. */
    public final long group() {
        return group;
    }

    /** The number of its names. */
    public int links() {
        return links;
    }

    /** Adds names, or removes them. */
    public final void addLinks(int more) {
        links += more;
    }

    /** The open file that has its {@code flock}, or null. */
    public final OpenFile lockHolder() {
        return lockHolder;
    }

    /** Gives its {@code flock} to an open file, or to none. */
    public final void setLockHolder(OpenFile holder) {
        lockHolder = holder;
    }

    /** Gives the lock of {@code lockf(3)} to a process, if none or that one has it. Returns false if another one has it. */
    public final boolean lockFor(Object process) {
        if (lockingProcess != null && lockingProcess != process) {
            return false;
        }
        lockingProcess = process;
        return true;
    }

    /** Takes the lock of {@code lockf(3)} from a process that may have it. */
    public final void unlockFor(Object process) {
        if (lockingProcess == process) {
            lockingProcess = null;
        }
    }

    /** Counts the changes of it that a watch sees. */
    public long changes() {
        return 0;
    }

    /** Its size in bytes. */
    public abstract long size();

    /** Its type, as in {@code st_mode}. */
    protected int type() {
        return FileStatus.REGULAR;
    }

    /** Whether it is a directory. */
    public boolean directory() {
        return type() == FileStatus.DIRECTORY;
    }

    /** Fills in what {@code stat(2)} reports. */
    public final void describe(FileStatus into) {
        into.set(type() | permissions, size(), links(), FileSystem.DEVICE, number, modified);
        into.setOwner(owner, group);
    }

    /** Checks access by the mode bits: throws EACCES unless all wanted permissions are granted. */
    public final void check(Credentials who, int wanted) {
        if (!permits(who, wanted)) {
            throw PosixException.of(Errno.EACCES);
        }
    }

    /** Whether the mode bits grant all wanted permissions. */
    public final boolean permits(Credentials who, int wanted) {
        if (who.privileged()) {
            return (wanted & EXECUTE) == 0 || directory() || (permissions & ANY_EXECUTE) != 0;
        }
        int granted = permissions;
        if (who.user() == owner) {
            granted >>= 2 * BITS_PER_CLASS;
        } else if (who.in(group)) {
            granted >>= BITS_PER_CLASS;
        }
        return (granted & wanted) == wanted;
    }

    /** A name of it, perhaps the last one, is gone. */
    void unlinked() {}

    /** An open file refers to it from now on. */
    protected void opened(OpenFile file) {}

    /** An open file no longer refers to it. */
    protected void closed(OpenFile file) {}

    /**
     * Reads.
     *
     * @return the number of bytes; 0 at the end; {@code WOULD_BLOCK} if there is nothing at the moment
     */
    public int read(OpenFile file, byte[] buffer, int offset, int length) {
        throw PosixException.of(Errno.EINVAL);
    }

    /**
     * Writes.
     *
     * @return the number of bytes, or {@code WOULD_BLOCK} if there is no room at the moment
     */
    public int write(OpenFile file, byte[] buffer, int offset, int length) {
        throw PosixException.of(Errno.EINVAL);
    }

    /** Whether {@code poll(2)} for POLLIN reports an event: readable, at its end, or in error. */
    public boolean pollsIn(OpenFile file) {
        return true;
    }

    /** Whether a blocking read would not wait. */
    public boolean readable() {
        return true;
    }

    /** Whether {@code poll(2)} for POLLOUT reports an event: room for at least one byte, or an error. */
    public boolean pollsOut(OpenFile file) {
        return true;
    }

    /** Whether {@code lseek(2)} is possible. */
    public boolean seekable() {
        return false;
    }

    /** Whether a forked child has the descriptors that refer to it. */
    public boolean inherited() {
        return true;
    }

    /** {@code fsync(2)}: EINVAL where it makes no sense. */
    public void sync() {
        throw PosixException.of(Errno.EINVAL);
    }
}
