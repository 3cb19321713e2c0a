package io.daemontools.supervise;

import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.service.RunStart;
import io.daemontools.service.ServiceFiles;
import io.daemontools.service.StatusCodec;
import io.daemontools.service.SuperviseStatus;
import io.daemontools.service.Want;
import io.daemontools.time.Tai64nLabel;

/**
 * The state of a service whose process is adopted. The status file left behind has it if it is about that process. It may be older:
 * the supervise was killed before it could write the start; then the start has the state, even if the process of the run before had the
 * same id. Or it may be newer: another supervise that
 * writes no history has had a process of its own; then the wanted state is the one that it was given last. The clock may have been set
 * in between: the start has the time of the last status before it.
 *
 * @param since when the process was started, by the wall clock
 * @param paused whether it was stopped on command
 * @param want the wanted state
 */
record Adoption(long since, boolean paused, Want want) {
    /**
     * Of the process of a run, in the service directory that is the working directory.
     *
     * @throws PosixException EMFILE, ENFILE, ENOMEM: the status file may be read later
     */
    static Adoption of(RunStart run, Posix posix) {
        byte[] status = new byte[StatusCodec.SIZE];
        return read(posix, status) ? of(run, status) : new Adoption(run.time(), false, run.want());
    }

    /** Of the process of a run, with the status left behind. */
    static Adoption of(RunStart run, byte[] bytes) {
        SuperviseStatus status = StatusCodec.decode(bytes);
        long since = Tai64nLabel.unpack(bytes, 0);
        Want want = Want.of(status.want());
        if (status.pid() == run.pid() && since != 0 && !isBefore(since, run)) {
            return new Adoption(since, status.paused(), want);
        }
        boolean newer = since != run.statusTime() && since > run.time();
        return new Adoption(run.time(), false, newer ? want : run.want());
    }

    /** Whether a status with this time was written before the start. With a coarse clock, that of the start may have the same time. */
    private static boolean isBefore(long since, RunStart run) {
        return run.statusTime() == 0 ? since < run.time() : since == run.statusTime() && since != run.time();
    }

    private static boolean read(Posix posix, byte[] into) {
        try {
            int file = posix.openRead(ServiceFiles.STATUS);
            try {
                return posix.read(file, into, 0, into.length) == into.length;
            } finally {
                posix.close(file);
            }
        } catch (PosixException error) {
            if (error.errno().shortage()) {
                throw error;
            }
            // The start of the run has all that is needed.
            return false;
        }
    }
}
