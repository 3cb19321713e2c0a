package io.daemontools.service;

import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** Reads the history of a service directory, without changing it. Runs of {@code finish} do not count. */
public final class HistoryReader {
    /** How a run has ended is not known. */
    public static final int UNKNOWN = -1;

    /** As in shells. */
    private static final int SIGNALLED = 128;

    private HistoryReader() {}

    /**
     * How the last run has ended.
     *
     * @param path the history, see {@link ServicePaths#history}
     * @return its exit code, or 128 plus the number of the signal that ended it; {@link #UNKNOWN} if there is no history, no run, or
     *     the end of the last one is not known
     */
    public static int lastExitStatus(Posix posix, CharSequence path) {
        RunEnd end = new RunEnd();
        if (!lastEnd(posix, path, end) || !end.statusKnown()) {
            return UNKNOWN;
        }
        return end.status().crashed()
                ? SIGNALLED + end.status().signal()
                : end.status().exitCode();
    }

    private static boolean lastEnd(Posix posix, CharSequence path, RunEnd into) {
        try {
            int file = posix.openRead(path);
            try {
                return lastEnd(posix, file, into);
            } finally {
                posix.close(file);
            }
        } catch (PosixException ignored) {
            // The caller has no use for the reason.
            return false;
        }
    }

    private static boolean lastEnd(Posix posix, int file, RunEnd into) {
        byte[] half = new byte[HistoryCodec.HALF];
        RunStart start = new RunStart();
        long last = 0;
        for (int slot = 0; slot < HistoryFile.RECORDS; slot++) {
            long position = (long) slot * HistoryCodec.SIZE;
            if (read(posix, file, half, position)
                    && HistoryCodec.decode(half, 0, start)
                    && start.reason() != StartReason.FINISH
                    && start.sequence() > last
                    && start.sequence() % HistoryFile.RECORDS == slot) {
                last = start.sequence();
            }
        }
        long end = last % HistoryFile.RECORDS * HistoryCodec.SIZE + HistoryCodec.HALF;
        return last > 0
                && read(posix, file, half, end)
                && HistoryCodec.decode(half, 0, into)
                && into.sequence() == last;
    }

    private static boolean read(Posix posix, int file, byte[] half, long position) {
        return posix.pread(file, half, 0, half.length, position) == half.length;
    }
}
