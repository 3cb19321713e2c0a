package io.daemontools.service;

import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/**
 * Reads histories as {@link HistoryFile} writes them, one after the other, and never writes. What is no history counts as absent, as
 * does a record that is incomplete or was written to another file. A read allocates nothing.
 */
public final class RunHistory {
    private static final int SIZE = HistoryFile.RECORDS * HistoryCodec.SIZE;

    private final Posix posix;
    private final FileStatus status = new FileStatus();
    private final RunStart candidate = new RunStart();
    private final byte[] bytes = new byte[SIZE];
    private int length;

    /** What the records of this file have; while it is not known, those of any file count. */
    private int fileHash;

    private boolean hashKnown;
    private long last;

    /** Reads through {@code posix}. */
    public RunHistory(Posix posix) {
        this.posix = posix;
    }

    /**
     * Reads a history in place of the one before. If its last run has the process of the status, it is no copy of another one.
     *
     * @param pid the process id in the status of a supervise that runs, or 0
     * @return whether it has a run
     * @throws PosixException EMFILE, ENFILE, ENOMEM: whether there is one is not known
     */
    public boolean read(CharSequence path, int pid) {
        length = 0;
        last = 0;
        hashKnown = false;
        try {
            int file = posix.openRead(path);
            try {
                length = Math.max(0, posix.read(file, bytes, 0, SIZE));
            } finally {
                posix.close(file);
            }
            last = newest();
            if (last != 0 && (pid == 0 || candidate.pid() != pid)) {
                last = posix.stat(path, status) && status.regular() ? newestOf(HistoryFile.hash(status)) : 0;
            }
        } catch (PosixException error) {
            requireResources(error);
            // One that cannot be read is as good as none.
            last = 0;
        }
        fileHash = candidate.file();
        hashKnown = true;
        return last != 0;
    }

    private long newestOf(int hash) {
        fileHash = hash;
        hashKnown = true;
        return newest();
    }

    /** The start of the last run, if there is one; valid until the next read. */
    RunStart lastStart() {
        return candidate;
    }

    /** Throws a failure again after which it is not known what a file has. */
    static void requireResources(PosixException error) {
        if (error.errno().shortage()) {
            throw error;
        }
    }

    /** The number of the last run, 0 if there is none. */
    public long last() {
        return last;
    }

    /** Whether the start of a run is there; if so, {@code into} is set. */
    public boolean start(long sequence, RunStart into) {
        int at = position(sequence);
        return complete(sequence, at)
                && HistoryCodec.decode(bytes, at, into)
                && into.sequence() == sequence
                && (!hashKnown || into.file() == fileHash);
    }

    /** Whether the end of a run is there; if so, {@code into} is set. */
    public boolean end(long sequence, RunEnd into) {
        int at = position(sequence);
        return complete(sequence, at)
                && HistoryCodec.decode(bytes, at + HistoryCodec.HALF, into)
                && into.sequence() == sequence;
    }

    private boolean complete(long sequence, int at) {
        return sequence > 0 && at + HistoryCodec.SIZE <= length;
    }

    private static int position(long sequence) {
        return (int) (sequence % HistoryFile.RECORDS) * HistoryCodec.SIZE;
    }

    /** Checks the checksums from the largest number on, of which usually one is enough. */
    private long newest() {
        long below = HistoryFile.LARGEST_NUMBER;
        while (true) {
            long largest = 0;
            for (int at = 0; at + HistoryCodec.SIZE <= length; at += HistoryCodec.SIZE) {
                long sequence = HistoryCodec.startedSequence(bytes, at);
                if (sequence > largest && sequence < below && position(sequence) == at) {
                    largest = sequence;
                }
            }
            if (largest == 0 || start(largest, candidate)) {
                return largest;
            }
            below = largest;
        }
    }
}
