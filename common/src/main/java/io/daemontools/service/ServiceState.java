package io.daemontools.service;

/**
 * What a supervise publishes about a service beyond the status, if its directory has one of {@link SettingsFiles}. Times are in
 * nanoseconds: of the wall clock for readers, and of the monotonic clock for a supervise that goes on after a killed one.
 */
public final class ServiceState {
    /** The value of a time that is not set. */
    public static final long NONE = 0;

    /** The longest text of a {@link #text} in bytes; a longer one is cut. */
    public static final int MAX_TEXT = 120;

    private ServicePhase phase = ServicePhase.DOWN;
    private Want want = Want.DOWN;
    private boolean ready;
    private boolean stopping;
    private boolean commanded;
    private FailureReason failure = FailureReason.NONE;
    private long sequence;
    private int pid;
    private long system;
    private long since;
    private long readySince;
    private long deadline;
    private long killAt;
    private long startAt;
    private long watchdogAt;
    private long watchdogTimeout;
    private long limitFrom;
    private int limitCount;
    private int shortRuns;
    private long startedAt;
    private long starts;
    private long ends;
    private final byte[] text = new byte[MAX_TEXT];
    private int textLength;

    /** Where the service is. */
    public ServicePhase phase() {
        return phase;
    }

    /** Sets {@link #phase} and, if it is another one, {@link #since}. */
    public void setPhase(ServicePhase next, long time) {
        if (next != phase || since == NONE) {
            since = time;
        }
        phase = next;
    }

    void setSince(long time) {
        since = time;
    }

    /** What is wanted of it. */
    public Want want() {
        return want;
    }

    /** Sets {@link #want}. */
    public void setWant(Want wanted) {
        want = wanted;
    }

    /** Whether the run is ready. */
    public boolean ready() {
        return ready;
    }

    /** Sets {@link #ready} and {@link #readySince}. One that is not ready, but was, is reloading. */
    public void setReady(boolean isReady, long time) {
        ready = isReady;
        readySince = time;
    }

    /** Whether the run was sent the signal to stop, or reports that it stops. */
    public boolean stopping() {
        return stopping;
    }

    /** Sets {@link #stopping}. */
    public void setStopping(boolean stops) {
        stopping = stops;
    }

    /** Whether a command has sent the run a signal that may end it. */
    public boolean commanded() {
        return commanded;
    }

    /** Sets {@link #commanded}. */
    public void setCommanded(boolean byCommand) {
        commanded = byCommand;
    }

    /** Why it has failed for good, or will have when its {@code finish} is over. */
    public FailureReason failure() {
        return failure;
    }

    /** Sets {@link #failure}. */
    public void setFailure(FailureReason reason) {
        failure = reason;
    }

    /** The number of its last run in the history. */
    public long sequence() {
        return sequence;
    }

    /** Sets {@link #sequence}. */
    public void setSequence(long number) {
        sequence = number;
    }

    /** The process id of its process or of its {@code finish}, or 0. */
    public int pid() {
        return pid;
    }

    /** Sets {@link #pid}. */
    public void setPid(int process) {
        pid = process;
    }

    /**
     * A hash of what distinguishes this start of the system, of which the monotonic clock's times are, from others, and the state's file
     * from its copies.
     */
    public long system() {
        return system;
    }

    /** Sets {@link #system}. */
    public void setSystem(long hash) {
        system = hash;
    }

    /** When its phase began, by the wall clock. */
    public long since() {
        return since;
    }

    /** When the run became ready, by the wall clock; or {@link #NONE}. */
    public long readySince() {
        return readySince;
    }

    /** When supervise will act by itself (start the service, or kill it or its finish), by the wall clock; or {@link #NONE}. */
    public long deadline() {
        return deadline;
    }

    /** Sets {@link #deadline}. */
    public void setDeadline(long time) {
        deadline = time;
    }

    /** When a run that stops, or a finish, is killed, by the monotonic clock; or {@link #NONE}. */
    public long killAt() {
        return killAt;
    }

    /** Sets {@link #killAt}. */
    public void setKillAt(long time) {
        killAt = time;
    }

    /**
     * When the service is started, by the monotonic clock; or {@link #NONE}. While {@code finish} runs, a time means that the service is
     * started afterwards on command.
     */
    public long startAt() {
        return startAt;
    }

    /** Sets {@link #startAt}. */
    public void setStartAt(long time) {
        startAt = time;
    }

    /** When the run is killed unless it reports before that it is alive, by the monotonic clock; or {@link #NONE}. */
    public long watchdogAt() {
        return watchdogAt;
    }

    /** Sets {@link #watchdogAt}. */
    public void setWatchdogAt(long time) {
        watchdogAt = time;
    }

    /** The time of the run's watchdog, which the run may have set itself; or {@link #NONE}. */
    public long watchdogTimeout() {
        return watchdogTimeout;
    }

    /** Sets {@link #watchdogTimeout}. */
    public void setWatchdogTimeout(long time) {
        watchdogTimeout = time;
    }

    /** When the interval began in which {@link #limitCount} counts, by the monotonic clock. */
    public long limitFrom() {
        return limitFrom;
    }

    /** How many times the service has ended since {@link #limitFrom}. */
    public int limitCount() {
        return limitCount;
    }

    /** Sets {@link #limitFrom} and {@link #limitCount}. */
    public void setLimit(long from, int count) {
        limitFrom = from;
        limitCount = count;
    }

    /** How many runs in a row have ended too soon. */
    public int shortRuns() {
        return shortRuns;
    }

    /** Sets {@link #shortRuns}. */
    public void setShortRuns(int count) {
        shortRuns = count;
    }

    /** When the service was last started, by the monotonic clock; or {@link #NONE}. */
    public long startedAt() {
        return startedAt;
    }

    /** Sets {@link #startedAt}. */
    public void setStartedAt(long time) {
        startedAt = time;
    }

    /** How many times the service was started since this state was begun. */
    public long starts() {
        return starts;
    }

    /** How many times it has ended. */
    public long ends() {
        return ends;
    }

    /** Sets {@link #starts} and {@link #ends}. */
    public void setCounts(long newStarts, long newEnds) {
        starts = newStarts;
        ends = newEnds;
    }

    /** What the service reports about itself (STATUS of {@code sd_notify(3)}), of {@link #textLength} bytes. */
    public byte[] text() {
        return text;
    }

    /** The length of {@link #text}. */
    public int textLength() {
        return textLength;
    }

    /** Sets {@link #text}. */
    public void setText(byte[] bytes, int offset, int length) {
        textLength = Math.min(length, MAX_TEXT);
        for (int i = 0; i < MAX_TEXT; i++) {
            text[i] = i < textLength ? bytes[offset + i] : 0;
        }
    }
}
