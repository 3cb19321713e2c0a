package io.daemontools.supervise;

import io.daemontools.cli.Diagnostics;
import io.daemontools.event.Deadline;
import io.daemontools.event.EventLoop;
import io.daemontools.posix.Posix;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.posix.WaitStatus;
import io.daemontools.service.EndCause;
import io.daemontools.service.FailureReason;
import io.daemontools.service.RunEnd;
import io.daemontools.service.ServicePhase;
import io.daemontools.service.ServiceSettings;
import io.daemontools.service.ServiceState;
import io.daemontools.service.Want;

/**
 * What {@link ServiceSettings} add to the life of a service. A supervise whose directory has none of their files, and no file {@code
 * essential}, has no instance.
 * It publishes the {@link ServiceState}, from which a supervise goes on after one that was killed.
 */
final class Lifecycle {
    /** The exit code of {@code finish} that means: do not start the service again. As in s6. */
    private static final int FAILED = 125;

    /** The first argument of {@code finish} if the service was ended by a signal, or it is not known how. As in s6. */
    private static final int NO_EXIT_CODE = 256;

    /** How long a kill waits for a child that may have just ended to be reaped. */
    private static final long PAUSE = Posix.SECOND / 20;

    private final String directory;
    private final Posix posix;
    private final ServiceProcess process;
    private final Readiness readiness;
    private final EventLoop loop;
    private final Diagnostics diagnostics;
    private final ServiceState state = new ServiceState();
    private final RestartPolicy policy = new RestartPolicy(state);
    private final StateWriter writer;

    private final EventFifos events;

    /** When the run, or {@code finish}, is killed. */
    private final Deadline kill;

    /** Null as long as there was no {@code notify-socket}. */
    private Notifications notifications;

    private ServiceSettings settings;

    /** A service that does not run. */
    Lifecycle(
            String directory,
            EventLoop loop,
            ServiceProcess process,
            HeldDescriptors descriptors,
            Posix posix,
            Diagnostics diagnostics) {
        this.directory = directory;
        this.loop = loop;
        this.events = new EventFifos(descriptors, posix);
        this.diagnostics = diagnostics;
        this.posix = posix;
        this.process = process;
        this.readiness = new Readiness(directory, loop, posix, diagnostics);
        this.writer = new StateWriter(directory, state, process, posix, diagnostics);
        this.kill = loop.deadline();
    }

    /**
     * Uses settings from now on.
     *
     * @param present whether there are any: without, no state is published
     */
    void use(ServiceSettings current, boolean present) {
        settings = current;
        writer.setActive(present);
        events.use(settings);
        if (notifications == null && settings.notifySocket()) {
            notifications = new Notifications(directory, loop, process, state, posix, diagnostics);
        }
    }

    /**
     * Goes on with the counts of the state that a killed supervise has left.
     *
     * @param sequence the number of the last run in the history
     * @return null if there is none of this service and this start of the system
     */
    ServiceState restore(long sequence) {
        ServiceState left = writer.read(sequence);
        if (left == null) {
            return null;
        }
        state.setPhase(left.phase(), left.since());
        state.setShortRuns(left.shortRuns());
        state.setLimit(left.limitFrom(), left.limitCount());
        state.setFailure(left.failure());
        state.setCounts(left.starts(), left.ends());
        state.setStartedAt(left.startedAt());
        state.setCommanded(left.commanded());
        return left;
    }

    /**
     * Goes on with a process that this program has not started.
     *
     * @param sequence the number of its run in the history
     * @param finishing whether it is {@code finish}
     * @param restarted whether the run is to be followed by another
     * @return the state that was left of that run, or null
     */
    ServiceState adopt(long sequence, boolean finishing, boolean restarted) {
        ServiceState left = restore(sequence);
        boolean published = left != null && process.publishedIn(left);
        boolean ended = left != null && !published && finishing && left.phase().running();
        if (published) {
            resumeRun(left);
        } else if (ended) {
            countEnd(restarted);
        } else if (left != null) {
            state.setCounts(left.starts() + 1, left.ends());
            state.setCommanded(false);
        }
        if (finishing && !kill.isSet()) {
            finishStarted();
        }
        if (!finishing && notifications != null) {
            notifications.adopt(settings, published ? left.watchdogAt() : ServiceState.NONE);
        }
        if (!finishing && !state.ready()) {
            readiness.adopt(settings, listens());
            noteReadiness();
        }
        return published || ended ? left : null;
    }

