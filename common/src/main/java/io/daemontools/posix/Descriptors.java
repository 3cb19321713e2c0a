package io.daemontools.posix;

/**
 * Open files, pipes and FIFOs by their descriptors.
 *
 * <p>As in 0.76 every {@code open…} is non-blocking and stays so until {@link #setBlocking}. What is opened here is
 * close-on-exec from the start: a child has it only where its {@link Spawn} moves it, or after {@link #inherit}.
 *
 * <p>Every call but {@link #close} fails with a {@link PosixException}. A call that a signal interrupts (EINTR) is made
 * again, except {@link #readInterruptibly} and {@link #poll}.
 */
public interface Descriptors {
    /** What {@link #read} and {@link #write} answer when the descriptor has nothing to give or no room right now. */
    int WOULD_BLOCK = -1;

    /** Opens {@code path} for reading. */
    int openRead(CharSequence path);

    /** Opens {@code path} for writing; ENXIO if it is a FIFO that nobody reads. */
    int openWrite(CharSequence path);

    /** Opens {@code path} for appending, created with mode 0600. */
    int openAppend(String path);

    /** Opens {@code path} for appending as {@link #openAppend} does; ENOENT if it does not exist. */
    int openAppendExisting(String path);

    /** Opens {@code path} for writing, emptied, created with mode 0644. */
    int openTruncate(String path);

    /**
     * Reads up to {@code length} bytes.
     *
     * @return how many were read, 0 at the end, {@link #WOULD_BLOCK} where reading would block
     */
    int read(int descriptor, byte[] buffer, int offset, int length);

    /**
     * Reads as {@link #read} does, until a caught signal arrives. It is for blocking descriptors in a program that catches
     * signals.
     *
     * @return as {@link #read}; {@link #WOULD_BLOCK} also where a signal came first
     */
    int readInterruptibly(int descriptor, byte[] buffer, int offset, int length);

    /**
     * Writes up to {@code length} bytes.
     *
     * @return how many were written, or {@link #WOULD_BLOCK} where writing would block
     */
    int write(int descriptor, byte[] buffer, int offset, int length);

    /**
     * Writes what a descriptor takes without waiting, even if it is a blocking one: {@code poll(2)} for POLLOUT without a
     * timeout, then up to PIPE_BUF bytes. It waits after all if another process takes the room between the two calls.
     *
     * @return how many were written, or {@link #WOULD_BLOCK} where writing would block
     */
    int writeNow(int descriptor, byte[] buffer, int offset, int length);

    /** Closes it. Nothing can be done about a failure, and none is reported. */
    void close(int descriptor);

    /** Makes a pipe: {@code ends[0]} to read from, {@code ends[1]} to write to. */
    void pipe(int[] ends);

    /** Makes a descriptor not close-on-exec: the program that this process becomes or starts has it as well. */
    void inherit(int descriptor);

    /** Whether reads and writes answer {@link #WOULD_BLOCK} rather than wait. */
    void setBlocking(int descriptor, boolean blocking);

    /** Moves the file position to {@code offset} bytes from the start. */
    void lseek(int descriptor, long offset);

    /** Has what was written reach the disk. */
    void fsync(int descriptor);

    /** Sets a file's permission bits. */
    void chmod(int descriptor, int mode);

    /** Looks at an open file. */
    void stat(int descriptor, FileStatus into);

    /** Takes the exclusive {@code flock}; EAGAIN if another holds it. */
    void tryLock(int descriptor);

    /** Takes the exclusive {@code flock}, waiting for as long as another holds it. */
    void lock(int descriptor);

    /**
     * Waits until a descriptor can be read or the time is over, whichever is first; it may return early. Negative descriptors
     * are ignored, as {@code poll} does.
     *
     * @param ready set where the descriptor at the same index is readable or at its end
     * @param nanoseconds how long to wait at most, negative for ever
     */
    void poll(int[] descriptors, boolean[] ready, long nanoseconds);
}
