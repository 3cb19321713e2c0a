package io.daemontools.service;

import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** Reads states as {@link StateFile} writes them, one after the other, and never writes. A read allocates nothing. */
public final class StateReader {
    private final Posix posix;
    private final FileStatus status = new FileStatus();
    private final byte[] bytes = new byte[StateCodec.SIZE];

    /** Reads through {@code posix}. */
    public StateReader(Posix posix) {
        this.posix = posix;
    }

    /**
     * Reads a state.
     *
     * @param into is set if there is one
     * @throws PosixException EMFILE, ENFILE, ENOMEM
     */
    public Result read(CharSequence path, ServiceState into) {
        try {
            // Usually there is none, which stat(2) finds out in half the time.
            if (!posix.stat(path, status)) {
                return Result.ABSENT;
            }
            if (!status.regular()) {
                return Result.UNUSABLE;
            }
            int file = posix.openRead(path);
            try {
                boolean complete = posix.read(file, bytes, 0, bytes.length) == bytes.length;
                return complete && StateCodec.decode(bytes, into) ? Result.PRESENT : Result.UNUSABLE;
            } finally {
                posix.close(file);
            }
        } catch (PosixException error) {
            RunHistory.requireResources(error);
            return error.errno() == Errno.ENOENT ? Result.ABSENT : Result.UNUSABLE;
        }
    }

    /** What was found. */
    public enum Result {
        /** A state. */
        PRESENT,
        /** No file. */
        ABSENT,
        /** A file that is no state, or one that is just being written. */
        UNUSABLE
    }
}