    /** Sets when the last run was started, by the monotonic clock: how long it lasts counts from there. */
    void setStartedAt(long time) {
        state.setStartedAt(time);
    }

    private void resumeRun(ServiceState left) {
        state.setStopping(left.stopping());
        state.setReady(left.ready(), left.readySince());
        state.setText(left.text(), 0, left.textLength());
        state.setWatchdogTimeout(left.watchdogTimeout());
        if (left.killAt() != ServiceState.NONE) {
            kill.set(left.killAt());
        }
    }

    /** How the next run is started. */
    Spawn prepare() {
        Spawn run = settings.session() ? process.run().setsid() : process.run();
        state.setReady(false, ServiceState.NONE);
        state.setStopping(false);
        state.setText(state.text(), 0, 0);
        state.setCommanded(false);
        Spawn prepared = readiness.prepare(run, settings);
        return notifications == null ? prepared : notifications.prepare(prepared, settings);
    }

    /** The run has been started, or could not be. */
    void started(boolean runs) {
        readiness.started(settings, runs, listens());
        if (runs) {
            events.write(EventFifos.STARTED);
            state.setCounts(state.starts() + 1, state.ends());
            state.setStartedAt(posix.monotonicClock());
            if (notifications != null) {
                notifications.started();
            }
        }
    }

    private boolean listens() {
        return notifications != null && notifications.listens();
    }

    /** Whether signals are sent to the process group. */
    boolean group() {
        return settings.group();
    }

    /** A command sends a signal to the run. Returns the one that it is to get instead. */
    Signal sent(Signal usual) {
        boolean stop = usual == Signal.TERM;
        state.setCommanded(Ending.isByCommand(usual) || state.commanded());
        if (stop) {
            state.setStopping(true);
            if (notifications != null) {
                notifications.stopping();
            }
            if (settings.killTimeout() != ServiceSettings.NEVER && !kill.isSet()) {
                kill.setIn(settings.killTimeout());
            }
            return settings.downSignal();
        }
        return usual == Signal.HUP ? settings.reloadSignal() : usual;
    }

    /** A command wants the service up: a run that has survived the signal to stop, and is not to be killed, goes on. */
    void wantedUp() {
        if (state.stopping() && !kill.isSet()) {
            state.setStopping(false);
            if (notifications != null) {
                notifications.goesOn();
            }
        }
    }

    /**
     * Carries out what is due. For each turn of the loop.
     *
     * @param unreaped whether a child has ended that has not been reaped: it is not killed
     * @return whether something has changed that is to be published
     */
    boolean turn(boolean finishing, boolean unreaped) {
        boolean late = kill.expired();
        if (late && unreaped) {
            kill.setIn(PAUSE);
        } else if (late) {
            kill.cancel();
            diagnostics.warn("killing " + directory + (finishing ? "/finish" : "") + ", which has not stopped in time");
            process.ending().kill(process, EndCause.TIMEOUT, finishing || settings.killGroup() || settings.group());
        }
        boolean received = notifications != null && receive(unreaped);
        return noteReadiness() || received || late || unpublished();
    }

    /** Whether the last state could not be written. */
    boolean unpublished() {
        return writer.failing();
    }

    /** Whether the run has become ready since this was last asked. */
    boolean noteReadiness() {
        boolean became = readiness.becameReady();
        if (became) {
            state.setReady(true, posix.wallClock());
            events.write(EventFifos.READY);
        }
        return became;
    }

