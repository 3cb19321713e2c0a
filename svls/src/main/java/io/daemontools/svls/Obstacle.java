package io.daemontools.svls;

import io.daemontools.posix.Posix;
import io.daemontools.service.ServiceReader;
import io.daemontools.svls.ProcessTable.Daemon;

/** What keeps a service from working although its state does not show it, and what to type. */
final class Obstacle extends Explanation {
    /** What it means if nobody reads what a service writes. */
    static final String WAITS = "the service waits in its next write when the pipe is full";

    private final Posix posix;
    private final SmallFiles files;
    private final ProcessTable processes;

    Obstacle(Posix posix, SmallFiles files, ProcessTable processes) {
        this.posix = posix;
        this.files = files;
        this.processes = processes;
    }

    /**
     * Finds the obstacle of a service.
     *
     * @param logger its logger, or null
     * @return false if none is seen
     */
    boolean find(String directory, ServiceView service, ServiceView logger) {
        if (!service.files().supervised()) {
            return false;
        }
        Daemon supervise = processes.superviseOf(directory);
        if (supervise != null && supervise.stopped()) {
            is(
                    "its supervise, process " + supervise.pid() + ", is stopped by a signal, and reads no command",
                    "kill -CONT " + supervise.pid());
            return true;
        }
        if (!service.files().up() || !service.state().asWanted()) {
            return false;
        }
        if (logger == null) {
            return supervise != null && findRemovedLogger(directory, supervise);
        }
        return findUnread(directory, logger);
    }

    private boolean findRemovedLogger(String directory, Daemon supervise) {
        Daemon left = processes.removedLoggerOf(supervise);
        if (left != null) {
            String log = ShellWord.of(directory.concat("/log"));
            is(
                    "its directory log was removed, and its logger runs on there: what it writes is lost",
                    endingBoth(left, processes) + "   # after you have made " + log + " again");
        }
        return left != null;
    }

    /** A command that ends a supervise without its files, and its service. svscan then starts another one. */
    static String endingBoth(Daemon supervise, ProcessTable processes) {
        int child = processes.child(supervise.pid());
        return "kill -KILL " + supervise.pid() + (child == 0 ? "" : "; kill " + child);
    }

    /** A logger that is paused is not as wanted itself. */
    private boolean findUnread(String directory, ServiceView logger) {
        String log = directory.concat("/log");
        ServiceReader reader = logger.files();
        if (logger.state() == State.DOWN) {
            String start = "svc -u " + ShellWord.of(log);
            boolean normallyUp = reader.normallyUp();
            is(
                    "its logger is down: " + WAITS,
                    normallyUp ? start : "rm " + ShellWord.of(log.concat("/down")) + "; " + start);
            return true;
        }
        String main = log.concat("/main");
        if (reader.up() && logger.state().asWanted() && files.isDirectory(main) && posix.statvfs(main) == 0) {
            is(
                    "its log is full: no block of the file system of log/main is free; " + WAITS,
                    "df " + ShellWord.of(main) + "   # when files there are removed, multilog goes on");
            return true;
        }
        return false;
    }
}
