package io.daemontools.multilog;

import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import java.util.Arrays;

/** A file that holds the newest selected line: overwritten in place, padded with newlines to always the same size. */
final class StatusFile implements Action {
    private static final int SIZE = Line.VISIBLE + 1;

    private final Posix posix;
    private final Trouble trouble;
    private final int descriptor;
    private final byte[] content = new byte[SIZE];
    private int used;

    private StatusFile(Posix posix, Trouble trouble, int descriptor) {
        this.posix = posix;
        this.trouble = trouble;
        this.descriptor = descriptor;
        Arrays.fill(content, (byte) '\n');
    }

    /** Opens the file, made if it is not there; what it holds stays until the first line. */
    static StatusFile open(Posix posix, Trouble trouble, String file) {
        try {
            posix.close(posix.openAppend(file));
        } catch (PosixException error) {
            throw trouble.fatal("unable to create ", "", error);
        }
        try {
            return new StatusFile(posix, trouble, posix.openWrite(file));
        } catch (PosixException error) {
            throw trouble.fatal("unable to write ", "", error);
        }
    }

    @Override
    public void see(Line line) {
        if (line.selected()) {
            System.arraycopy(line.bytes(), line.from(), content, 0, line.length());
            for (int i = line.length(); i < used; i++) {
                content[i] = '\n';
            }
            used = line.length();
            overwrite();
        }
    }

    private void overwrite() {
        do {
            rewind();
        } while (!written());
    }

    private void rewind() {
        for (; ; ) {
            try {
                posix.lseek(descriptor, 0);
                return;
            } catch (PosixException error) {
                trouble.pause("unable to move to beginning of ", "", error);
            }
        }
    }

    private boolean written() {
        try {
            int count = posix.write(descriptor, content, 0, SIZE);
            if (count == SIZE) {
                return true;
            }
            if (count == Descriptors.WOULD_BLOCK) {
                throw PosixException.of(Errno.EAGAIN);
            }
            trouble.pause("unable to write ", "");
        } catch (PosixException error) {
            trouble.pause("unable to write ", "", error);
        }
        return false;
    }
}
