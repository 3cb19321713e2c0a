package io.daemontools.supervise;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.service.ServiceFiles;
import io.daemontools.service.StatusCodec;
import io.daemontools.service.StatusFile;
import io.daemontools.service.Want;
import java.util.List;

/** The supervised service: carries out the steps that events lead to. */
final class Service {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;

    private final String directory;
    private final Posix posix;
    private final Diagnostics diagnostics;
    private final Spawn run;
    private final StatusFile statusFile;
    private final byte[] status = new byte[StatusCodec.SIZE];
    private final Steps steps = new Steps();

    private State state;
    private int pid;
    private long since;
    private long lastStart;
    private long nextStart;
    private boolean inFirstSecond;
    private boolean ended;

    Service(String directory, State initial, Posix posix, Diagnostics diagnostics) {
        this.directory = directory;
        this.posix = posix;
        this.diagnostics = diagnostics;
        this.state = initial;
        this.run = Spawn.program("supervise: fatal: unable to start " + directory + "/run: ", ServiceFiles.RUN);
        this.statusFile = new StatusFile(posix, diagnostics, directory);
        this.since = posix.wallClock();
        this.nextStart = posix.monotonicClock();
        this.lastStart = nextStart - SECOND;
    }

    /** Writes the status. */
    void announce() {
        StatusCodec.encode(since, pid, state.paused(), state.want(), status);
        statusFile.replace(status);
    }

    /** Writes the status if that has failed when it was due. */
    void catchUp() {
        if (outdated()) {
            statusFile.retry(status);
        }
    }

    /** Whether there is a newer status than the one that could be written. */
    boolean outdated() {
        return statusFile.outdated();
    }

    /** Takes the step that {@code event} leads to. */
    void on(Event event) {
        Step step = steps.find(state, event);
        state = step.next();
        List<Action> actions = step.actions();
        for (int i = 0; i < actions.size(); i++) {
            carryOut(actions.get(i));
        }
    }

    /** Whether the service's process has this id. */
    boolean runsAs(int child) {
        return child == pid;
    }

    /** The service's process has been reaped. */
    void died() {
        pid = 0;
        inFirstSecond = false;
        on(Event.DIED);
    }

    /**
     * Whether {@code command} has to wait: a signal, until the process has existed for a second and so has had time to install its
     * handlers, or until there is one where a commanded start has to wait. KILL needs no handler.
     */
    boolean postpones(Event command) {
        return switch (command) {
            case PAUSE, CONTINUE, HANGUP, ALARM, INTERRUPT, TERMINATE ->
                inFirstSecond || state.start() == State.Start.COMMANDED;
            case KILL -> state.start() == State.Start.COMMANDED;
            default -> false;
        };
    }

    /** Whether the service's death has to wait: in its first second it counts as up, unless it is to end. */
    boolean postponesDeath() {
        return inFirstSecond && state.want() != Want.DOWN && !state.exiting();
    }

    /** Does what is due by now: ends the first second after a start, starts the service. */
    void tick() {
        if (firstSecondLeft() == 0) {
            inFirstSecond = false;
        }
        startIfDue();
    }

    /** Nanoseconds left of the process's first second: 0 if it is over since the last {@link #tick}, negative if it was before. */
    long firstSecondLeft() {
        return inFirstSecond ? Math.max(0, lastStart + SECOND - posix.monotonicClock()) : -1;
    }

    /** Nanoseconds until a start is due: 0 if it is, negative if none is. */
    long startWithin() {
        if (state.start() == State.Start.NONE) {
            return -1;
        }
        return Math.max(0, nextStart - posix.monotonicClock());
    }

    /** Whether supervise's work is done. */
    boolean ended() {
        return ended;
    }

    private void startIfDue() {
        if (startWithin() == 0) {
            start();
        }
    }

    private void carryOut(Action action) {
        switch (action) {
            case START -> {
                nextStart = lastStart + SECOND;
                startIfDue();
            }
            case START_LATER -> nextStart = lastStart + MINUTE;
            case STAMP -> since = posix.wallClock();
            case WRITE_STATUS -> announce();
            case SEND_TERM -> send(Signal.TERM);
            case SEND_CONT -> send(Signal.CONT);
            case SEND_STOP -> send(Signal.STOP);
            case SEND_HUP -> send(Signal.HUP);
            case SEND_ALRM -> send(Signal.ALRM);
            case SEND_INT -> send(Signal.INT);
            case SEND_KILL -> send(Signal.KILL);
            case EXIT -> ended = true;
        }
    }

    private void start() {
        lastStart = posix.monotonicClock();
        try {
            pid = posix.spawn(run);
        } catch (PosixException error) {
            diagnostics.warn("unable to fork for " + directory + ", sleeping 60 seconds", error);
            on(Event.FORK_FAILED);
            return;
        }
        inFirstSecond = true;
        on(Event.STARTED);
    }

    private void send(Signal signal) {
        try {
            posix.kill(pid, signal);
        } catch (PosixException notAllowed) {
            // As in 0.76, a service that has become another user's may be out of reach; its status tells.
            return;
        }
    }
}
