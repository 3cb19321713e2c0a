package io.daemontools.svscan;

import io.daemontools.posix.Posix;

/**
 * A service directory that svscan has found: its identity, its supervises, and the pipe between it and its logger. svscan
 * holds the pipe open, so that no line is lost when either side is restarted.
 *
 * <p>An entry has no data of its own: it points to a record in a {@link ServiceBlock}. {@link ServiceTable} points the same entry to one
 * service after the other.
 */
final class ServiceEntry extends ServiceRecord {
    /** A hash of the name by which its supervises were started last. */
    private static final int NAME = OTHERS;

    private static final int READING_END = OTHERS + 1;

    /** {@link LogPipe#NONE} also if it was closed, see {@link #endLog}. */
    private static final int WRITING_END = OTHERS + 2;

    /** Without a logger, in the place of an end of the pipe: see {@link #links}. */
    private static final int LINKS = READING_END;

    private static final int GROUP = OTHERS + 3;

    /** The number of these places. */
    static final int PLACES = 4;

    /** Its directory was seen. */
    static final int SEEN = OTHER_FLAG;

    private static final int LOGGED = OTHER_FLAG << 1;
    private static final int PIPE_NEW = OTHER_FLAG << 2;
    private static final int PIPE_NAMED = OTHER_FLAG << 3;
    private static final int GROUP_TERMINATED = OTHER_FLAG << 4;

    /** The commands that its supervise was sent last were {@link ShutdownCommands#STOP}. */
    private static final int STOP_SENT = OTHER_FLAG << 5;

    /** They were {@link ShutdownCommands#KILL}. */
    private static final int KILL_SENT = OTHER_FLAG << 6;

    /** In a shutdown: the logger's supervise was sent the command to exit. */
    private static final int LOGGER_SENT = OTHER_FLAG << 7;

    /** The logger's supervise has ended, and is not started again: there is no input left. */
    private static final int LOGGER_COMPLETE = OTHER_FLAG << 8;

    private static final int NO_GROUP = 0;

    private final SuperviseProcess supervise = new SuperviseProcess(this, false);
    private final SuperviseProcess logSupervise = new SuperviseProcess(this, true);

    /**
     * Makes it a service whose supervises do not run yet, without a logger. Those that it had have ended.
     *
     * @param birth when its directory was made, see {@link Posix#birth}
     */
    void begin(long birth) {
        clear();
        setBirth(birth);
    }

    /** Notes the name by which a supervise of it was started. */
    void startedBy(CharSequence name) {
        set(NAME, hash(name));
    }

    /** Whether it has, in all likelihood, another name than that by which its supervises were started. */
    boolean renamedTo(CharSequence name) {
        return get(NAME) != hash(name);
    }

    /** Whether one of its supervises was started less than a second ago. */
    boolean startedJustNow(long now) {
        return supervise.startedJustNow(now) || logSupervise.startedJustNow(now);
    }

