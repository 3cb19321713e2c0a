package io.daemontools.svlogs;

import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.PrintableText;
import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** Lines from standard input, a FIFO or a file, with labels or as JSON. */
final class StreamSource extends Source {
    private static final long NO_LIMIT = -1;

    private final int descriptor;
    private final String path;
    private final boolean waits;
    private final Diagnostics diagnostics;
    private boolean failed;
    private final JsonLine json = new JsonLine();
    private final int[] polled = new int[1];
    private final boolean[] ready = new boolean[1];

    /**
     * Reads from a descriptor.
     *
     * @param path for messages
     * @param waits whether {@link #fill} waits until there is something
     */
    StreamSource(
            Posix posix, int index, int size, int descriptor, String path, boolean waits, Diagnostics diagnostics) {
        super(posix, index, size, new byte[0]);
        this.descriptor = descriptor;
        this.path = path;
        this.waits = waits;
        this.diagnostics = diagnostics;
        polled[0] = descriptor;
    }

    /** A stream that cannot be read ends. */
    @Override
    boolean fill() {
        try {
            return fillOrFail();
        } catch (PosixException error) {
            diagnostics.warn("unable to read " + PrintableText.of(path), error);
            failed = true;
            ended = true;
            return false;
        }
    }

    /** A FIFO that nobody has opened for writing yet is not ready, but would be at its end. */
    private boolean fillOrFail() {
        for (; ; ) {
            posix.poll(polled, ready, waits ? NO_LIMIT : 0);
            if (ready[0]) {
                int count = posix.read(descriptor, buffer, end, buffer.length - end);
                if (count != Descriptors.WOULD_BLOCK) {
                    readAt = posix.monotonicClock();
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

    @Override
    boolean failed() {
        return failed;
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
