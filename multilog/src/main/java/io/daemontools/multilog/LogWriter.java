package io.daemontools.multilog;

import io.daemontools.posix.Posix;

/**
 * Collects the selected lines for a log directory and writes them in large blocks.
 *
 * <p>In 0.76, which bytes are written together decides where a file ends. It has a buffer of 512 bytes. Once a write reaches
 * into the last 2000 bytes of a file, it ends at the last newline that it contains, if any. A file ends after a write into
 * these bytes that ends with a newline, or when it is full. To end files at the same byte, this class keeps track of those
 * writes: 0.76 would have written the bytes of the buffer before {@code committed}, and would still hold those after it.
 * As long as the end of a file is far, they do not matter, and all bytes count as written when 0.76 reads again.
 */
final class LogWriter implements Actions.Action {
    /** The last bytes of a file, in which it ends at the next opportunity. */
    static final int MARGIN = 2000;

    /** The size of 0.76's buffer for each directory. */
    private static final int SMALL_WRITE = 512;

    private static final int INITIAL_SIZE = 1024;
    private static final int LARGE_SIZE = 24 * 1024;

    /** More than what a log gets from one of 0.76's reads to the next: for 1024 lines their stamps, and a line that had begun before. */
    private static final int STRIDE = 32 * 1024;

    private final Posix posix;
    private final LogDirectory directory;
    private final CurrentFile current;
    private final long maxFile;
    private int maxBuffer;
    private byte[] buffer = new byte[INITIAL_SIZE];
    private int committed;
    private int length;
    private long fileLength;
    private boolean selected = true;

    /** Whether the file does not end before 0.76's next read. */
    private boolean far;

    private LogTimers timers;
    private boolean written;

    /** Whether {@code current} is to be rotated once the disk is no longer full. */
    private boolean postponed;

    /**
     * Writes to an open directory.
     *
     * @param maxFile the maximum size of a file in bytes
     * @param fileLength the size of {@code current}
     * @param maxBuffer how large the buffer may grow, at least 1024 bytes
     */
    LogWriter(Posix posix, LogDirectory directory, long maxFile, long fileLength, int maxBuffer) {
        this.posix = posix;
        this.directory = directory;
        this.current = directory.current();
        this.maxFile = maxFile;
        this.fileLength = fileLength;
        this.maxBuffer = maxBuffer;
        far = isFar();
    }

    /**
     * Sets what does not depend on lines.
     *
     * @param due null if there is nothing
     */
    void setTimers(LogTimers due) {
        timers = due;
        if (due != null && fileLength > 0) {
            due.written();
        }
    }

    /** Does what is due by time. Everything that was added has been written. */
    void runTimers() {
        if (timers != null) {
            timers.run();
        }
    }

    /** Synchronizes {@code current} with the disk. */
    void sync() {
        directory.sync();
    }

    /** Removes old log files. */
    void prune() {
        directory.prune();
    }

    /** Notes whether the line is selected. Its bytes come with the methods below. */
    @Override
    public boolean accept(byte[] bytes, int from, int to, boolean selected) {
        this.selected = selected;
        return selected;
    }

    /** Adds a whole line, which ends with a newline, if it is selected. */
    void addLine(byte[] bytes, int from, int to) {
        if (selected) {
            if (far || length - committed + to - from <= SMALL_WRITE) {
                copy(bytes, from, to);
            } else {
                addTogether(bytes, from, to - 1);
                addSingly(bytes, to - 1, to);
            }
        }
    }

    /** Adds the visible part of a line, if it is selected. */
    void addBeginning(byte[] bytes, int from, int to) {
        if (selected) {
            addTogether(bytes, from, to);
        }
    }

    /** Adds more bytes of a line, if it is selected. */
    void addMore(byte[] bytes, int from, int to) {
        if (selected) {
            addSingly(bytes, from, to);
        }
    }

    /** Does what 0.76 does before it reads: it flushes its buffer, and decides where files end. */
    void emulateFlush() {
        if (!current.dropping()) {
            commit();
        }
        far = isFar();
    }

    /** Writes everything to {@code current}. */
    void flush() {
        commit();
        far = isFar();
        writeOut();
        if (timers != null && written) {
            timers.written();
        }
        written = false;
    }

    /** Rotates unless {@code current} is empty; while lines are dropped, later. */
    void rotateUnlessEmpty() {
        if (current.dropping()) {
            resume();
        }
        if (fileLength > 0) {
            rotate();
            postponed = current.dropping();
            far = isFar();
        }
    }

    /** Whether the directory still takes lines. */
    boolean writable() {
        return directory.writable();
    }

    /** Leaves the directory so that the next multilog continues its file. */
    void close() {
        flush();
        directory.close();
    }

