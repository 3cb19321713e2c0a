package io.daemontools.svscan;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Posix;
import io.daemontools.posix.Signal;

/**
 * The end of svscan as process 1: services first; then, when a service has ended, its logger at the end of its input; then
 * whatever else runs. What holds the input of loggers open is ended before them. Nobody loses a line, unless it does not
 * stop in time.
 */
final class OrderedStop {
    /** How often what could not be done, or cannot be waited for, is looked at again. */
    private static final long PAUSE = 20_000_000L;

    /** How often the processes that are left are looked at. */
    private static final long BETWEEN_SEARCHES = 100_000_000L;

    private final ServiceTable services;
    private final ShutdownCommands commands;
    private final RemainingProcesses remaining;
    private final Children children;
    private final Posix posix;
    private final Diagnostics diagnostics;
    private StopStage stage = StopStage.SERVICES;
    private long stageEnd;
    private long end;
    private long nextLook;
    private long nextSearch;

    /** @param patience how long it may take, in nanoseconds */
    OrderedStop(ServiceTable services, Children children, long patience, Posix posix, Diagnostics diagnostics) {
        this.services = services;
        this.children = children;
        this.posix = posix;
        this.diagnostics = diagnostics;
        this.remaining = new RemainingProcesses(services, posix);
        this.commands = new ShutdownCommands(services, posix, diagnostics);
        long now = posix.monotonicClock();
        this.end = now + patience;
        this.stageEnd = stage.end(now, patience);
        this.nextLook = now;
    }

    /** Returns when nothing is left to stop. */
    void run() {
        services.markAllSeen();
        for (int i = 0; i < services.size(); i++) {
            services.get(i).endLog(posix);
        }
        tellWhatIsDue();
        while (advanceAll()) {
            children.await(patience());
            if (children.takeStopRequest()) {
                end = posix.monotonicClock();
                stageEnd = end;
            }
            tellWhatIsDue();
        }
    }

    private String orders() {
        return stage == StopStage.SERVICES ? ShutdownCommands.STOP : ShutdownCommands.KILL;
    }

    private void tellWhatIsDue() {
        long now = posix.monotonicClock();
        if (stage != StopStage.STRAYS && now - nextLook >= 0 && commands.due(orders())) {
            commands.send(orders());
            nextLook = now + PAUSE;
        }
    }

    private void terminateWhatIsLeft() {
        long now = posix.monotonicClock();
        if (now - nextSearch < 0) {
            return;
        }
        if (stage == StopStage.ORPHANS) {
            remaining.terminateOrphans();
            nextSearch = now + BETWEEN_SEARCHES;
        } else if (stage == StopStage.STRAYS) {
            remaining.terminateAll();
            nextSearch = now + BETWEEN_SEARCHES;
        }
    }

    private long patience() {
        long now = posix.monotonicClock();
        long left = stageEnd - now;
        if (stage == StopStage.STRAYS) {
            left = Math.min(left, PAUSE);
        } else if (commands.due(orders())) {
            left = Math.min(left, nextLook - now);
        }
        if (stage == StopStage.ORPHANS) {
            left = Math.min(left, nextSearch - now);
        }
        return Math.max(left, 0);
    }

    /** Goes as far as it can be gone now; false if there is nothing left to do. */
    private boolean advanceAll() {
        for (StopStage next = next(); next != stage; next = next()) {
            enter(next);
        }
        terminateWhatIsLeft();
        if (stage == StopStage.STRAYS && !remaining.signalAll(Signal.CONT)) {
            stage = StopStage.OVER;
        }
        return stage != StopStage.OVER;
    }

    private StopStage next() {
        return stage.next(servicesRun(), loggersRun(), stageEnd - posix.monotonicClock() <= 0);
    }

    private void enter(StopStage next) {
        long now = posix.monotonicClock();
        stage = next;
        stageEnd = next.end(now, end - now);
        nextLook = now;
        nextSearch = now;
        if (next == StopStage.OVER && remaining.signalAll(Signal.KILL)) {
            diagnostics.warn("killing what has not stopped in time");
        }
    }

    private boolean servicesRun() {
        for (int i = 0; i < services.size(); i++) {
            if (services.get(i).seen() && services.get(i).supervised()) {
                return true;
            }
        }
        return false;
    }

    private boolean loggersRun() {
        for (int i = 0; i < services.size(); i++) {
            if (services.get(i).seen() && services.get(i).logSupervised()) {
                return true;
            }
        }
        return false;
    }
}
