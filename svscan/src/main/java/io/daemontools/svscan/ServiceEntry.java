package io.daemontools.svscan;

import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;

/**
 * A service directory that svscan has found: its identity, its supervises, and the pipe between it and its logger. svscan
 * holds the pipe open, so that no line is lost when either side is restarted.
 *
 * <p>{@link ServiceTable#SERVICE_SIZE} is its size in memory, with its supervises.
 */
final class ServiceEntry {
    private static final int NONE = 0;

    /** In a shutdown: the logger's supervise was not sent the command to exit. */
    private static final byte NOT_SENT = 0;

    /** It was sent the command. */
    private static final byte SENT = 1;

    /** It has ended, and is not started again: there is no input left. */
    private static final byte COMPLETE = 2;

    private final long device;
    private final long inode;
    private int readingEnd = LogPipe.NONE;

    /** {@link LogPipe#NONE} also if it was closed, see {@link #endLog}. */
    private int writingEnd = LogPipe.NONE;

    private long birth;
    private boolean birthConfirmed;
    private boolean seen;
    private boolean pipeNew;
    private boolean pipeNamed;
    private int links;

    /** A hash of the name by which its supervises were started last. */
    private int nameHash;

    private final SuperviseProcess supervise = new SuperviseProcess();

    /** Null if it has no logger. */
    private SuperviseProcess logSupervise;

    private int group;
    private boolean groupTerminated;
    private String sent;
    private byte loggerEnd = NOT_SENT;

    /**
     * A service whose supervises do not run yet.
     *
     * @param birth when its directory was made, see {@link Posix#birth}
     */
    ServiceEntry(FileStatus directory, long birth) {
        this.device = directory.device();
        this.inode = directory.inode();
        this.birth = birth;
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

    /** Notes the name by which a supervise of it was started. */
    void startedBy(CharSequence name) {
        nameHash = hash(name);
    }

    /** Whether it has, in all likelihood, another name than that by which its supervises were started. */
    boolean renamedTo(CharSequence name) {
        return nameHash != hash(name);
    }

    /** Whether one of its supervises was started less than a second ago. */
    boolean startedJustNow(long now) {
        return supervise.startedJustNow(now) || (logged() && logSupervise.startedJustNow(now));
    }

    private static int hash(CharSequence name) {
        int hash = 0;
        for (int i = 0; i < name.length(); i++) {
            hash = 31 * hash + name.charAt(i);
        }
        return hash;
    }

    /** Whether it has a logger. */
    boolean logged() {
        return logSupervise != null;
    }

    /**
     * Gives it a pipe to a logger, whose supervise does not run yet.
     *
     * @param isNew whether no logger can have it open
     * @param named whether it is a FIFO, which can be opened again
     */
    void setPipe(int forReading, int forWriting, boolean isNew, boolean named) {
        if (logSupervise == null) {
            logSupervise = new SuperviseProcess();
        }
        readingEnd = forReading;
        writingEnd = forWriting;
        pipeNew = isNew;
        pipeNamed = named;
    }

    /** Whether its pipe is new, so that a logger which runs already cannot have it open; it is returned once. */
    boolean takePipeNew() {
        boolean isNew = pipeNew;
        pipeNew = false;
        return isNew;
    }

    /** Whether its pipe is a FIFO. */
    boolean pipeNamed() {
        return pipeNamed;
    }

    int readingEnd() {
        return readingEnd;
    }

    int writingEnd() {
        return writingEnd;
    }

    /** The number of links of its directory when it had no {@code log}; 0 before it was looked for. */
    int links() {
        return links;
    }

    void setLinks(int count) {
        links = count;
    }

    void setWritingEnd(int descriptor) {
        writingEnd = descriptor;
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
        return loggerEnd != NOT_SENT;
    }

    void setLoggerSent() {
        loggerEnd = SENT;
    }

    /** Another supervise of its logger runs, which was not sent the command. */
    void setLoggerNotSent() {
        loggerEnd = NOT_SENT;
    }

    /** Whether its supervise is missing in a shutdown, unless the service does not run: it has not exited on command. */
    boolean superviseMissing() {
        return !supervised() && supervise.restartWanted();
    }

    /** Whether its logger's supervise is missing in a shutdown, unless there is no input left. */
    boolean loggerMissing() {
        return logged() && !logSupervised() && loggerEnd != COMPLETE;
    }

    void setLoggerComplete() {
        loggerEnd = COMPLETE;
    }

    /** None of its supervises can be started again in a shutdown. */
    void startNothing() {
        supervise.leaveToScan();
        if (loggerMissing()) {
            setLoggerComplete();
        }
    }

    /** The supervise of the service. */
    SuperviseProcess supervise() {
        return supervise;
    }

    /** The supervise of its logger; null if it has none. */
    SuperviseProcess logSupervise() {
        return logSupervise;
    }

    /** Whether one of its supervises does not run. */
    boolean incomplete() {
        return !supervised() || (logged() && !logSupervised());
    }

    /** Whether none of its supervises runs. */
    boolean ended() {
        return !supervised() && !logSupervised();
    }

    /** Whether its supervise runs. */
    boolean supervised() {
        return supervise.runs();
    }

    /** Whether it has a logger whose supervise runs. */
    boolean logSupervised() {
        return logged() && logSupervise.runs();
    }

    /** Whether one of its supervises runs that svscan has not started. */
    boolean watched() {
        return supervise.watched() || (logged() && logSupervise.watched());
    }

    void superviseStarted(int pid, long now) {
        supervise.started(pid, now);
        group = pid;
        sent = null;
        groupTerminated = false;
    }

    /** The process group that its ended supervise has led, or 0. */
    int leftGroup() {
        return supervised() ? NONE : group;
    }

    /** Notes that TERM is sent to that group; false if it was sent before. */
    boolean markGroupTerminated() {
        boolean first = !groupTerminated;
        groupTerminated = true;
        return first;
    }

    /** Whether one of its supervises is to be started before the next scan, and now. */
    boolean dueBetweenScans(long now) {
        return supervise.dueBetweenScans(now) || (logged() && logSupervise.dueBetweenScans(now));
    }

    /** Whether its directory is gone and so are its supervises. */
    boolean vanished() {
        return !seen && ended();
    }

    /** Closes the pipe. Its supervises have ended. */
    void close(Posix posix) {
        if (readingEnd != LogPipe.NONE) {
            posix.close(readingEnd);
            readingEnd = LogPipe.NONE;
        }
        endLog(posix);
    }

    /** Closes the writing end, so that the logger's input ends when no other process holds it. */
    void endLog(Posix posix) {
        if (writingEnd != LogPipe.NONE) {
            posix.close(writingEnd);
            writingEnd = LogPipe.NONE;
        }
    }
}
