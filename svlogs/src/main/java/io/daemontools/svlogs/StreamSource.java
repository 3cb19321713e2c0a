package io.daemontools.svlogs;

import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** Lines from standard input, a FIFO or a file, with labels or as JSON. */
final class StreamSource extends Source {
    private static final long NO_LIMIT = -1;

    private final int descriptor;
    private final boolean waits;
    private final JsonLine json = new JsonLine();
    private final int[] polled = new int[1];
    private final boolean[] ready = new boolean[1];

    /**
     * Reads from a descriptor.
     *
     * @param waits whether {@link #fill} waits until there is something
     * @param itsName the name of lines that do not name their service
     */
    StreamSource(Posix posix, int index, int size, int descriptor, boolean waits, byte[] itsName) {
        super(posix, index, size, itsName);
        this.descriptor = descriptor;
        this.waits = waits;
        polled[0] = descriptor;
    }

    /** A FIFO that nobody has opened for writing yet is not ready, but would be at its end. */
    @Override
    boolean fill() {
        for (; ; ) {
            posix.poll(polled, ready, waits ? NO_LIMIT : 0);
            if (ready[0]) {
                int count = read();
                if (count != Descriptors.WOULD_BLOCK) {
                    readAt = posix.wallClock();
                    ended = count == 0;
                    end += count;
                    return count > 0;
                }
            }
            if (!waits) {
                return false;
            }
        }
    }

    private int read() {
        try {
            return posix.read(descriptor, buffer, end, buffer.length - end);
        } catch (PosixException error) {
            if (error.errno() == Errno.EIO) {
                // The terminal has gone.
                return 0;
            }
            throw error;
        }
    }

    @Override
    boolean parseOther() {
        if (buffer[lineStart] != '{' || !json.parse(buffer, lineStart, lineEnd)) {
            return false;
        }
        if (json.serviceEnd() > json.serviceStart()) {
            name = buffer;
            nameStart = json.serviceStart();
            nameEnd = json.serviceEnd();
        }
        if (json.labelStart() < 0 || !readLabel(json.labelStart(), json.labelStart() + LABEL)) {
            unlabelled();
        }
        textStart = json.textStart();
        textEnd = json.textEnd();
        return true;
    }

    @Override
    int descriptor() {
        return descriptor;
    }

    @Override
    long patience() {
        return NO_LIMIT;
    }

    @Override
    void close() {
        posix.close(descriptor);
    }
}
