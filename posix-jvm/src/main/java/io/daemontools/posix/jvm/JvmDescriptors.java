package io.daemontools.posix.jvm;

import static io.daemontools.posix.jvm.CFunction.INT;
import static io.daemontools.posix.jvm.CFunction.LONG;
import static io.daemontools.posix.jvm.CFunction.OFFSET;
import static io.daemontools.posix.jvm.CFunction.POINTER;
import static io.daemontools.posix.jvm.CFunction.SIZE;
import static io.daemontools.posix.jvm.CFunction.UNSIGNED;
import static io.daemontools.posix.jvm.CMemory.IO;
import static io.daemontools.posix.jvm.JvmErrno.check;

import io.daemontools.posix.Descriptors;
import io.daemontools.posix.FileStatus;

/** {@link Descriptors} by calls of the C library. */
final class JvmDescriptors implements Descriptors {
    /** Flags of {@code open(2)}. */
    private static final int NONBLOCK = Constants.of("OpenFlags", "O_NONBLOCK");

    private static final int CLOEXEC = Constants.of("OpenFlags", "O_CLOEXEC");
    private static final int READ = Constants.of("OpenFlags", "O_RDONLY") | NONBLOCK | CLOEXEC;
    private static final int READ_WRITE = Constants.of("OpenFlags", "O_RDWR") | NONBLOCK | CLOEXEC;
    private static final int WRITE = Constants.of("OpenFlags", "O_WRONLY") | NONBLOCK | CLOEXEC;
    private static final int CREATE = Constants.of("OpenFlags", "O_CREAT");
    private static final int APPEND = Constants.of("OpenFlags", "O_APPEND");
    private static final int NOFOLLOW = Constants.of("OpenFlags", "O_NOFOLLOW");
    private static final int TRUNCATE = Constants.of("OpenFlags", "O_TRUNC");

    /** The same on all systems; jnr-constants lacks some of them. */
    static final int F_GETFD = 1;

    static final int F_SETFD = 2;
    static final int F_GETFL = 3;
    static final int F_SETFL = 4;
    static final int FD_CLOEXEC = 1;
    static final int LOCK_EX = 2;
    static final int LOCK_EX_NB = 6;
    static final int F_TLOCK = 2;
    static final int SEEK_SET = 0;

    /** The request of {@code ioctl(2)}, on most architectures, and the size of its {@code struct winsize}. */
    private static final long TIOCGWINSZ = Constants.linux() ? 0x5413 : 0x4008_7468;

    private static final int WINSIZE = 8;

    private static final int BLOCK_SIZE = 64 * 1024;

    /** PIPE_BUF, on Linux and on the BSDs: a writable pipe takes this much without waiting. */
    private static final int PIPE_BUF = Constants.linux() ? 4096 : FreeBsd.PIPE_BUF;

    private static final CFunction OPEN = CFunction.variadic("open", 2, INT, POINTER, INT, UNSIGNED);
    private static final CFunction READ_BYTES = CFunction.of("read", LONG, INT, POINTER, SIZE);
    private static final CFunction WRITE_BYTES = CFunction.of("write", LONG, INT, POINTER, SIZE);
    private static final CFunction PREAD = CFunction.of("pread", LONG, INT, POINTER, SIZE, OFFSET);
    private static final CFunction PWRITE = CFunction.of("pwrite", LONG, INT, POINTER, SIZE, OFFSET);
    private static final CFunction CLOSE = CFunction.interruptible("close", INT, INT);
    private static final CFunction PIPE = CFunction.of("pipe", INT, POINTER);
    private static final CFunction PIPE2 = CFunction.of("pipe2", INT, POINTER, INT);
    private static final CFunction DUP = CFunction.of("dup", INT, INT);
    private static final CFunction DUP2 = CFunction.of("dup2", INT, INT, INT);
    private static final CFunction FCNTL = CFunction.variadic("fcntl", 2, INT, INT, INT, INT);
    private static final CFunction LSEEK = CFunction.of("lseek", OFFSET, INT, OFFSET, INT);
    private static final CFunction FSYNC = CFunction.of("fsync", INT, INT);
    private static final CFunction FCHMOD = CFunction.of("fchmod", INT, INT, UNSIGNED);
    private static final CFunction IOCTL = CFunction.variadic("ioctl", 2, INT, INT, LONG, POINTER);
    private static final CFunction FLOCK = CFunction.of("flock", INT, INT, INT);
    private static final CFunction LOCKF = CFunction.of("lockf", INT, INT, INT, OFFSET);

