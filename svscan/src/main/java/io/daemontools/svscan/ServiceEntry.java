package io.daemontools.svscan;

import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;

/**
 * A service directory that svscan looks after: its identity, its supervises, and the pipe between it and its logger. The
 * pipe is svscan's, so that no line is lost when either side starts again.
 *
 * <p>{@link ServiceTable} knows its size.
 */
final class ServiceEntry {
    private static final int NONE = 0;

    private final long device;
    private final long inode;
    private final boolean logged;
    private final int readingEnd;
    private final int writingEnd;
    private long birth;
    private boolean birthConfirmed;
    private boolean seen;
    private int supervise;
    private int logSupervise;
    private int group;
    private String sent;
    private boolean loggerSent;

    /**
     * A service that has just been met.
     *
     * @param birth when its directory was made, as {@link Posix#birth} says
     * @param pipe its two ends, or null if it has no logger
     */
    ServiceEntry(FileStatus directory, long birth, int[] pipe) {
        this.device = directory.device();
        this.inode = directory.inode();
        this.birth = birth;
        this.logged = pipe != null;
        this.readingEnd = logged ? pipe[0] : 0;
        this.writingEnd = logged ? pipe[1] : 0;
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

    long birth() {
        return birth;
    }

    /** Whether {@link #birth} was looked up again after its supervises had started. */
    boolean birthConfirmed() {
        return birthConfirmed;
    }

    /** On an overlay file system a directory is made again by the first change to it, such as supervise's. */
    void confirmBirth(long birth) {
        this.birth = birth;
        birthConfirmed = true;
    }

    boolean logged() {
        return logged;
    }

    int readingEnd() {
        return readingEnd;
    }

    int writingEnd() {
        return writingEnd;
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
    boolean sent(String commands) {
        return commands.equals(sent);
    }

    void setSent(String commands) {
        sent = commands;
    }

    /** Whether its logger's supervise was told to exit. */
    boolean loggerSent() {
        return loggerSent;
    }

    void setLoggerSent() {
        loggerSent = true;
    }

    /** Whether a supervise of its is missing. */
    boolean incomplete() {
        return supervise == NONE || (logged && logSupervise == NONE);
    }

    /** Whether no supervise of its runs. */
    boolean ended() {
        return supervise == NONE && logSupervise == NONE;
    }

    boolean supervised() {
        return supervise != NONE;
    }

    boolean logSupervised() {
        return logSupervise != NONE;
    }

    void superviseStarted(int pid) {
        supervise = pid;
        group = pid;
    }

    void logSuperviseStarted(int pid) {
        logSupervise = pid;
    }

    /** Whether a supervise of its has this process id. */
    boolean supervisedBy(int pid) {
        return supervise == pid || logSupervise == pid;
    }

    /**
     * The process group that its supervise led and has left behind, or 0. It is answered once.
     */
    int takeGroup() {
        if (supervised()) {
            return NONE;
        }
        int left = group;
        group = NONE;
        return left;
    }

    /** Takes notice of a child's end; false if it is none of this service's. */
    boolean childEnded(int pid) {
        if (supervise == pid) {
            supervise = NONE;
            return true;
        }
        if (logSupervise == pid) {
            logSupervise = NONE;
            return true;
        }
        return false;
    }

    /** Whether its directory is gone and so are its supervises. */
    boolean vanished() {
        return !seen && ended();
    }

    /** Closes the pipe. */
    void close(Posix posix) {
        if (logged) {
            posix.close(readingEnd);
            posix.close(writingEnd);
        }
    }

    /** Closes the writing end for good, so that the logger's input ends with the last who has it. */
    void endLog(Posix posix) {
        if (logged) {
            posix.close(writingEnd);
        }
    }
}
