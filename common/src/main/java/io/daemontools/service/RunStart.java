package io.daemontools.service;

import io.daemontools.posix.ProcessIdentity;

/** The start of a run of a service, as its history has it. */
public final class RunStart {
    private final ProcessIdentity identity = new ProcessIdentity();
    private long sequence;
    private int pid;
    private StartReason reason = StartReason.FIRST;
    private Want want = Want.UP;
    private long time;
    private long statusTime;
    private int file;

    /**
     * Sets all but the process.
     *
     * @param sequence the number of the run, from 1
     * @param want the wanted state of the service
     * @param time when it was started: the wall clock in nanoseconds
     */
    public void set(long sequence, StartReason reason, Want want, long time) {
        this.sequence = sequence;
        this.reason = reason;
        this.want = want;
        this.time = time;
    }

    /**
     * Sets the time in the status file before the start: the wall clock in nanoseconds; or 0 if the supervise had not written the file.
     */
    public void setStatusTime(long lastStatus) {
        statusTime = lastStatus;
    }

    /** Sets the process id; {@link #identity} is set by itself. */
    public void setPid(int process) {
        pid = process;
    }

    /** Sets what distinguishes the history that it is written to from a copy. */
    public void setFile(int hash) {
        file = hash;
    }

    /** 32 bits of a hash of the device and the inode number of the history that it was written to. */
    public int file() {
        return file;
    }

    /** The number of the run, from 1; 0 if there is none. */
    public long sequence() {
        return sequence;
    }

    /** The process id. */
    public int pid() {
        return pid;
    }

    /** What distinguishes its process from others. */
    public ProcessIdentity identity() {
        return identity;
    }

    /** Why it was started. */
    public StartReason reason() {
        return reason;
    }

    /** The wanted state of the service when it was started. */
    public Want want() {
        return want;
    }

    /** When it was started: the wall clock in nanoseconds. */
    public long time() {
        return time;
    }

    /** The time in the status file before the start: the wall clock in nanoseconds; or 0 if the supervise had not written the file. */
    public long statusTime() {
        return statusTime;
    }
}
