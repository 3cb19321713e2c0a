package io.daemontools.svscan;

import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;

/**
 * A service directory that svscan looks after: its identity, its supervises, and the pipe between it and its logger. The
 * pipe is svscan's, so that no line is lost when either side starts again.
 */
final class Service {
    private final long device;
    private final long inode;
    private final int[] pipe;
    private boolean seen;
    private int supervise;
    private int logSupervise;
    private String told;
    private boolean loggerTold;

    /** A service that has just been met; {@code pipe} is its two ends, or null if it has no logger. */
    Service(FileStatus directory, int[] pipe) {
        this.device = directory.device();
        this.inode = directory.inode();
        this.pipe = pipe;
    }

    boolean is(FileStatus directory) {
        return inode == directory.inode() && device == directory.device();
    }

    long device() {
        return device;
    }

    long inode() {
        return inode;
    }

    boolean logged() {
        return pipe != null;
    }

    int readingEnd() {
        return pipe[0];
    }

    int writingEnd() {
        return pipe[1];
    }

    void markSeen() {
        seen = true;
    }

    void markUnseen() {
        seen = false;
    }

    /** Whether its directory was there in the last look at all of them. */
    boolean seen() {
        return seen;
    }

    /** Whether its supervise was told these commands last. */
    boolean told(String commands) {
        return commands.equals(told);
    }

    void setTold(String commands) {
        told = commands;
    }

    /** Whether its logger's supervise was told to exit. */
    boolean loggerTold() {
        return loggerTold;
    }

    void setLoggerTold() {
        loggerTold = true;
    }

    /** Whether a supervise of its is missing. */
    boolean incomplete() {
        return supervise == 0 || (logged() && logSupervise == 0);
    }

    boolean supervised() {
        return supervise != 0;
    }

    boolean logSupervised() {
        return logSupervise != 0;
    }

    void superviseStarted(int pid) {
        supervise = pid;
    }

    void logSuperviseStarted(int pid) {
        logSupervise = pid;
    }

    /** Takes notice of a child's end; false if it is none of this service's. */
    boolean childEnded(int pid) {
        if (supervise == pid) {
            supervise = 0;
            return true;
        }
        if (logSupervise == pid) {
            logSupervise = 0;
            return true;
        }
        return false;
    }

    /** Whether its directory is gone and so are its supervises. */
    boolean vanished() {
        return !seen && supervise == 0 && logSupervise == 0;
    }

    /** Lets go of the pipe. */
    void close(Posix posix) {
        if (logged()) {
            posix.close(readingEnd());
            posix.close(writingEnd());
        }
    }

    /** Lets go of the writing end for good, so that the logger's input ends with the last who has it. */
    void endLog(Posix posix) {
        if (logged()) {
            posix.close(writingEnd());
        }
    }
}
