package io.daemontools.svwait;

import io.daemontools.cli.FatalException;
import io.daemontools.cli.ShellText;
import io.daemontools.posix.Clocks;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.service.ReadinessFiles;
import io.daemontools.service.ServicePaths;
import io.daemontools.service.ServicePhase;
import io.daemontools.service.ServiceProblem;
import io.daemontools.service.ServiceReader;
import io.daemontools.service.ServiceState;
import io.daemontools.service.ServiceWatches;
import io.daemontools.service.Want;

/** A service that is waited for. Times are of the monotonic clock, in nanoseconds. */
final class WaitedService {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long MILLISECOND = Clocks.SECOND / 1000;

    /** How often a service is looked at whose changes are not seen. */
    private static final long LOOK = 100 * MILLISECOND;

    /** How often one is looked at whose changes are seen: it may be replaced by another one of its name. */
    private static final long LOOK_IN_ANY_CASE = 5 * Clocks.SECOND;

    /**
     * How soon after a change another look follows that may see more: a supervise opens {@code ok} after it has written the status,
     * and a run writes its record while its supervise writes the status. The time doubles with each look.
     */
    private static final long LOOK_SOON = MILLISECOND;

    /** How often one is looked at that has no supervise. */
    private static final long LOOK_FOR_SUPERVISE = Clocks.SECOND;

    /** How long files that do not fit each other may be of a supervise that is just writing them. */
    private static final long SETTLING = 100 * MILLISECOND;

    /** How long svscan takes to restart a supervise that was killed, and more. */
    private static final long RESTART = 2 * Clocks.SECOND;

    /** How long a command may take that was sent just before. */
    private static final long COMMAND = Clocks.SECOND;

    private final String directory;
    private final Condition condition;
    private final Posix posix;
    private final ServiceReader reader;
    private final ServicePaths paths;
    private final ServiceWatches watches;
    private final ReadinessFiles readiness;

    /** When it was looked at for the first time, or after a command was sent. */
    private long began;

    private int firstPid;
    private long firstSince;

    /** Whether a supervise has been seen, and since when there is none. */
    private boolean seen;

    private long goneSince = NEVER;

    /** Since when the files do not fit, and the status then. */
    private long unsettledSince = NEVER;

    private int unsettledPid;
    private long delay = LOOK_SOON;
    private long lookAt;
    private Result result = Result.WAITING;

    /** What a look has found. */
    enum Result {
        /** The condition does not hold. */
        WAITING,
        /** The condition holds. */
        REACHED,
        /** The service is to be up, and has failed for good. */
        FAILED,
        /** The supervise has gone. */
        GONE
    }

    /**
     * A service that has not been looked at.
     *
     * @param descriptors takes {@link ServiceWatches#COUNT} descriptors from {@code first} on
     */
    WaitedService(
            String directory,
            Condition condition,
            ServiceReader reader,
            ServicePaths paths,
            int[] descriptors,
            int first,
            Posix posix) {
        this.directory = directory;
        this.condition = condition;
        this.posix = posix;
        this.reader = reader;
        this.paths = paths;
        readiness = new ReadinessFiles(posix);
        watches = new ServiceWatches(directory, descriptors, first, posix);
        began = posix.monotonicClock();
    }

    /** The name of its directory. */
    String directory() {
        return directory;
    }

    /** What the last look has found. */
    Result result() {
        return result;
    }

    /** What the service is doing now, in a few words. */
    String state() {
        reader.read(directory);
        if (reader.problem() != null) {
            return "its status cannot be read";
        }
        if (!reader.supervised()) {
            return "no supervise runs";
        }
        String newer = reader.up() ? readiness.newerThan(directory, reader.since()) : null;
        if (condition.complete() && newer != null) {
            return newer + " is newer than its run: svc -t " + ShellText.quoted(directory);
        }
        ServiceState state = reader.state();
        return state == null
                ? plainState()
                : switch (state.phase()) {
                    case DOWN -> "down";
                    case FAILED -> "failed";
                    case RESTARTING -> "restarting";
                    case BACKING_OFF -> "backing off";
                    case STARTING -> "starting";
                    case UP -> "up";
                    case READY -> "ready";
                    case STOPPING -> "stopping";
                    case FINISHING -> "finishing";
                };
    }

    private String plainState() {
        boolean wanted = reader.want() == Want.UP;
        if (reader.pid() == 0) {
            return wanted ? "restarting" : "down";
        }
        return reader.paused() ? "paused" : wanted ? "up" : "stopping";
    }

