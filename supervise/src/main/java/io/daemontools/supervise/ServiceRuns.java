package io.daemontools.supervise;

import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.ExitStatus;
import io.daemontools.event.Deadline;
import io.daemontools.event.EventLoop;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.posix.WaitStatus;
import io.daemontools.service.ServiceSettings;
import io.daemontools.service.ServiceState;
import io.daemontools.service.SettingsReader;
import io.daemontools.service.StartReason;
import io.daemontools.service.Want;

/** Starts and ends of the service, and of its {@code finish}, as its settings ask for; without settings as in 0.76. */
final class ServiceRuns {
    private final String directory;
    private final EventLoop loop;
    private final ServiceProcess process;
    private final HeldDescriptors descriptors;
    private final boolean essential;
    private final Posix posix;
    private final Diagnostics diagnostics;
    private final SettingsReader settings;

    /** Null as long as the directory has had no settings, unless the service is essential. */
    private Lifecycle life;

    /** Whether they have been read for the first start, which does not read them again. */
    private boolean settingsRead;

    /** Whether the first start has been made, or is not due yet. */
    private boolean begun;

    /** Whether the last run may have been none: its program could not be executed. */
    private boolean perhapsNoRun;

    /**
     * A service that does not run.
     *
     * @param directory its directory's name in messages
     * @param essential whether its state is published even without settings, so that no later supervise repeats its run
     */
    ServiceRuns(
            String directory,
            EventLoop loop,
            ServiceProcess process,
            HeldDescriptors descriptors,
            boolean essential,
            Posix posix,
            Diagnostics diagnostics) {
        this.directory = directory;
        this.loop = loop;
        this.process = process;
        this.descriptors = descriptors;
        this.essential = essential;
        this.posix = posix;
        this.diagnostics = diagnostics;
        this.settings = new SettingsReader(posix, diagnostics, directory);
    }

    private void readSettings(boolean needed) {
        if (settingsRead && !begun) {
            return;
        }
        settingsRead = true;
        ServiceSettings present = settings.read();
        if (life == null && (present != null || needed || essential)) {
            life = new Lifecycle(directory, loop, process, descriptors, posix, diagnostics);
        }
        if (life != null) {
            life.use(present == null ? settings.defaults() : present, present != null || essential);
        }
    }

    /**
     * Goes on with a process that this program has not started.
     *
     * @param sequence the number of its run in the history, as a supervise before may know it
     * @param finishing whether it is {@code finish}
     * @param restarted whether the run is to be followed by another
     * @return the state that a killed supervise has left of that run, or null
     */
    ServiceState adopt(long sequence, boolean finishing, boolean restarted) {
        readSettings(finishing);
        return life == null ? null : life.adopt(sequence, finishing, restarted);
    }

    /** The state that a killed supervise has left of a service that does not run now, or null. */
    ServiceState recover() {
        readSettings(false);
        return life == null ? null : life.restore(process.sequence());
    }

    /** Whether the last child could not execute {@code run}, which is not there or not executable: the next one would only report it again. */
    boolean lacksProgram() {
        return perhapsNoRun && !process.hasRun();
    }

    /**
     * Starts the service.
     *
     * @param statusTime the time in the status file, or 0
     * @return false if {@code fork} failed, which was reported
     */
    boolean start(StartReason reason, Want want, long statusTime) {
        readSettings(false);
        Spawn run = life == null ? process.run() : life.prepare();
        boolean runs = false;
        try {
            process.start(run, reason, want, posix.wallClock(), statusTime);
            runs = true;
        } catch (PosixException error) {
            diagnostics.warn("unable to fork for " + directory + ", sleeping 60 seconds", error);
        }
        if (life != null) {
            life.started(runs);
        }
        return runs;
    }

    /**
     * The service has ended.
     *
     * @param restarted whether it is to be started again
     * @return what that means
     */
    Event ended(boolean restarted, Want want, long statusTime) {
        perhapsNoRun = process.exited(ExitStatus.TEMPORARY);
        if (life == null) {
            return Event.DIED;
        }
        if (life.runEnded(restarted) && startFinish(want, statusTime)) {
            return Event.FINISH;
        }
        return over();
    }

    private Event over() {
        life.over();
        return life.failed() ? Event.FAILED : Event.DIED;
    }

    private boolean startFinish(Want want, long statusTime) {
        try {
            process.start(life.finish(), StartReason.FINISH, want, posix.wallClock(), statusTime);
        } catch (PosixException error) {
            diagnostics.warn("unable to fork for " + directory + "/finish", error);
            return false;
        }
        life.finishStarted();
        return true;
    }

    /** {@code finish} has ended. Returns what that means. */
    Event finishEnded() {
        life.finishEnded();
        return over();
    }

    /** The run of an adopted process was started then, by the monotonic clock, which the state that was left may not show. */
    void setStartedAt(long time) {
        if (life != null) {
            life.setStartedAt(time);
        }
    }

    /**
     * Goes on without a process, after {@link #recover}.
     *
     * @param startedAt when the last run was started, by the monotonic clock
     * @param restarted whether it is to be followed by another
     */
    void recovered(Recovery found, long startedAt, boolean restarted) {
        life.setStartedAt(startedAt);
        if (found.endMissed()) {
            life.runEnded(restarted);
        }
    }

    /** Reports that the service has failed for good. */
    void reportFailure() {
        diagnostics.warn(directory + " failed and is not restarted: " + life.failure());
    }

    /** A start was commanded. */
    void startCommanded() {
        if (life != null) {
            life.startCommanded();
        }
    }

    /** The first start has been made, or is not due yet: each further one reads the settings. */
    void begin() {
        begun = true;
    }

    /** A command has set what is wanted. */
    void wanted(Want want) {
        if (life != null && want != Want.DOWN) {
            life.wantedUp();
        }
    }

    /** Ends a check that runs: another program could not wait for it. It is repeated. */
    void stopCheck() {
        if (life != null) {
            life.stopCheck();
        }
    }

    /** How long to wait with the next start after the last end, in nanoseconds. */
    long delay() {
        return life == null ? 0 : life.delay();
    }

    /** Sends a signal to the service, or to {@code finish}. */
    void send(Signal signal, boolean finishing) {
        process.ending().command(signal);
        try {
            if (life == null) {
                process.send(signal);
            } else if (finishing) {
                process.sendToGroup(signal);
            } else if (life.group()) {
                process.sendToGroup(life.sent(signal));
            } else {
                process.send(life.sent(signal));
            }
        } catch (PosixException ignored) {
            // As in 0.76: a service that has become another user's cannot be signalled, and its status shows the
            // result.
            return;
        }
    }

    /**
     * Carries out what is due. For each turn of the loop.
     *
     * @param unreaped whether a child has ended that has not been reaped
     * @return whether there is something to publish
     */
    boolean turn(boolean finishing, boolean unreaped) {
        return life != null && life.turn(finishing, unreaped);
    }

    /** Whether the service has become ready, as a check that was reaped has found out. */
    boolean becameReady() {
        return life != null && life.noteReadiness();
    }

    /** Whether the last state could not be written. */
    boolean unpublished() {
        return life != null && life.unpublished();
    }

    /** A child has been reaped that is neither the service nor {@code finish}. */
    void reaped(int child, WaitStatus status) {
        if (life != null) {
            life.reaped(child, status);
        }
    }

    /** Publishes where the service is. */
    void publish(Phase phase, Want want, Deadline start) {
        if (life != null) {
            life.publish(phase, want, start);
        }
    }

    /** Supervise exits. */
    void close() {
        if (life != null) {
            life.close();
        }
    }
}