    private boolean receive(boolean unreaped) {
        boolean before = state.ready();
        boolean changed = notifications.receive();
        if (state.ready() && !before) {
            events.write(EventFifos.READY);
        }
        if (unreaped) {
            notifications.postpone(PAUSE);
        } else if (notifications.watchdogMissed()) {
            diagnostics.warn("killing " + directory + ": watchdog timeout");
            process.ending().kill(process, EndCause.WATCHDOG, settings.killGroup() || settings.group());
        }
        return changed;
    }

    /**
     * A run has ended.
     *
     * @param restarted whether it is to be followed by another
     * @return whether {@code finish} is to be run
     */
    boolean runEnded(boolean restarted) {
        kill.cancel();
        readiness.stop();
        if (notifications != null) {
            notifications.stop();
        }
        countEnd(restarted);
        state.setReady(false, ServiceState.NONE);
        state.setStopping(false);
        events.write(EventFifos.ENDED);
        return settings.finish();
    }

    /** The run has ended, and {@code finish}, too. */
    void over() {
        events.write(failed() ? EventFifos.FAILED : EventFifos.DOWN);
    }

    /** Ends a check that runs. */
    void stopCheck() {
        readiness.stopCheck();
    }

    private void countEnd(boolean restarted) {
        state.setCounts(state.starts(), state.ends() + 1);
        if (restarted && !state.commanded()) {
            long now = posix.monotonicClock();
            policy.ended(settings, now, now - state.startedAt());
        }
    }

    /** How {@code finish} is started after the last end. */
    Spawn finish() {
        RunEnd end = process.end();
        boolean exited = end != null && end.statusKnown() && !end.status().crashed();
        boolean crashed = end != null && end.statusKnown() && end.status().crashed();
        return process.finish(
                "./finish",
                Integer.toString(exited ? end.status().exitCode() : NO_EXIT_CODE),
                Integer.toString(crashed ? end.status().signal() : 0),
                directory,
                Integer.toString(process.lastPid()));
    }

    /** {@code finish} has been started. */
    void finishStarted() {
        if (settings.finishTimeout() != ServiceSettings.NEVER) {
            kill.setIn(settings.finishTimeout());
        }
    }

    /** {@code finish} has ended. */
    void finishEnded() {
        kill.cancel();
        if (process.exited(FAILED)) {
            state.setFailure(FailureReason.FINISH);
        }
    }

    /** Whether the service has failed for good. */
    boolean failed() {
        return state.failure() != FailureReason.NONE;
    }

    /** Why it has, for messages. */
    String failure() {
        return state.failure() == FailureReason.FINISH ? "finish exited 125" : "it has ended too often";
    }

    /** The service is started on command. */
    void startCommanded() {
        policy.reset();
    }

    /** How long to wait with the next start after the last end, in nanoseconds. */
    long delay() {
        return policy.delay(settings);
    }

    /** A child has been reaped. */
    void reaped(int child, WaitStatus status) {
        readiness.reaped(child, status);
    }

    /** Publishes where the service is. */
    void publish(Phase phase, Want want, Deadline start) {
        long watchdogAt = notifications == null ? ServiceState.NONE : notifications.watchdogAt();
        writer.write(phase(phase, start), phase == Phase.FINISHING_COMMANDED, want, start, kill, watchdogAt);
    }

    private ServicePhase phase(Phase phase, Deadline start) {
        return switch (phase) {
            case DOWN -> ServicePhase.DOWN;
            case FAILED -> ServicePhase.FAILED;
            case FINISHING, FINISHING_COMMANDED -> ServicePhase.FINISHING;
            case COMMANDED -> ServicePhase.RESTARTING;
            case RESTARTING ->
                start.isSet() && start.left() > Posix.SECOND ? ServicePhase.BACKING_OFF : ServicePhase.RESTARTING;
            case STARTING, RESTARTED, UP -> running();
        };
    }

    private ServicePhase running() {
        if (state.stopping()) {
            return ServicePhase.STOPPING;
        }
        if (state.ready()) {
            return ServicePhase.READY;
        }
        return readiness.awaited() || listens() ? ServicePhase.STARTING : ServicePhase.UP;
    }

    /** Supervise exits: nothing is left for the next one. */
    void close() {
        events.write(EventFifos.EXITED);
        writer.remove();
    }
}
