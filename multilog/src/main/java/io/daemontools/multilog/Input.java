package io.daemontools.multilog;

import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;

/** Standard input, and the signals that come in between: ALRM rotates, TERM ends the input with the line. */
final class Input {
    private static final int STDIN = 0;
    private static final int SIGNALS = 1;
    private static final int END = 0;
    private static final long SECOND = 1_000_000_000L;

    private final Posix posix;
    private final LastError last;
    private final Runnable onAlarm;
    private final int[] descriptors;
    private final boolean[] ready = new boolean[2];
    private boolean ending;
    private boolean atLineEnd = true;

    /**
     * Reads until told otherwise.
     *
     * @param signals the descriptor at which ALRM and TERM arrive
     * @param onAlarm run when ALRM has come, between two reads
     */
    Input(Posix posix, int signals, LastError last, Runnable onAlarm) {
        this.posix = posix;
        this.last = last;
        this.onAlarm = onAlarm;
        this.descriptors = new int[] {STDIN, signals};
    }

    /**
     * Waits for input. After a TERM it takes single bytes, so that what follows the line is left to the next process.
     *
     * @return how many bytes were read, 0 at the end
     */
    int read(byte[] into, int offset, int length) {
        for (; ; ) {
            if (ending && atLineEnd) {
                return END;
            }
            await();
            if (ready[SIGNALS]) {
                takeSignals();
            } else if (ready[STDIN]) {
                int count = readOnce(into, offset, ending ? 1 : length);
                if (count != Descriptors.WOULD_BLOCK) {
                    atLineEnd = count > 0 && into[offset + count - 1] == '\n';
                    return count;
                }
            }
        }
    }

    /** A system that cannot even wait is asked again in a second. */
    private void await() {
        try {
            posix.poll(descriptors, ready, -1);
        } catch (PosixException error) {
            ready[STDIN] = false;
            ready[SIGNALS] = false;
            posix.sleep(SECOND);
        }
    }

    private void takeSignals() {
        last.set(Errno.EINTR);
        for (Signal signal = posix.takeSignal(); signal != null; signal = posix.takeSignal()) {
            if (signal == Signal.TERM) {
                ending = true;
            } else {
                onAlarm.run();
            }
        }
    }

    /** An error is the end, as in 0.76. */
    private int readOnce(byte[] into, int offset, int length) {
        try {
            return posix.readInterruptibly(STDIN, into, offset, length);
        } catch (PosixException error) {
            return END;
        }
    }
}
