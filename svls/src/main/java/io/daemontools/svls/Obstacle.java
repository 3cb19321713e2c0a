package io.daemontools.svls;

import io.daemontools.cli.PrintableText;
import io.daemontools.cli.ShellWord;
import io.daemontools.posix.Posix;
import io.daemontools.service.ServiceReader;

/** What keeps a service from working although its state does not show it, and what to type. */
final class Obstacle extends Explanation {
    /** What it means if nobody reads what a service writes. */
    static final String WAITS = "the service waits in its next write when the pipe is full";

    private final Posix posix;
    private final ProcessTable processes;
    private final LoggerDirectories logs;
    private final FullPipe pipe;

    Obstacle(Posix posix, ProcessTable processes, LoggerDirectories logs) {
        this.posix = posix;
        this.processes = processes;
        this.logs = logs;
        pipe = new FullPipe(posix);
    }

    /**
     * Finds the obstacle of a service.
     *
     * @param logger its logger, or null
     * @return false if none is seen
     */
    boolean find(String directory, ServiceView service, ServiceView logger) {
        ServiceReader reader = service.files();
        if (!reader.supervised()) {
            return false;
        }
        int supervise = processes.superviseOf(directory);
        if (supervise != ProcessTable.NONE && processes.stopped(supervise)) {
            is(
                    "its supervise, process " + supervise + ", is stopped by a signal, and reads no command",
                    "kill -CONT " + supervise);
            return true;
        }
        if (!works(service)) {
            return false;
        }
        if (processes.stopped(reader.pid())) {
            is(
                    "its process " + reader.pid() + " is stopped by a signal"
                            + (isLogger(directory) ? ": " + WAITS : ""),
                    "svc -c " + ShellWord.of(directory));
            return true;
        }
        if (logger == null) {
            return supervise != ProcessTable.NONE && findRemovedLogger(directory, supervise);
        }
        return findUnread(directory, logger);
    }

    private static boolean works(ServiceView service) {
        return service.files().up() && service.state().asWanted();
    }

    private boolean findRemovedLogger(String directory, int supervise) {
        int left = processes.removedLoggerOf(supervise);
        if (left != ProcessTable.NONE) {
            String log = ShellWord.of(directory.concat("/log"));
            is(
                    "its directory log was removed, and its logger runs on there: what it writes is lost",
                    endingBoth(left, processes) + "   # after you have made " + log + " again");
        }
        return left != ProcessTable.NONE;
    }

    /** A command that ends a supervise without its files, and its service. svscan then starts another one. */
    static String endingBoth(int supervise, ProcessTable processes) {
        int child = processes.child(supervise);
        return "kill -KILL " + supervise + (child == ProcessTable.NONE ? "" : "; kill " + child);
    }

    /** A logger that is paused or stopped is not as wanted itself. */
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
        if (!works(logger) || processes.stopped(reader.pid())) {
            return false;
        }
        for (String each : logs.of(log)) {
            if (findFull(directory, each)) {
                return true;
            }
        }
        if (pipe.of(directory)) {
            is(
                    "the pipe to its logger is full, and its logger does not read: the service waits in its next write",
                    "ps axww | grep '[r]eadproctitle'   # with svscanboot: messages of multilog, as of a disk quota");
            return true;
        }
        return false;
    }

    /** Whether the file system of a log directory has no room. */
    private boolean findFull(String directory, String log) {
        boolean blocks = posix.statvfs(log) != 0;
        if (blocks && posix.statvfsFiles(log) != 0) {
            return false;
        }
        String name = log.startsWith(directory + '/') ? log.substring(directory.length() + 1) : log;
        is(
                "its log is full: no " + (blocks ? "inode" : "block") + " of the file system of "
                        + PrintableText.of(name) + " is free; " + WAITS,
                (blocks ? "df -i " : "df ") + ShellWord.of(log)
                        + "   # when files there are removed, multilog goes on");
        return true;
    }
}