    private final JvmCString path;
    private final Stat stat;
    private final Poll poll;
    private final SignalPipe caught;
    private final long block = CMemory.allocate(BLOCK_SIZE);

    /**
     * Calls with these parts.
     *
     * @param path memory for paths passed to C
     * @param caught readable once a signal has been caught
     */
    JvmDescriptors(JvmCString path, Stat stat, Poll poll, SignalPipe caught) {
        this.path = path;
        this.stat = stat;
        this.poll = poll;
        this.caught = caught;
    }

    @Override
    public int openRead(CharSequence name) {
        return open(name, READ, 0);
    }

    @Override
    public int openReadNoFollow(CharSequence name) {
        return open(name, READ | NOFOLLOW, 0);
    }

    @Override
    public int openWrite(CharSequence name) {
        return open(name, WRITE, 0);
    }

    @Override
    public int openReadWriteExisting(CharSequence name) {
        return open(name, READ_WRITE, 0);
    }

    @Override
    public int openAppend(String name) {
        return open(name, WRITE | APPEND | CREATE, 0600);
    }

    @Override
    public int openAppendExisting(String name) {
        return open(name, WRITE | APPEND, 0);
    }

    @Override
    public int openTruncate(String name) {
        return open(name, WRITE | TRUNCATE | CREATE, 0644);
    }

    @Override
    public int openReadWrite(String name) {
        return open(name, READ_WRITE | CREATE | NOFOLLOW, 0600);
    }

    private int open(CharSequence name, int flags, int mode) {
        return check(OPEN.call(path.of(name), flags, mode));
    }

    @Override
    public int read(int descriptor, byte[] buffer, int offset, int length) {
        int count = READ_BYTES.call(descriptor, block, Math.min(length, BLOCK_SIZE));
        if (count < 0) {
            return refused();
        }
        IO.getByteArray(block, buffer, offset, count);
        return count;
    }

    /**
     * HotSpot handles signals in another thread, so a signal does not interrupt a read in this one. This waits for input or the
     * signal pipe.
     */
    @Override
    public int readInterruptibly(int descriptor, byte[] buffer, int offset, int length) {
        return caught.descriptor() < 0 || readable(descriptor) ? read(descriptor, buffer, offset, length) : WOULD_BLOCK;
    }

    /** Waits until a read would not wait; false if a signal arrives first or the descriptor is non-blocking. */
    private boolean readable(int descriptor) {
        if (poll.forOne(descriptor, 0)) {
            return true;
        }
        int flags = FCNTL.call(descriptor, F_GETFL, 0);
        return flags >= 0 && (flags & NONBLOCK) == 0 && poll.forFirst(descriptor, caught.descriptor());
    }

    @Override
    public int write(int descriptor, byte[] buffer, int offset, int length) {
        int size = Math.min(length, BLOCK_SIZE);
        IO.putByteArray(block, buffer, offset, size);
        int count = WRITE_BYTES.call(descriptor, block, size);
        return count < 0 ? refused() : count;
    }

    @Override
    public int pread(int descriptor, byte[] buffer, int offset, int length, long position) {
        int count = PREAD.call(descriptor, block, Math.min(length, BLOCK_SIZE), position);
        if (count < 0) {
            return refused();
        }
        IO.getByteArray(block, buffer, offset, count);
        return count;
    }

    @Override
    public int pwrite(int descriptor, byte[] buffer, int offset, int length, long position) {
        int size = Math.min(length, BLOCK_SIZE);
        IO.putByteArray(block, buffer, offset, size);
        int count = PWRITE.call(descriptor, block, size, position);
        return count < 0 ? refused() : count;
    }

    /** A descriptor in error is ready, too: the write reports the error. */
    @Override
    public int writeNow(int descriptor, byte[] buffer, int offset, int length) {
        return poll.writable(descriptor) ? write(descriptor, buffer, offset, Math.min(length, PIPE_BUF)) : WOULD_BLOCK;
    }

