package io.daemontools.posix;

/** An open file. */
public final class FakeDescriptor {
    private final FakeNode node;
    private final boolean reading;
    private final boolean writing;
    private final boolean appending;
    private long position;
    private boolean blocking;
    private boolean closeOnExec = true;
    private int copies = 1;

    FakeDescriptor(FakeNode node, boolean reading, boolean writing, boolean appending, boolean blocking) {
        this.node = node;
        this.reading = reading;
        this.writing = writing;
        this.appending = appending;
        this.blocking = blocking;
        node.opened(reading, writing);
    }

    /** Whether it waits. */
    public boolean blocking() {
        return blocking;
    }

    /** Whether a program that is started does not get it. */
    public boolean closeOnExec() {
        return closeOnExec;
    }

    FakeNode node() {
        return node;
    }

    /** Whether {@code poll(2)} for POLLIN reports an event: for a writer of a FIFO, that it has no reader. */
    boolean readable() {
        if (!reading && node instanceof FakeFifo fifo) {
            return !fifo.read();
        }
        return node.readable();
    }

    void setBlocking(boolean changed) {
        blocking = changed;
    }

    void setInherited() {
        closeOnExec = false;
    }

    void seek(long offset) {
        position = offset;
    }

    int read(byte[] buffer, int offset, int length) {
        if (!reading) {
            throw PosixException.of(Errno.EBADF);
        }
        int count = node.read(position, buffer, offset, length);
        if (count == Descriptors.WOULD_BLOCK && blocking) {
            throw new AssertionError("reads from a blocking descriptor that has nothing to give");
        }
        position += Math.max(0, count);
        return count;
    }

    int write(byte[] buffer, int offset, int length) {
        if (!writing) {
            throw PosixException.of(Errno.EBADF);
        }
        if (appending) {
            position = node.size();
        }
        int count = node.write(position, buffer, offset, length);
        if (count == Descriptors.WOULD_BLOCK && blocking) {
            throw new AssertionError("writes to a blocking descriptor that has no room");
        }
        position += Math.max(0, count);
        return count;
    }

    /** Another descriptor refers to it as well. */
    void shared() {
        copies++;
        setInherited();
    }

    void close() {
        copies--;
        if (copies == 0) {
            node.closed(reading, writing);
        }
    }
}
