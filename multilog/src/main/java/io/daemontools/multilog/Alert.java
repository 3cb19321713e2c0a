package io.daemontools.multilog;

import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** {@code e}: prints the first 200 bytes of each selected line to standard error. */
final class Alert implements Actions.Action {
    private static final int MAX_LENGTH = 200;
    private static final byte[] NEWLINE = {'\n'};
    private static final byte[] CUT = {'.', '.', '.', '\n'};

    private final Posix posix;
    private final byte[] message = new byte[MAX_LENGTH + CUT.length];

    /** Prints through {@code posix}. */
    Alert(Posix posix) {
        this.posix = posix;
    }

    @Override
    public boolean accept(byte[] bytes, int from, int to, boolean selected) {
        if (selected) {
            int shown = Math.min(to - from, MAX_LENGTH);
            byte[] end = to - from > MAX_LENGTH ? CUT : NEWLINE;
            System.arraycopy(bytes, from, message, 0, shown);
            System.arraycopy(end, 0, message, shown, end.length);
            write(shown + end.length);
        }
        return selected;
    }

    /** Drops the rest if standard error does not take it: like 0.76, logging goes on. */
    private void write(int length) {
        try {
            int written = 0;
            while (written < length) {
                int count = posix.write(Posix.STDERR, message, written, length - written);
                if (count <= 0) {
                    return;
                }
                written += count;
            }
        } catch (PosixException ignored) {
            // There is nowhere to report a standard error that cannot be written.
            return;
        }
    }
}