    /** When it is to be looked at again if no watch is ready before. */
    long lookAt() {
        return lookAt;
    }

    /** Looks at it for the first time. */
    void begin() {
        look();
        firstPid = reader.pid();
        firstSince = reader.since();
        if (condition.newRun()) {
            judge();
        }
    }

    /** Looks at it again, after a command. What was there before the command is still what a new run is compared with. */
    void commandWasSent() {
        began = posix.monotonicClock();
        delay = LOOK_SOON;
        look();
    }

    /** Looks at it again if it may have changed. */
    void turn(boolean[] ready, boolean polled) {
        boolean changed = !polled || watches.ready(ready);
        if (changed) {
            delay = LOOK_SOON;
        }
        if (changed || posix.monotonicClock() >= lookAt) {
            look();
        }
    }

    /** Watches first: what changes after the look makes a watch ready. */
    private void look() {
        watches.renew(paths);
        reader.read(directory);
        ServiceProblem problem = reader.problem();
        if (problem != null && problem.errno().shortage()) {
            // With the descriptors of its watches it can be read.
            watches.close();
            reader.read(directory);
            problem = reader.problem();
        }
        if (problem != null && !passing(problem)) {
            throw fatal(problem);
        }
        judge();
    }

    /** Whether a problem may be over at the next look: for lack of resources, or because a directory that was there is gone. */
    private boolean passing(ServiceProblem problem) {
        return problem.errno().shortage() || problem.badFormat() || (seen && problem.errno() == Errno.ENOENT);
    }

    private FatalException fatal(ServiceProblem problem) {
        String what = switch (problem.step()) {
            case OPEN_OK ->
                problem.errno() == Errno.ENOENT ? "chdir to " + directory : "open " + directory + "/supervise/ok";
            case OPEN_STATUS, READ_STATUS -> "read " + directory + "/supervise/status";
            case CHDIR, STAT_DOWN -> "stat " + directory + "/down";
        };
        return FatalException.system(Svwait.NAME, "unable to " + what, PosixException.of(problem.errno()));
    }

    private void judge() {
        long now = posix.monotonicClock();
        lookAt = now + (watches.complete() ? LOOK_IN_ANY_CASE : LOOK);
        boolean known = settled(now);
        noteSupervise(now);
        if (!known || !reader.supervised()) {
            lookAgain(now + delay);
            delay = Math.min(2 * delay, LOOK_FOR_SUPERVISE);
        }
        if (condition.up() && reader.failed()) {
            // Before that, a command that has been sent may not have been carried out.
            result = now - began >= COMMAND ? Result.FAILED : Result.WAITING;
            if (result == Result.WAITING) {
                lookAgain(began + COMMAND);
            }
        } else if (holds(known)) {
            result = Result.REACHED;
        } else {
            result = goneSince != NEVER && now - goneSince >= RESTART ? Result.GONE : Result.WAITING;
        }
    }

    private void lookAgain(long at) {
        lookAt = Math.min(lookAt, at);
    }

    private boolean settled(long now) {
        if (reader.settled()) {
            unsettledSince = NEVER;
            return true;
        }
        if (unsettledSince == NEVER || unsettledPid != reader.pid()) {
            unsettledSince = now;
            unsettledPid = reader.pid();
        }
        return now - unsettledSince >= SETTLING;
    }

    private void noteSupervise(long now) {
        if (reader.supervised()) {
            seen = true;
            goneSince = NEVER;
        } else if (seen) {
            goneSince = goneSince == NEVER ? now : goneSince;
            lookAgain(goneSince + RESTART);
        }
    }

    private boolean holds(boolean known) {
        if (reader.problem() != null) {
            return false;
        }
        if (reader.pid() == 0) {
            return !condition.up();
        }
        if (!known || (condition.newRun() && reader.pid() == firstPid && reader.since() == firstSince)) {
            return false;
        }
        if (condition.up()) {
            return reader.up() && (!condition.complete() || ready());
        }
        return !condition.complete() && reader.supervised() && reader.finishing();
    }

    private boolean ready() {
        ServiceState state = reader.state();
        return state == null ? !reportsReadiness() : state.ready() || state.phase() == ServicePhase.UP;
    }

    /** Whether it is to report that it is ready, and its supervise does not publish that, or not yet. */
    private boolean reportsReadiness() {
        return readiness.first(directory) != null;
    }
}