    /**
     * How many of the next bytes 0.76 writes at once.
     *
     * @param fileLength how many bytes the file has, less than {@code maxFile}
     * @return 1 to {@code to - from}
     */
    static int writeLength(byte[] bytes, int from, int to, long maxFile, long fileLength) {
        int count = (int) Math.min(to - from, maxFile - fileLength);
        if (fileLength + count >= maxFile - MARGIN) {
            for (int i = from + count - 1; i >= from; i--) {
                if (bytes[i] == '\n') {
                    return i + 1 - from;
                }
            }
        }
        return count;
    }

    /** Whether a file that has {@code fileLength} bytes after a write that ended with {@code last} is full. */
    static boolean endsFile(byte last, long maxFile, long fileLength) {
        return last == '\n' && fileLength >= maxFile - MARGIN;
    }

    /** While lines are dropped, it does not matter which bytes 0.76 would have written together. */
    private boolean isFar() {
        return current.dropping() || fileLength + STRIDE < maxFile - MARGIN;
    }

    /** Counts all bytes as written by 0.76, and rotates where it would. */
    private void commit() {
        if (current.dropping() && (length == 0 || !resume())) {
            return;
        }
        if (far) {
            fileLength += length - committed;
            committed = length;
            return;
        }
        while (committed < length) {
            if (fileLength >= maxFile) {
                rotateIfFull();
            } else {
                int count = writeLength(buffer, committed, length, maxFile, fileLength);
                committed += count;
                fileLength += count;
                if (endsFile(buffer[committed - 1], maxFile, fileLength)) {
                    rotateIfFull();
                }
            }
            if (current.dropping()) {
                dropRest(0);
            }
        }
    }

    /**
     * Goes on if the disk is no longer full. Otherwise drops what was added. As lines are dropped, none of it is committed.
     *
     * @return false if everything was dropped
     */
    private boolean resume() {
        int start = current.skip(buffer, length);
        count(current.resume());
        if (current.dropping()) {
            dropRest(start);
            return false;
        }
        length -= start;
        System.arraycopy(buffer, start, buffer, 0, length);
        if (postponed || endsFile((byte) '\n', maxFile, fileLength)) {
            postponed = false;
            rotate();
        }
        far = isFar();
        return true;
    }

    /** Drops what was added. Nothing of it is committed. */
    private void dropRest(int from) {
        current.drop(buffer, from, length);
        length = 0;
    }

    private void count(int appended) {
        fileLength += appended;
        written |= appended > 0;
    }

    /** Adds bytes that 0.76 puts into its buffer at once, or, if they do not fit, writes past it. */
    private void addTogether(byte[] bytes, int from, int to) {
        if (!current.dropping() && length - committed + to - from > SMALL_WRITE) {
            commit();
            copy(bytes, from, to);
            if (to - from > SMALL_WRITE) {
                commit();
            }
        } else {
            copy(bytes, from, to);
        }
    }

    /** Adds bytes that 0.76 puts into its buffer one by one. */
    private void addSingly(byte[] bytes, int from, int to) {
        if (current.dropping()) {
            copy(bytes, from, to);
            return;
        }
        int position = from;
        while (position < to) {
            if (length - committed == SMALL_WRITE) {
                commit();
            }
            int fitting = Math.min(to - position, SMALL_WRITE - (length - committed));
            copy(bytes, position, position + fitting);
            position += fitting;
        }
    }

    private void copy(byte[] bytes, int from, int to) {
        int count = to - from;
        if (buffer.length - length < count) {
            makeRoom();
        }
        posix.copy(bytes, from, buffer, length, count);
        length += count;
    }

    /** Makes room for {@link #INITIAL_SIZE} bytes, the most at a time: by a larger buffer if there is memory for it. */
    private void makeRoom() {
        int larger = Math.min(maxBuffer, buffer.length < LARGE_SIZE ? LARGE_SIZE : maxBuffer);
        if (buffer.length < larger && !posix.canAllocate(larger)) {
            maxBuffer = buffer.length;
            larger = maxBuffer;
        }
        if (buffer.length < larger) {
            byte[] bytes = new byte[larger];
            System.arraycopy(buffer, 0, bytes, 0, length);
            buffer = bytes;
        } else {
            if (far) {
                commit();
            }
            writeOut();
        }
    }

    /** Rotates after a write into the last bytes of a file, if it was not dropped. */
    private void rotateIfFull() {
        writeOut();
        if (fileLength >= maxFile - MARGIN) {
            rotate();
        }
    }

    /** Does nothing while lines are dropped: old log files would be removed for a file that ends early, and perhaps within a line. */
    private void rotate() {
        writeOut();
        if (current.dropping()) {
            return;
        }
        directory.rotate();
        fileLength = 0;
        if (timers != null) {
            timers.rotated();
        }
    }

    /** Writes the committed bytes. Those that could not be appended do not count. */
    private void writeOut() {
        if (committed > 0) {
            int count = committed;
            fileLength -= count;
            count(directory.write(buffer, count));
            System.arraycopy(buffer, count, buffer, 0, length - count);
            length -= count;
            committed = 0;
            far |= current.dropping();
        }
    }
}
