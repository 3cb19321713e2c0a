package io.daemontools.supervise;

import io.daemontools.service.StatusCodec;
import io.daemontools.service.StatusFile;
import io.daemontools.service.Want;

/** Writes the status of the service; what could not be written is tried again. */
final class StatusWriter {
    private final StatusFile file;
    private final byte[] status = new byte[StatusCodec.SIZE];
    private long since;
    private long writtenTime;

    /** Nothing has been written yet. */
    StatusWriter(StatusFile file) {
        this.file = file;
    }

    /** Writes the status; see {@link StatusCodec#encode}. */
    void write(long newSince, int pid, boolean paused, Want want) {
        since = newSince;
        StatusCodec.encode(since, pid, paused, want, status);
        file.replace(status);
        noteWritten();
    }

    /** Writes the last status again if that failed. For each turn of the loop. */
    void retry() {
        if (file.pending()) {
            file.retry(status);
            noteWritten();
        }
    }

    private void noteWritten() {
        if (!file.pending()) {
            writtenTime = since;
        }
    }

    /** Whether the last status could not be written. */
    boolean pending() {
        return file.pending();
    }

    /** The time in the status file, or 0 if this supervise has not written it yet. */
    long writtenTime() {
        return writtenTime;
    }
}
