package io.daemontools.multilog;

import static io.daemontools.log.LogFiles.CURRENT;

import io.daemontools.log.LogFiles;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import java.util.function.BooleanSupplier;

/** {@code current}: the file of a log directory that lines are appended to. */
final class CurrentFile {
    private final Posix posix;
    private final Retry retry;
    private final String directory;
    private final FullDisk dropped;
    private final BooleanSupplier makesRoom;
    private final BooleanSupplier sync;
    private final BooleanSupplier begin;
    private int descriptor;
    private boolean writable = true;

    /** Bytes that could not be written. */
    private long lost;

    /**
     * A file that is not open yet.
     *
     * @param directory its directory's name in messages
     * @param dropped what is dropped when the disk is full, or null for nothing
     * @param makesRoom makes room on a full disk; false if there is none to be made
     */
    CurrentFile(Posix posix, Retry retry, String directory, FullDisk dropped, BooleanSupplier makesRoom) {
        this.posix = posix;
        this.retry = retry;
        this.directory = directory;
        this.dropped = dropped;
        this.makesRoom = makesRoom;
        sync = retry.retried("unable to write ", directory, "/current to disk", () -> posix.fsync(descriptor));
        begin = retry.retried(
                "unable to set mode of ", directory, "/current", () -> posix.chmod(descriptor, LogFiles.UNFINISHED));
    }

    /** Opens it in the working directory. A failure is fatal. */
    void open(String failure) {
        retry.orFatal(failure, directory, "/current", () -> descriptor = posix.openAppend(CURRENT));
        retry.orFatal(
                "unable to set mode of ", directory, "/current", () -> posix.chmod(descriptor, LogFiles.UNFINISHED));
    }

    /**
     * Makes a new one in the working directory, and closes the one before it.
     *
     * @return false if that was given up, or {@code openAgain} returned false, which is called if the working directory was removed
     */
    boolean create(BooleanSupplier openAgain) {
        for (; ; ) {
            try {
                int created = posix.openAppend(CURRENT);
                posix.close(descriptor);
                descriptor = created;
                if (dropped != null) {
                    dropped.begin();
                }
                return begin.getAsBoolean();
            } catch (PosixException error) {
                boolean again = FullDisk.isFull(error.errno()) && makesRoom.getAsBoolean();
                if (!again && error.errno() == Errno.ENOENT) {
                    again = openAgain.getAsBoolean();
                }
                if (!again && (retry.gaveUp() || !retry.pause("unable to create ", directory, "/current", error))) {
                    return false;
                }
            }
        }
    }

    /**
     * Appends bytes. Once that is given up, drops them. With {@code D}, drops what a full disk has no room for; lines are then dropped until
     * {@link #resume}.
     *
     * @return how many bytes were appended
     */
    int write(byte[] bytes, int length) {
        int written = 0;
        while (writable && written < length) {
            try {
                int count = posix.write(descriptor, bytes, written, length - written);
                if (count > 0) {
                    written += count;
                } else {
                    pause(PosixException.of(Errno.EAGAIN));
                }
            } catch (PosixException error) {
                if (!FullDisk.isFull(error.errno())) {
                    pause(error);
                } else if (!makesRoom.getAsBoolean()) {
                    if (dropped != null) {
                        retry.warn("unable to write to ", directory, "/current, dropping lines", error);
                        break;
                    }
                    pause(error);
                }
            }
        }
        if (dropped != null) {
            if (written > 0) {
                dropped.wrote(bytes[written - 1]);
            }
            if (writable) {
                dropped.drop(bytes, written, length);
                return written;
            }
        }
        lost += length - written;
        return written;
    }

    /** Whether lines are dropped, because the disk is full. */
    boolean dropping() {
        return dropped != null && dropped.full();
    }

    /** Drops the rest of a line that was dropped in part. Returns where the first line begins that can be written. */
    int skip(byte[] bytes, int length) {
        return dropped.skip(bytes, length);
    }

    /** Drops bytes while {@link #dropping}. */
    void drop(byte[] bytes, int from, int to) {
        dropped.drop(bytes, from, to);
    }

    /**
     * Tries to log how many lines were dropped. If that succeeds, no more lines are dropped.
     *
     * @return how many bytes were appended
     */
    int resume() {
        while (writable) {
            try {
                return dropped.resume(descriptor);
            } catch (PosixException error) {
                pause(error);
            }
        }
        return 0;
    }

    private void pause(PosixException error) {
        writable = retry.pause("unable to write to ", directory, "/current", error);
    }

    /** Whether {@link #write} has not been given up. */
    boolean writable() {
        return writable;
    }

    /** Makes what was written durable. Returns false if that was given up. */
    boolean sync() {
        return sync.getAsBoolean();
    }

    /**
     * Leaves it so that the next multilog continues it, or so that it recovers it.
     *
     * @param complete false if the next multilog is to recover it in any case
     */
    void close(boolean complete) {
        if (dropping()) {
            dropped.end();
            resume();
        }
        boolean synced = sync();
        if (dropping()) {
            retry.warn("dropped " + dropped.lines() + " lines of ", directory, "/current");
        }
        boolean torn = dropped != null && dropped.torn();
        if (complete && synced && writable && !torn) {
            retry.untilDone(
                    "unable to set mode of ", directory, "/current", () -> posix.chmod(descriptor, LogFiles.FINISHED));
        }
        if (lost > 0) {
            retry.warn("unable to write " + lost + " bytes to ", directory, "/current");
        }
    }
}
