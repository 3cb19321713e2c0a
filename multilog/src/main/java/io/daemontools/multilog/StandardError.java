package io.daemontools.multilog;

import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** Shows the beginning of each selected line on stderr. */
final class StandardError implements Action {
    private static final int STDERR = 2;
    private static final int SHOWN = 200;
    private static final byte[] END = {'\n'};
    private static final byte[] CUT = {'.', '.', '.', '\n'};

    private final Posix posix;
    private final byte[] message = new byte[SHOWN + CUT.length];

    /** Shows lines through {@code posix}. */
    StandardError(Posix posix) {
        this.posix = posix;
    }

    @Override
    public void see(Line line) {
        if (line.selected()) {
            int shown = Math.min(line.length(), SHOWN);
            byte[] end = line.length() > SHOWN ? CUT : END;
            System.arraycopy(line.bytes(), line.from(), message, 0, shown);
            System.arraycopy(end, 0, message, shown, end.length);
            write(shown + end.length);
        }
    }

    /** Writes what can be written. As in 0.76 the log goes on when stderr does not take it. */
    private void write(int length) {
        try {
            int written = 0;
            while (written < length) {
                int count = posix.write(STDERR, message, written, length - written);
                if (count <= 0) {
                    return;
                }
                written += count;
            }
        } catch (PosixException unwritable) {
            return;
        }
    }
}
