package io.daemontools.svscan;

import io.daemontools.cli.Diagnostics;
import io.daemontools.event.Deadline;
import io.daemontools.event.EventLoop;
import io.daemontools.posix.Posix;
import io.daemontools.posix.Signal;

/**
 * The end of an svscan that stops in order. Services stop first. When a service has stopped, its logger stops at the end of its input. All
 * other processes stop last, but those that may hold a logger's input open stop before the logger. No line is lost unless a
 * process does not stop in time.
 */
final class Shutdown {
    /** Nanoseconds between two attempts to send commands, and between two looks for remaining processes. */
    private static final long RETRY_INTERVAL = 20_000_000L;

    /** Nanoseconds between two searches for processes that have not been sent TERM. */
    private static final long SEARCH_INTERVAL = 100_000_000L;

    private final ServiceTable services;
    private final OrderedStop stop;
    private final ShutdownCommands commands;
    private final RemainingProcesses remaining;
    private final EventLoop loop;
    private final Posix posix;
    private final Diagnostics diagnostics;
    private ShutdownPhase phase = ShutdownPhase.SERVICES;

    /** When the whole shutdown has to be over, on the monotonic clock. */
    private long end;

    /** When the time of this phase is over. */
    private final Deadline phaseEnd;

    /** When commands may be sent again, on the monotonic clock. */
    private long nextSending;

    /** When to search for processes; set from the first phase on that does so. */
    private final Deadline search;

    /**
     * A shutdown that begins now.
     *
     * @param stop how to stop
     * @param loop the loop that catches its signals
     */
    Shutdown(ServiceTable services, OrderedStop stop, EventLoop loop, Posix posix, Diagnostics diagnostics) {
        this.services = services;
        this.stop = stop;
        this.loop = loop;
        this.posix = posix;
        this.diagnostics = diagnostics;
        this.remaining = new RemainingProcesses(services, stop.process(), posix);
        this.commands = new ShutdownCommands(services, loop, posix, diagnostics);
        this.phaseEnd = loop.deadline();
        this.search = loop.deadline();
        this.nextSending = posix.monotonicClock();
        this.end = nextSending + stop.timeout();
        this.phaseEnd.set(nextSending + phase.timeout(stop.timeout()));
    }

    /**
     * Returns when nothing is left to stop. One turn handles, in this order: ended children, a second request to stop, commands
     * that have to be sent, the change of the phase, and unsupervised processes.
     */
    void run() {
        services.markAllSeen();
        for (int i = 0; i < services.size(); i++) {
            services.get(i).endLog(posix);
        }
        sendCommands();
        continueSupervises();
        while (advance()) {
            loop.poll(timeout());
            services.noteEnds(loop, posix);
            if (stop.requested(loop)) {
                end = posix.monotonicClock();
                phaseEnd.set(end);
            }
            sendCommands();
        }
    }

    /** A supervise that was stopped carries out no command. */
    private void continueSupervises() {
        for (int i = 0; i < services.size(); i++) {
            ServiceEntry service = services.get(i);
            continueSupervise(service.supervise());
            if (service.logged()) {
                continueSupervise(service.logSupervise());
            }
        }
    }

    /** The process id of a watched one is not known. */
    private void continueSupervise(SuperviseProcess supervise) {
        if (supervise.pid() != Posix.NONE) {
            remaining.signal(supervise.pid(), Signal.CONT);
        }
    }

    private String command() {
        return phase == ShutdownPhase.SERVICES ? ShutdownCommands.STOP : ShutdownCommands.KILL;
    }

    private void sendCommands() {
        long now = posix.monotonicClock();
        if (phase != ShutdownPhase.REMAINING && now - nextSending >= 0 && commands.due(command())) {
            commands.send(command());
            nextSending = now + RETRY_INTERVAL;
        }
    }

    /** Nanoseconds to wait for at most if no deadline is earlier. */
    private long timeout() {
        if (phase == ShutdownPhase.REMAINING) {
            return remaining.lookInterval();
        }
        return commands.due(command()) ? Math.max(0, nextSending - posix.monotonicClock()) : EventLoop.NO_LIMIT;
    }

    /** Enters as many phases as are over, and ends unsupervised processes; false if there is nothing left to do. */
    private boolean advance() {
        for (ShutdownPhase next = next(); next != phase; next = next()) {
            enter(next);
        }
        if (search.expired()) {
            terminateUnsupervised();
            search.setIn(SEARCH_INTERVAL);
        }
        if (phase == ShutdownPhase.REMAINING && !remaining.signalAll(Signal.CONT)) {
            phase = ShutdownPhase.OVER;
        }
        return phase != ShutdownPhase.OVER;
    }

    private ShutdownPhase next() {
        return phase.next(servicesRun(), loggersRun(), phaseEnd.expired());
    }

    private void enter(ShutdownPhase next) {
        long now = posix.monotonicClock();
        if (phase == ShutdownPhase.KILLING) {
            killGroups();
        }
        phase = next;
        phaseEnd.set(now + phase.timeout(end - now));
        nextSending = now;
        if (phase == ShutdownPhase.ORPHANS || phase == ShutdownPhase.REMAINING) {
            search.set(now);
        }
        if (phase == ShutdownPhase.KILLING_ORPHANS && !services.watchesLogger()) {
            remaining.killOrphans();
        }
        if (phase == ShutdownPhase.OVER && remaining.signalAll(Signal.KILL)) {
            diagnostics.warn("killing what has not stopped in time");
        }
    }

    /** Supervise has killed only the service itself, not its children. */
    private void killGroups() {
        for (int i = 0; i < services.size(); i++) {
            if (services.get(i).sent(ShutdownCommands.KILL)) {
                remaining.killGroup(services.get(i));
            }
        }
    }

    private void terminateUnsupervised() {
        if (phase != ShutdownPhase.REMAINING) {
            // The process id of a watched supervise is not known, so a logger that it has started looks like an orphan.
            if (!services.watchesLogger()) {
                remaining.terminateOrphans();
            }
        } else {
            remaining.terminateAll();
        }
    }

    private boolean servicesRun() {
        for (int i = 0; i < services.size(); i++) {
            ServiceEntry service = services.get(i);
            if (service.seen() && (service.supervised() || service.superviseMissing())) {
                return true;
            }
        }
        return false;
    }

    private boolean loggersRun() {
        for (int i = 0; i < services.size(); i++) {
            ServiceEntry service = services.get(i);
            if (service.seen() && (service.logSupervised() || service.loggerMissing())) {
                return true;
            }
        }
        return false;
    }
}
