package io.daemontools.posix;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** A FIFO or a pipe. Tests use it as another process would. */
public final class FakeFifo extends FakeNode {
    /** As on Linux. */
    public static final int CAPACITY = 65536;

    private final Deque<Byte> bytes = new ArrayDeque<>();
    private int readers;
    private int writers;

    FakeFifo(int permissions) {
        super(permissions);
    }

    /** Another process opens it for reading. */
    public void openedByReader() {
        readers++;
    }

    /** Another process opens it for writing. */
    public void openedByWriter() {
        writers++;
    }

    /** Such a process goes. */
    public void closedByReader() {
        readers--;
    }

    /** Such a process goes. */
    public void closedByWriter() {
        writers--;
    }

    /** Another process writes into it, a byte a char. */
    public void put(String text) {
        for (byte value : text.getBytes(StandardCharsets.ISO_8859_1)) {
            bytes.add(value);
        }
    }

    /** Another process reads all that is in it. */
    public String take() {
        byte[] taken = new byte[bytes.size()];
        read(0, taken, 0, taken.length);
        return new String(taken, StandardCharsets.ISO_8859_1);
    }

    @Override
    void opened(boolean reading, boolean writing) {
        readers += reading ? 1 : 0;
        writers += writing ? 1 : 0;
    }

    @Override
    void closed(boolean reading, boolean writing) {
        readers -= reading ? 1 : 0;
        writers -= writing ? 1 : 0;
    }

    boolean read() {
        return readers > 0;
    }

    @Override
    boolean readable() {
        return !bytes.isEmpty() || writers == 0;
    }

    @Override
    boolean writable() {
        return readers == 0 || bytes.size() < CAPACITY;
    }

    @Override
    int read(long position, byte[] buffer, int offset, int length) {
        if (bytes.isEmpty()) {
            return writers == 0 ? 0 : Descriptors.WOULD_BLOCK;
        }
        int count = Math.min(length, bytes.size());
        for (int i = 0; i < count; i++) {
            buffer[offset + i] = bytes.remove();
        }
        return count;
    }

    @Override
    int write(long position, byte[] buffer, int offset, int length) {
        if (readers == 0) {
            throw PosixException.of(Errno.EPIPE);
        }
        int count = Math.min(length, CAPACITY - bytes.size());
        for (int i = 0; i < count; i++) {
            bytes.add(buffer[offset + i]);
        }
        return count == 0 && length > 0 ? Descriptors.WOULD_BLOCK : count;
    }
}
