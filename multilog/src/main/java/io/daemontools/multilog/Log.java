package io.daemontools.multilog;

import io.daemontools.posix.Posix;

/**
 * Writes selected lines to a log directory, in big blocks.
 *
 * <p>0.76 writes at most 512 bytes at a time, and which bytes come together in one write decides where a file ends
 * ({@link Cut}). To end files at the same bytes, this class keeps account of those writes: the bytes up to
 * {@code settled} are what 0.76 would have written by now, those after it what it would still hold in its buffer.
 */
final class Log implements Action {
    /** The size of the buffer that 0.76 has for each directory. */
    private static final int SMALL_WRITE = 512;

    private static final int INITIAL_SIZE = 1024;

    private final Posix posix;
    private final Trouble trouble;
    private final LogDirectory directory;
    private final Rotation rotation;
    private final int size;
    private int largest;
    private long filled;
    private byte[] buffer = new byte[INITIAL_SIZE];
    private int settled;
    private int length;
    private boolean selected;

    /**
     * Writes to a directory.
     *
     * @param size how many bytes a file holds at most
     * @param filled how many {@code current} holds
     * @param largest how big the buffer may grow, at least 1024 bytes
     */
    Log(Posix posix, Trouble trouble, LogDirectory directory, Rotation rotation, int size, long filled, int largest) {
        this.posix = posix;
        this.trouble = trouble;
        this.directory = directory;
        this.rotation = rotation;
        this.size = size;
        this.filled = filled;
        this.largest = largest;
    }

    @Override
    public void see(Line line) {
        selected = line.selected();
    }

    /** Adds a whole line, which ends with a newline, if it is selected. */
    void addLine(byte[] bytes, int from, int to) {
        if (selected) {
            if (length - settled + to - from <= SMALL_WRITE) {
                copy(bytes, from, to);
            } else {
                addTogether(bytes, from, to - 1);
                add(bytes, to - 1, to);
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
            add(bytes, from, to);
        }
    }

    /** Where 0.76 writes what its buffer holds. */
    void settle() {
        while (settled < length) {
            if (filled >= size) {
                rotate();
            }
            int together = Cut.length(buffer, settled, length, size, filled);
            settled += together;
            filled += together;
            if (Cut.after(buffer[settled - 1], size, filled)) {
                rotate();
            }
        }
    }

    /** Has everything written. */
    void flush() {
        settle();
        drain();
    }

    /** Ends the file now, unless it is empty. */
    void rotateEarly() {
        if (filled > 0) {
            rotate();
        }
    }

    /** Leaves the directory so that the next multilog can go on with the file. */
    void close() {
        flush();
        directory.insist(Step.SYNC_CURRENT);
        directory.insist(Step.FINISH_CURRENT);
    }

    /** Bytes that 0.76 puts into its buffer at once; those too many for it are written at once. */
    private void addTogether(byte[] bytes, int from, int to) {
        if (length - settled + to - from > SMALL_WRITE) {
            settle();
            copy(bytes, from, to);
            if (to - from > SMALL_WRITE) {
                settle();
            }
        } else {
            copy(bytes, from, to);
        }
    }

    /** Bytes that 0.76 puts into its buffer one by one. */
    private void add(byte[] bytes, int from, int to) {
        int position = from;
        while (position < to) {
            if (length - settled == SMALL_WRITE) {
                settle();
            }
            int fitting = Math.min(to - position, SMALL_WRITE - (length - settled));
            copy(bytes, position, position + fitting);
            position += fitting;
        }
    }

    private void copy(byte[] bytes, int from, int to) {
        int count = to - from;
        if (buffer.length - length < count) {
            makeRoom();
        }
        System.arraycopy(bytes, from, buffer, length, count);
        length += count;
    }

    /** Makes room for what is the most at a time, {@link Line#VISIBLE} bytes: with a larger buffer, if there is memory. */
    private void makeRoom() {
        if (buffer.length < largest && !posix.canAllocate(largest)) {
            largest = buffer.length;
        }
        if (buffer.length < largest) {
            byte[] bigger = new byte[largest];
            System.arraycopy(buffer, 0, bigger, 0, length);
            buffer = bigger;
        } else {
            drain();
        }
    }

    private void rotate() {
        drain();
        rotation.run();
        filled = 0;
    }

    /** Writes what is settled. */
    private void drain() {
        if (settled > 0) {
            trouble.writeAll(directory.current(), buffer, settled, "unable to write to ", "/current");
            System.arraycopy(buffer, settled, buffer, 0, length - settled);
            length -= settled;
            settled = 0;
        }
    }
}
