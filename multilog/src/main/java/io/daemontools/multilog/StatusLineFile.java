package io.daemontools.multilog;

import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import java.util.Arrays;

/**
 * {@code =file}: keeps the newest selected line in a file, which is overwritten in place and padded with newlines to 1001
 * bytes.
 */
final class StatusLineFile implements Actions.Action {
    private static final int SIZE = Actions.VISIBLE + 1;

    private final Posix posix;
    private final Retry retry;
    private final String file;
    private final int descriptor;
    private final byte[] content = new byte[SIZE];
    private int length;

    /** Opens the file, which is created if necessary. Its content stays until the first line. A failure is fatal. */
    StatusLineFile(Posix posix, Retry retry, String file) {
        this.posix = posix;
        this.retry = retry;
        this.file = file;
        retry.orFatal("unable to create ", file, "", () -> posix.close(posix.openAppend(file)));
        descriptor = retry.openOrFatal("unable to write ", file, "", () -> posix.openWrite(file));
        Arrays.fill(content, (byte) '\n');
    }

    @Override
    public boolean accept(byte[] bytes, int from, int to, boolean selected) {
        if (selected) {
            System.arraycopy(bytes, from, content, 0, to - from);
            for (int i = to - from; i < length; i++) {
                content[i] = '\n';
            }
            length = to - from;
            overwrite();
        }
        return selected;
    }

    /** A write that was cut short is repeated from the beginning. */
    private void overwrite() {
        boolean retried = true;
        while (retried) {
            retried = rewind() && !write();
        }
    }

    private boolean rewind() {
        for (; ; ) {
            try {
                posix.lseek(descriptor, 0);
                return true;
            } catch (PosixException error) {
                if (!retry.pause("unable to move to beginning of ", file, "", error)) {
                    return false;
                }
            }
        }
    }

    /** Returns false if it is to be repeated. */
    private boolean write() {
        try {
            int count = posix.write(descriptor, content, 0, SIZE);
            if (count == SIZE) {
                return true;
            }
            if (count == Descriptors.WOULD_BLOCK) {
                throw PosixException.of(Errno.EAGAIN);
            }
            return !retry.pause("unable to write ", file, "");
        } catch (PosixException error) {
            return !retry.pause("unable to write ", file, "", error);
        }
    }
}
