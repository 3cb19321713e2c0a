package io.daemontools.service;

import io.daemontools.posix.ResourceUse;
import io.daemontools.posix.WaitStatus;

/** The end of a run of a service, as its history has it. */
public final class RunEnd {
    /** What is not known of its {@link #use}. */
    public static final long UNKNOWN = -1;

    private final WaitStatus status = new WaitStatus();
    private final ResourceUse use = new ResourceUse();
    private long sequence;
    private long time;
    private boolean statusKnown;
    private EndCause cause = EndCause.NONE;
    private long counts;
    private boolean ofFinish;

    /** Sets the number of the run, and when it ended: the wall clock in nanoseconds. Nothing else is known. */
    public void set(long sequence, long time) {
        this.sequence = sequence;
        this.time = time;
        ofFinish = false;
        statusKnown = false;
        cause = EndCause.NONE;
        counts = 0;
        status.set(0, 0);
        use.set(UNKNOWN, UNKNOWN, UNKNOWN);
    }

    /** Sets how it ended. */
    public void setStatus(WaitStatus how) {
        setStatus(how.exitCode(), how.signal());
    }

    /** Sets how it ended: one of the two is 0. */
    public void setStatus(int exitCode, int signal) {
        statusKnown = true;
        status.set(exitCode, signal);
    }

    /** Sets whether it was a run of {@code finish}. A history has that with the start. */
    public void setOfFinish(boolean finish) {
        ofFinish = finish;
    }

    /** Whether it was a run of {@code finish}, as far as it was set. */
    public boolean ofFinish() {
        return ofFinish;
    }

    /** Sets what supervise has done to end it. */
    public void setCause(EndCause what) {
        cause = what;
    }

    /** Sets how often the service has ended until now, this time included: see {@link EndCounts}. */
    public void setCounts(long ends) {
        counts = ends;
    }

    /** The number of the run. */
    public long sequence() {
        return sequence;
    }

    /** When it ended: the wall clock in nanoseconds. */
    public long time() {
        return time;
    }

    /** Whether {@link #status} is known. */
    public boolean statusKnown() {
        return statusKnown;
    }

    /** How it ended. */
    public WaitStatus status() {
        return status;
    }

    /** What supervise has done to end it. */
    public EndCause cause() {
        return cause;
    }

    /** How often the service has ended until then: see {@link EndCounts}. */
    public long counts() {
        return counts;
    }

    /** The resources that it used, each of them perhaps {@link #UNKNOWN}. */
    public ResourceUse use() {
        return use;
    }
}
