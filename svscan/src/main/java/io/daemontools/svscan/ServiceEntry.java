package io.daemontools.svscan;

import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;

/**
 * A service directory that svscan has found: its identity, its supervises, and the pipe between it and its logger. svscan
 * holds the pipe open, so that no line is lost when either side is restarted.
 *
 * <p>{@link ServiceTable#SERVICE_SIZE} is its size in memory.
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
     * A service whose supervises do not run yet.
     *
     * @param birth when its directory was made, see {@link Posix#birth}
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

    /**
     * Sets the birth that was looked up again. On an overlay file system the first change to a directory, such as supervise's,
     * makes a new one. If the first look-up was successful and this one was not, this one has failed, and confirms nothing.
     */
    void confirmBirth(long birth) {
        if (birth != Posix.UNKNOWN || this.birth == Posix.UNKNOWN) {
            this.birth = birth;
            birthConfirmed = true;
        }
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

    /** Whether the last scan has found its directory. */
    boolean seen() {
        return seen;
    }

    /** Whether these are the commands that its supervise was sent last. */
    boolean sent(String commands) {
        return commands.equals(sent);
    }

    void setSent(String commands) {
        sent = commands;
    }

    /** Whether its logger's supervise was sent the command to exit. */
    boolean loggerSent() {
        return loggerSent;
    }

    void setLoggerSent() {
        loggerSent = true;
    }

    /** Whether one of its supervises does not run. */
    boolean incomplete() {
        return supervise == NONE || (logged && logSupervise == NONE);
    }

    /** Whether none of its supervises runs. */
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

    /** The process id of its supervise; 0 if none runs. */
    int supervise() {
        return supervise;
    }

    /** The process id of its logger's supervise; 0 if none runs. */
    int logSupervise() {
        return logSupervise;
    }

    /** The process group that its ended supervise has led, or 0; it is returned once. */
    int takeGroup() {
        if (supervised()) {
            return NONE;
        }
        int left = group;
        group = NONE;
        return left;
    }

    /** Marks a supervise as ended; false if it is not one of this service. */
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

    /** Closes the writing end for the last time, so that the logger's input ends when no other process holds it. */
    void endLog(Posix posix) {
        if (logged) {
            posix.close(writingEnd);
        }
    }
}
