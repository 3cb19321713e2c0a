package io.daemontools.posix;

/**
 * Open files, pipes and FIFOs by their descriptors.
 *
 * <p>As in 0.76, every {@code open…} is non-blocking and stays so until {@link #setBlocking}. Every descriptor that is opened here
 * is close-on-exec from that call on: a child inherits it only if its {@link Spawn} moves it, or after {@link #inherit}.
 *
 * <p>Every call but {@link #close} fails with a {@link PosixException}. A call that a signal interrupts (EINTR) is repeated, except
 * {@link #readInterruptibly} and {@link #poll}.
 */
public interface Descriptors {
    /** Standard input. */
    int STDIN = 0;

    /** Standard output. */
    int STDOUT = 1;

    /** Standard error. */
    int STDERR = 2;

    /** The result of {@link #terminalLines} and {@link #terminalColumns} for another file. */
    int NO_TERMINAL = -1;

    /** The result of {@link #read} and {@link #write} for EAGAIN: nothing to read or no room at the moment. */
    int WOULD_BLOCK = -1;

    /** Added to a descriptor of {@link #poll}: POLLOUT in place of POLLIN. Larger than any descriptor. */
    int FOR_OUTPUT = 1 << 30;

    /** {@code open(2)} O_RDONLY|O_NONBLOCK|O_CLOEXEC; ENOENT, EACCES, EMFILE. */
    int openRead(CharSequence path);

    /**
     * {@code open(2)} O_RDONLY|O_NOFOLLOW|O_NONBLOCK|O_CLOEXEC; ENOENT, EACCES, EMFILE, ELOOP (EMLINK on FreeBSD) for a symbolic link.
     */
    int openReadNoFollow(CharSequence path);

    /** {@code open(2)} O_WRONLY|O_NONBLOCK|O_CLOEXEC; ENXIO if it is a FIFO without a reader, ENOENT. */
    int openWrite(CharSequence path);

    /**
     * {@code open(2)} O_RDWR|O_NONBLOCK|O_CLOEXEC. Of a FIFO, which POSIX leaves undefined: both ends, on all known systems, so
     * that writing never fails for lack of a reader. ENOENT, EACCES.
     */
    int openReadWriteExisting(CharSequence path);

    /** {@code open(2)} O_WRONLY|O_APPEND|O_CREAT|O_NONBLOCK|O_CLOEXEC, mode 0600; ENOSPC, EACCES. */
    int openAppend(String path);

    /** {@code open(2)} O_WRONLY|O_APPEND|O_NONBLOCK|O_CLOEXEC; ENOENT if it does not exist. */
    int openAppendExisting(String path);

    /** {@code open(2)} O_WRONLY|O_TRUNC|O_CREAT|O_NONBLOCK|O_CLOEXEC, mode 0644; ENOSPC, EACCES. */
    int openTruncate(String path);

    /**
     * {@code open(2)} O_RDWR|O_CREAT|O_NOFOLLOW|O_NONBLOCK|O_CLOEXEC, mode 0600: keeps the content; ENFILE, EMFILE, EACCES, EROFS,
     * ELOOP (EMLINK on FreeBSD) for a symbolic link.
     */
    int openReadWrite(String path);

    /**
     * {@code read(2)}.
     *
     * @return the number of bytes, up to {@code length}; 0 at the end; {@link #WOULD_BLOCK} for EAGAIN
     */
    int read(int descriptor, byte[] buffer, int offset, int length);

    /**
     * {@code read(2)} that a caught signal ends (EINTR). For blocking descriptors in a program that catches signals.
     *
     * @return as {@link #read}; {@link #WOULD_BLOCK} also for EINTR
     */
    int readInterruptibly(int descriptor, byte[] buffer, int offset, int length);

    /**
     * {@code write(2)}; EPIPE if the pipe has no reader and SIGPIPE is ignored, ENOSPC.
     *
     * @return the number of bytes, up to {@code length}; {@link #WOULD_BLOCK} for EAGAIN
     */
    int write(int descriptor, byte[] buffer, int offset, int length);

    /**
     * {@code pread(2)}: reads at a position, which the next {@link #read} does not see.
     *
     * @param position bytes from the beginning
     * @return as {@link #read}
     * @throws PosixException ESPIPE for a FIFO, EIO
     */
    int pread(int descriptor, byte[] buffer, int offset, int length, long position);

    /**
     * {@code pwrite(2)}: writes at a position, which the next {@link #write} does not see.
     *
     * @param position bytes from the beginning
     * @return as {@link #write}
     * @throws PosixException ESPIPE for a FIFO, ENOSPC, EIO
     */
    int pwrite(int descriptor, byte[] buffer, int offset, int length, long position);