    /** The result of a call that failed: {@link #WOULD_BLOCK} for EAGAIN. */
    static int refused() {
        if (JvmErrno.number() == JvmErrno.EAGAIN) {
            return WOULD_BLOCK;
        }
        throw JvmErrno.last();
    }

    @Override
    public void close(int descriptor) {
        CLOSE.call(descriptor);
    }

    @Override
    public void pipe(int[] ends) {
        boolean atOnce = PIPE2.exists();
        check(atOnce ? PIPE2.call(block, CLOEXEC) : PIPE.call(block));
        ends[0] = IO.getInt(block);
        ends[1] = IO.getInt(block + Integer.BYTES);
        if (!atOnce) {
            setCloseOnExec(ends[0]);
            setCloseOnExec(ends[1]);
        }
    }

    @Override
    public void inherit(int descriptor) {
        check(FCNTL.call(descriptor, F_SETFD, 0));
    }

    @Override
    public void closeOnExec(int descriptor) {
        check(FCNTL.call(descriptor, F_SETFD, FD_CLOEXEC));
    }

    @Override
    public void move(int from, int to) {
        if (from == to) {
            inherit(from);
        } else {
            check(DUP2.call(from, to));
            close(from);
        }
    }

    @Override
    public int dup(int descriptor) {
        return check(DUP.call(descriptor));
    }

    /** Sets FD_CLOEXEC. A descriptor that is not open is ignored: nothing inherits it. */
    static void setCloseOnExec(int descriptor) {
        FCNTL.call(descriptor, F_SETFD, FD_CLOEXEC);
    }

    /** Whether a descriptor is open and not close-on-exec. */
    static boolean inheritable(int descriptor) {
        int flags = FCNTL.call(descriptor, F_GETFD, 0);
        return flags >= 0 && (flags & FD_CLOEXEC) == 0;
    }

    /** Whether a descriptor is open. */
    static boolean isOpen(int descriptor) {
        return FCNTL.call(descriptor, F_GETFD, 0) >= 0;
    }

    @Override
    public void setBlocking(int descriptor, boolean blocking) {
        int flags = check(FCNTL.call(descriptor, F_GETFL, 0));
        check(FCNTL.call(descriptor, F_SETFL, blocking ? flags & ~NONBLOCK : flags | NONBLOCK));
    }

    @Override
    public void lseek(int descriptor, long offset) {
        if (LSEEK.callLong(descriptor, offset, SEEK_SET) < 0) {
            throw JvmErrno.last();
        }
    }

    @Override
    public void fsync(int descriptor) {
        check(FSYNC.call(descriptor));
    }

    @Override
    public void chmod(int descriptor, int mode) {
        check(FCHMOD.call(descriptor, mode));
    }

    @Override
    public void stat(int descriptor, FileStatus into) {
        check(stat.open(descriptor, into));
    }

    @Override
    public int terminalLines(int descriptor) {
        return windowSize(descriptor, 0);
    }

    @Override
    public int terminalColumns(int descriptor) {
        return windowSize(descriptor, Short.BYTES);
    }

    /** A member of {@code struct winsize}, which begins with the lines and the columns. */
    private static int windowSize(int descriptor, int offset) {
        long size = CMemory.allocate(WINSIZE);
        try {
            return IOCTL.call(descriptor, TIOCGWINSZ, size) < 0 ? NO_TERMINAL : IO.getShort(size + offset) & 0xffff;
        } finally {
            IO.freeMemory(size);
        }
    }

    @Override
    public void tryLock(int descriptor) {
        check(FLOCK.call(descriptor, LOCK_EX_NB));
    }

    @Override
    public void lock(int descriptor) {
        check(FLOCK.call(descriptor, LOCK_EX));
    }

    @Override
    public void lockf(int descriptor) {
        check(LOCKF.call(descriptor, F_TLOCK, 0));
    }

    @Override
    public void poll(int[] descriptors, boolean[] ready, long nanoseconds) {
        poll.forAny(descriptors, ready, nanoseconds);
    }
}