    private static int hash(CharSequence name) {
        int hash = 0;
        int length = name.length();
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + name.charAt(i);
        }
        return hash;
    }

    /** Whether it has a logger. */
    boolean logged() {
        return is(LOGGED);
    }

    /**
     * Gives it a pipe to a logger, whose supervise does not run yet.
     *
     * @param isNew whether no logger can have it open
     * @param named whether it is a FIFO, which can be opened again
     */
    void setPipe(int forReading, int forWriting, boolean isNew, boolean named) {
        set(LOGGED, true);
        set(READING_END, forReading);
        set(WRITING_END, forWriting);
        set(PIPE_NEW, isNew);
        set(PIPE_NAMED, named);
    }

    /** Whether its pipe is new, so that a logger which runs already cannot have it open; it is returned once. */
    boolean takePipeNew() {
        boolean isNew = is(PIPE_NEW);
        set(PIPE_NEW, false);
        return isNew;
    }

    /** Whether its pipe is a FIFO. */
    boolean pipeNamed() {
        return is(PIPE_NAMED);
    }

    int readingEnd() {
        return logged() ? get(READING_END) : LogPipe.NONE;
    }

    int writingEnd() {
        return logged() ? get(WRITING_END) : LogPipe.NONE;
    }

    /** The number of links of a directory without a logger when it had no {@code log}; 0 before it was looked for. */
    int links() {
        return get(LINKS);
    }

    void setLinks(int count) {
        set(LINKS, count);
    }

    /** Sets the writing end of a service with a logger. */
    void setWritingEnd(int descriptor) {
        set(WRITING_END, descriptor);
    }

    void markSeen() {
        set(SEEN, true);
    }

    /** Whether the last scan has found its directory. */
    boolean seen() {
        return is(SEEN);
    }

    private static int sentFlag(String commands) {
        return commands.equals(ShutdownCommands.KILL) ? KILL_SENT : STOP_SENT;
    }

    /** Whether these are the commands that its supervise was sent last. */
    boolean sent(String commands) {
        return is(sentFlag(commands));
    }

    /** Notes that its supervise was sent commands: {@link ShutdownCommands#STOP} or {@link ShutdownCommands#KILL}. */
    void setSent(String commands) {
        setNotSent();
        set(sentFlag(commands), true);
    }

    /** Its supervise was sent no commands. */
    void setNotSent() {
        set(STOP_SENT | KILL_SENT, false);
    }

    /** Whether its logger's supervise was sent the command to exit, or needs none. */
    boolean loggerSent() {
        return is(LOGGER_SENT | LOGGER_COMPLETE);
    }

    void setLoggerSent() {
        setLoggerNotSent();
        set(LOGGER_SENT, true);
    }

    /** Another supervise of its logger runs, which was not sent the command. */
    void setLoggerNotSent() {
        set(LOGGER_SENT | LOGGER_COMPLETE, false);
    }

    /** Whether its supervise is missing in a shutdown, unless the service does not run: it has not exited on command. */
    boolean superviseMissing() {
        return !supervised() && supervise.restartWanted();
    }

    /** Whether its logger's supervise is missing in a shutdown, unless there is no input left. */
    boolean loggerMissing() {
        return logged() && !logSupervised() && !is(LOGGER_COMPLETE);
    }

    void setLoggerComplete() {
        setLoggerNotSent();
        set(LOGGER_COMPLETE, true);
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

    /** The supervise of its logger, which does not run if it has none. */
    SuperviseProcess logSupervise() {
        return logSupervise;
    }

    /** Whether one of its supervises does not run. */
    boolean incomplete() {
        return !supervised() || (logged() && !logSupervised());
    }

    /** Whether all is as after most scans: its supervises are children that run, and {@link #birthConfirmed}. */
    boolean settled() {
        int flags = get(FLAGS);
        return (flags & (BIRTH_CONFIRMED | SuperviseProcess.EITHER_WATCHED)) == BIRTH_CONFIRMED
                && get(SUPERVISE) != 0
                && ((flags & LOGGED) == 0 || get(LOG_SUPERVISE) != 0);
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
        return logSupervise.runs();
    }

    /** Whether one of its supervises runs that svscan has not started. */
    boolean watched() {
        return is(SuperviseProcess.EITHER_WATCHED);
    }

    /** svscan has started its supervise. */
    void superviseStarted(int pid, long now) {
        supervise.started(pid, now);
        set(GROUP, pid);
        setNotSent();
        set(GROUP_TERMINATED, false);
    }

    /** The process group that its ended supervise has led, or 0. */
    int leftGroup() {
        return supervised() ? NO_GROUP : get(GROUP);
    }

    /** Notes that TERM is sent to that group; false if it was sent before. */
    boolean markGroupTerminated() {
        boolean first = !is(GROUP_TERMINATED);
        set(GROUP_TERMINATED, true);
        return first;
    }

    /** Whether one of its supervises is to be started before the next scan, and now. */
    boolean dueBetweenScans(long now) {
        return supervise.dueBetweenScans(now) || logSupervise.dueBetweenScans(now);
    }

    /** Whether its directory is gone and so are its supervises. */
    boolean vanished() {
        return !seen() && ended();
    }

    /** Closes the pipe. Its supervises have ended. */
    void close(Posix posix) {
        if (readingEnd() != LogPipe.NONE) {
            posix.close(readingEnd());
            set(READING_END, LogPipe.NONE);
        }
        endLog(posix);
    }

    /** Closes the writing end, so that the logger's input ends when no other process holds it. */
    void endLog(Posix posix) {
        if (writingEnd() != LogPipe.NONE) {
            posix.close(writingEnd());
            set(WRITING_END, LogPipe.NONE);
        }
    }
}