    /**
     * Writes {@code length} bytes, in several calls if necessary, until {@code write} would block.
     *
     * @return how many were written
     */
    default int writeAll(int descriptor, byte[] buffer, int offset, int length) {
        int written = 0;
        while (written < length) {
            int count = write(descriptor, buffer, offset + written, length - written);
            if (count == WOULD_BLOCK) {
                return written;
            }
            written += count;
        }
        return written;
    }

    /**
     * Writes without waiting, even to a blocking descriptor: {@code poll(2)} for POLLOUT without a timeout, then {@code write(2)}
     * of up to PIPE_BUF bytes. The write does wait if another process fills the pipe between the two calls.
     *
     * @return the number of bytes, or {@link #WOULD_BLOCK} if {@code write} would wait
     */
    int writeNow(int descriptor, byte[] buffer, int offset, int length);

    /** {@code close(2)}. A failure is ignored: no caller could react to it. */
    void close(int descriptor);

    /**
     * {@code pipe2(2)} O_CLOEXEC; where there is none, {@code pipe(2)} and {@code fcntl(2)} F_SETFD. Both ends are blocking. EMFILE, ENFILE.
     *
     * @param ends set to the end to read from and the end to write to
     */
    void pipe(int[] ends);

    /** {@code fcntl(2)} F_SETFD 0: clears close-on-exec, for the program that this process executes and for its children. */
    void inherit(int descriptor);

    /**
     * {@code fcntl(2)} F_SETFD FD_CLOEXEC: for a descriptor that this process was started with.
     *
     * @throws PosixException EBADF if it is not open
     */
    void closeOnExec(int descriptor);

    /**
     * {@code dup2(2)}, then {@code close(2)} of {@code from}. The target is not close-on-exec, also if both numbers are the same.
     *
     * @throws PosixException EBADF if {@code from} is not open, or {@code to} is not below the limit
     */
    void move(int from, int to);

    /**
     * {@code dup(2)}: the lowest free descriptor refers to the same open file. It is not close-on-exec.
     *
     * @return the new descriptor
     * @throws PosixException EMFILE if there is none
     */
    int dup(int descriptor);

    /** {@code fcntl(2)} F_GETFL and F_SETFL: clears or sets O_NONBLOCK of the open file, which other processes may share. */
    void setBlocking(int descriptor, boolean blocking);

    /** {@code lseek(2)} SEEK_SET to {@code offset} bytes; ESPIPE. */
    void lseek(int descriptor, long offset);

    /** {@code fsync(2)}: the file's data is on the disk when it returns; EIO, EINVAL for a pipe. */
    void fsync(int descriptor);

    /** {@code fchmod(2)}. */
    void chmod(int descriptor, int mode);

    /** {@code fstat(2)}. */
    void stat(int descriptor, FileStatus into);

    /**
     * The height of a terminal: {@code ioctl(2)} TIOCGWINSZ.
     *
     * @return its lines, 0 if that is not known; {@link #NO_TERMINAL} if the descriptor is none
     */
    default int terminalLines(int descriptor) {
        return NO_TERMINAL;
    }

    /**
     * The width of a terminal: {@code ioctl(2)} TIOCGWINSZ.
     *
     * @return its columns, 0 if that is not known; {@link #NO_TERMINAL} if the descriptor is none
     */
    default int terminalColumns(int descriptor) {
        return NO_TERMINAL;
    }

    /** {@code flock(2)} LOCK_EX|LOCK_NB; EAGAIN if another open file has the lock. */
    void tryLock(int descriptor);

    /** {@code flock(2)} LOCK_EX; waits while another open file has the lock. */
    void lock(int descriptor);

    /**
     * {@code lockf(3)} F_TLOCK of all from the current offset on: the lock of {@code fcntl(2)}. It belongs to this process, which keeps it
     * when it executes another program, and loses it when it closes any descriptor of the file. On Linux it is independent of {@link #lock}.
     *
     * @throws PosixException EAGAIN or EACCES if another process has the lock, EBADF if the file is not open for writing, ENOLCK
     */
    void lockf(int descriptor);

    /**
     * {@code poll(2)} for POLLIN, or for POLLOUT with {@link #FOR_OUTPUT}. It may return early. Negative descriptors are ignored. A signal
     * (EINTR) ends it without a failure.
     *
     * @param ready set to whether the descriptor at the same index has any event: readable or writable, at its end, or in error
     * @param nanoseconds the longest time to wait, rounded up to milliseconds; negative: no limit
     * @throws PosixException ENOMEM, EINVAL
     */
    void poll(int[] descriptors, boolean[] ready, long nanoseconds);
}
