package io.daemontools.svls;

import io.daemontools.cli.AccountFile;
import io.daemontools.cli.PrintableText;
import io.daemontools.cli.ShellWord;
import io.daemontools.posix.Clocks;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.service.FailureReason;
import io.daemontools.service.ReadinessFiles;
import io.daemontools.service.ServiceReader;
import io.daemontools.service.ServiceState;
import io.daemontools.service.Want;

/** Why a service is in its state, and what to type. */
final class Reason extends Explanation {
    /** Most services are ready by then. Before, nothing is to be typed. */
    private static final long USUAL_START = 30 * Clocks.SECOND;

    private final SmallFiles disk;
    private final SuperviseReason supervise;
    private final EndReason end;
    private final Obstacle obstacle;
    private final ReadinessFiles readiness;
    private final IgnoredSignal ignored;

    Reason(Posix posix, SmallFiles disk, ProcessTable processes, LoggerDirectories logs) {
        this.disk = disk;
        supervise = new SuperviseReason(posix, disk, processes);
        end = new EndReason(disk, new RunFile(disk), new AccountFile(posix), processes, new FileLocks(posix));
        obstacle = new Obstacle(posix, processes, logs);
        readiness = new ReadinessFiles(posix);
        ignored = new IgnoredSignal(posix, disk);
    }

    /**
     * Finds the reason for a service directory.
     *
     * @param logger the logger of the service, or null
     * @return whether all is as wanted
     */
    boolean find(String directory, ServiceView service, ServiceView logger, long now) {
        if (obstacle.find(directory, service, logger)) {
            is(obstacle.why(), obstacle.cure());
            return false;
        }
        find(directory, service, now);
        return service.state().asWanted();
    }

    private void find(String directory, ServiceView service, long now) {
        ServiceReader files = service.files();
        String name = ShellWord.of(directory);
        switch (service.state()) {
            case UNKNOWN -> findProblem(directory, name, files);
            case NOT_SUPERVISED -> {
                supervise.find(directory, files);
                is(supervise.why(), supervise.cure());
            }
            case PAUSED ->
                is("it was paused by svc -p" + (isLogger(directory) ? ": " + Obstacle.WAITS : ""), "svc -c " + name);
            case STOPPING -> findStop(directory, name, files);
            case FINISHING -> is("its finish runs", "svc -k " + name + "   # kills it");
            case STARTING -> findStart(directory, name, now - files.since());
            case RELOADING -> is("it reports that it reads its configuration again", "");
            case DOWN -> findDown(name, service);
            case FAILED ->
                is(
                        (files.state().failure() == FailureReason.RESTART_LIMIT
                                        ? "it has ended too often for restart-limit-count"
                                        : "its finish exited 125")
                                + "; the last end: " + EndReason.lastEnd(service.lastEnd()),
                        "svc -u " + name);
            case BACKING_OFF -> {
                end.find(directory, service);
                long left = files.state().deadline() - now;
                is(
                        end.why() + "; it is started again in " + Math.max(0, left) / Clocks.SECOND + " s",
                        end.cure().isEmpty() ? "svc -u " + name + "   # starts it now" : end.cure());
            }
            case RESTARTING, FAILING -> findEnds(directory, service, now);
            default -> findRun(directory, name, files);
        }
    }

    /** One that was repaired counts as failing for up to a minute more. */
    private void findEnds(String directory, ServiceView service, long now) {
        long time = service.longerRun(now);
        if (time > 0) {
            is(
                    "it runs again, for " + time / Clocks.SECOND + " s now, after " + service.restarts()
                            + " restarts in the last hour; the last end: " + EndReason.lastEnd(service.lastEnd()),
                    "");
        } else {
            end.find(directory, service);
            is(end.why(), end.cure());
        }
    }

    private void findRun(String directory, String name, ServiceReader files) {
        String newer = files.up() ? readiness.newerThan(directory, files.since()) : null;
        String what =
                files.want() == Want.UP ? "it runs, as it is wanted" : "it runs, and is not restarted when it ends";
        if (newer == null) {
            is(what, "");
        } else {
            is(what + "; " + newer + " is newer than this run", "svc -t " + name);
        }
    }

    private void findProblem(String directory, String name, ServiceReader files) {
        if (files.problem() == null) {
            is("its supervise has not written a status yet", "");
        } else if (files.absent()) {
            String target = disk.target(directory);
            if (target != null && !disk.exists(directory)) {
                is("it is a link to " + PrintableText.of(target) + ", which does not exist", "rm " + name);
            } else {
                is(disk.exists(directory) ? "it is not a directory" : "there is no such directory", "");
            }
        } else if (files.problem().errno() == Errno.ENOTDIR) {
            is("supervise is not a directory", "rm " + ShellWord.of(directory.concat("/supervise")));
        } else if (files.problem().errno() == Errno.EACCES) {
            is(Texts.problem(files.problem()) + ": it is another user's", "sudo svls -x " + name);
        } else if (files.problem().badFormat()) {
            is(
                    Texts.problem(files.problem()),
                    files.supervised() ? "svc -pc " + name + "   # supervise writes it again" : "");
        } else {
            is(Texts.problem(files.problem()), "");
        }
    }

    private void findStart(String directory, String name, long time) {
        String how = readiness.first(directory);
        if (how == null) {
            is("it has not reported yet that it is ready", "");
        } else if (time < USUAL_START) {
            is("it has not reported yet that it is ready, by " + how + ": wait, or read its log", "");
        } else {
            is(
                    "it has not reported yet that it is ready, by " + how,
                    "rm " + ShellWord.of(directory + '/' + how) + "; svc -t " + name + "   # if it cannot report that");
        }
    }

    private void findDown(String name, ServiceView service) {
        ServiceReader files = service.files();
        if (!files.normallyUp()) {
            is("the file down keeps it down", "rm " + name + "/down; svc -u " + name);
        } else if (files.want() == Want.ONCE) {
            is("it was started to run once, and has ended: " + EndReason.lastEnd(service.lastEnd()), "svc -u " + name);
        } else {
            is("a command keeps it down", "svc -u " + name);
        }
    }

    /** Nothing is to be typed while supervise waits for an orderly end. */
    private void findStop(String directory, String name, ServiceReader files) {
        boolean restarted = files.want() == Want.UP;
        String what = restarted ? "it is being restarted" : "it is wanted down";
        ServiceState state = files.state();
        String signal = ignored.of(directory, files.pid());
        String deaf = signal == null ? "" : "; its process " + files.pid() + " ignores " + signal;
        if (state != null && state.deadline() != ServiceState.NONE) {
            is(what + ", and is killed if it has not ended when timeout-kill is over" + deaf, "");
        } else {
            boolean waits = restarted && signal == null;
            is(what + ", and has not ended yet" + deaf, waits ? "" : "svc -k " + name + "   # kills it");
        }
    }
}
