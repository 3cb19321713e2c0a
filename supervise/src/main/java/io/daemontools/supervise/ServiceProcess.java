package io.daemontools.supervise;

import io.daemontools.cli.Diagnostics;
import io.daemontools.event.EventLoop;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.ProcessIdentifier;
import io.daemontools.posix.ProcessIdentity;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.service.HistoryFile;
import io.daemontools.service.RunEnd;
import io.daemontools.service.RunStart;
import io.daemontools.service.ServiceFiles;
import io.daemontools.service.ServiceState;
import io.daemontools.service.StartReason;
import io.daemontools.service.Want;

/** The process of the service: a child, or one that was adopted. Its runs are written to the history. */
final class ServiceProcess {
    private final Posix posix;
    private final EventLoop loop;
    private final ProcessIdentifier identifier;
    private final HistoryFile history;
    private final Spawn run;
    private final String directory;
    private final Ending ending = new Ending();

    /** Made for the first end. */
    private RunEnd end;

    /** Made when it is first looked at. */
    private FileStatus runStatus;

    private int pid;
    private int lastPid;
    private long sequence;

    /** The process, if it was adopted. */
    private Adopted adopted;

    /** Whether {@link #adopted} is a child that a script, executed in between, may have reaped; not once all have been reaped. */
    private boolean childAgain;

    /** That of an adopted process that has ended, while it is unknown. */
    private LateExitStatus lateStatus;

    /**
     * No process yet.
     *
     * @param directory the name of the service directory, for messages
     * @param loop a loop that catches CHLD
     */
    ServiceProcess(
            String directory, EventLoop loop, ProcessIdentifier identifier, Posix posix, Diagnostics diagnostics) {
        this.posix = posix;
        this.loop = loop;
        this.identifier = identifier;
        this.directory = directory;
        this.history = new HistoryFile(posix, diagnostics, directory, identifier);
        this.run = Spawn.forked(history, "supervise: fatal: unable to start " + directory + "/run: ", ServiceFiles.RUN)
                .impatient();
    }

    /** Its process id, or 0. */
    int pid() {
        return pid;
    }

    /**
     * Opens the history, and adopts the process of its last run if that still exists.
     *
     * @return that run, or null
     * @throws PosixException it cannot be known now
     */
    RunStart adopt() {
        boolean found = history.open();
        sequence = history.lastSequence();
        if (found) {
            adopted = Adopted.find(history.last(), posix, identifier, loop);
        }
        if (adopted == null) {
            return null;
        }
        pid = history.last().pid();
        return history.last();
    }

    /**
     * Adds the process to the state of supervise.
     *
     * @return whether there is no process, or another supervise would find it if this one ended
     */
    boolean save(SavedState state) {
        state.set(SavedState.PID, pid);
        state.set(SavedState.SEQUENCE, sequence);
        state.set(SavedState.ADOPTED, adopted != null);
        if (pid == 0) {
            return true;
        }
        ProcessIdentity identity = new ProcessIdentity();
        boolean ended = false;
        if (adopted == null) {
            ended = !identify(identity);
        } else {
            identity = history.last().identity();
            state.set(SavedState.TIME, history.last().time());
        }
        state.set(SavedState.KIND, identity.kind());
        state.set(SavedState.NUMBER, identity.number());
        state.set(SavedState.SYSTEM, identity.system());
        return ended || (identity.known() && history.has(sequence, pid));
    }

    /** Identifies the child, if that is possible now. Returns false if it has ended. */
    private boolean identify(ProcessIdentity identity) {
        try {
            identifier.identify(posix, pid, identity);
            return true;
        } catch (PosixException error) {
            identity.clear();
            return error.errno() != Errno.ESRCH;
        }
    }

    /** Goes on with the process of a saved state, which may have ended meanwhile. */
    void resume(SavedState state) {
        pid = (int) state.get(SavedState.PID);
        sequence = state.get(SavedState.SEQUENCE);
        history.reopen(sequence);
        if (pid != 0) {
            RunStart found = history.last();
            boolean child = !state.is(SavedState.ADOPTED);
            long time = state.get(child ? SavedState.SINCE : SavedState.TIME);
            boolean finishes = Phase.of(state.get(SavedState.PHASE)).finishing();
            StartReason reason = finishes ? StartReason.FINISH : StartReason.ADOPTED;
            found.set(sequence, reason, Want.of((char) state.get(SavedState.WANT)), time);
            found.setPid(pid);
            found.identity()
                    .set((int) state.get(SavedState.KIND), state.get(SavedState.NUMBER), state.get(SavedState.SYSTEM));
            adopted = Adopted.again(found, posix, identifier, loop);
            childAgain = child;
            if (!history.has(sequence, pid)) {
                // The file was removed or replaced: the one before is no longer open.
                sequence = history.restore();
            }
        }
    }

    /** Whether the exit status of an adopted process is unknown, but may become known within seconds. */
    boolean exitStatusPending() {
        return lateStatus != null;
    }

    /** Writes the run of the adopted process to the history. */
    void recordAdoption(Want want) {
        sequence = history.adopted(want);
    }

    /** How {@code run} is started without {@link io.daemontools.service.ServiceSettings}. */
    Spawn run() {
        return run;
    }

    /** Whether {@code run} can be executed, as far as its mode shows. */
    boolean hasRun() {
        if (runStatus == null) {
            runStatus = new FileStatus();
        }
        try {
            return posix.stat(ServiceFiles.RUN, runStatus) && runStatus.executable();
        } catch (PosixException unknown) {
            return true;
        }
    }

    /**
     * A hash of what distinguishes this start of the system, or of the container, from others: its process 1.
     *
     * @return 0 if processes cannot be identified
     * @throws PosixException EMFILE, ENFILE, ENOMEM: it may be known later
     */
    long system() {
        return SystemStart.hash(identifier, posix);
    }

    /**
     * Finds out about the last process, which has ended while no supervise ran, or while one was killed.
     *
     * @param published its process id, as far as an earlier supervise has published it
     * @return its start, or null if the history does not have it
     * @throws PosixException EMFILE, ENFILE, ENOMEM: it may be known later
     */
    RunStart recall(int published) {
        setEnd();
        boolean found = history.recall(end);
        lastPid = found ? history.last().pid() : published;
        return found ? history.last() : null;
    }

    /** Whether the process that was adopted is {@code finish}. */
    boolean finishing() {
        return adopted != null && history.last().reason() == StartReason.FINISH;
    }

    /** Whether a state was published of the process that was adopted. */
    boolean publishedIn(ServiceState left) {
        return left.pid() == pid && Recovery.mayBeOf(left, history.last(), sequence);
    }

    /** Whether the last process is known to have exited with a code. */
    boolean exited(int code) {
        return end != null
                && end.statusKnown()
                && !end.status().crashed()
                && end.status().exitCode() == code;
    }

    /** How {@code finish} is started; its arguments follow its name. */
    Spawn finish(String... arguments) {
        return Spawn.forked(history, "supervise: fatal: unable to start " + directory + "/finish: ", arguments)
                .impatient()
                .setsid();
    }

    /**
     * Starts the process.
     *
     * @param time the time of day
     * @param statusTime the time in the status file, or 0
     * @throws PosixException EAGAIN, ENOMEM: {@code fork} failed
     */
    void start(Spawn program, StartReason reason, Want want, long time, long statusTime) {
        ending.reset();
        history.prepare(reason, want, time, statusTime);
        pid = posix.spawn(program);
        sequence = history.started();
    }

    /** The process id of the last process that has ended, or 0. */
    int lastPid() {
        return lastPid;
    }

    /** The number of its run in the history. */
    long sequence() {
        return sequence;
    }

    /** How the last process has ended, as far as it is known at its end. */
    RunEnd end() {
        return end;
    }

    /** What is done to end it. */
    Ending ending() {
        return ending;
    }

    /** Sends a signal to the process. {@code ESRCH} if there is none: 0 would be the process group of supervise. */
    void send(Signal signal) {
        if (pid == 0) {
            throw PosixException.of(Errno.ESRCH);
        }
        if (adopted == null) {
            posix.kill(pid, signal);
        } else {
            adopted.send(signal);
        }
    }

    /** Sends a signal to the process group of the process, or to the process if it leads none. After its end, its id may be another group's. */
    void sendToGroup(Signal signal) {
        if (pid != 0 && (adopted == null || adopted.exists())) {
            try {
                posix.kill(-pid, signal);
                return;
            } catch (PosixException error) {
                if (error.errno() != Errno.ESRCH) {
                    throw error;
                }
            }
        }
        send(signal);
    }

    /** Whether it has been seen, without reaping, that the process or another child has ended. For each turn of the loop. */
    boolean childSeenToEnd() {
        boolean signalled = loop.take(Signal.CHLD);
        if (lateStatus != null && lateStatus.due()) {
            queryLateStatus();
        }
        return signalled || (adopted != null && adopted.ended());
    }

    /**
     * Reaps all children that have ended.
     *
     * @param others what the ends of other children are for
     * @return whether the process is among them, or else was seen to end: there is none now
     */
    boolean reap(OtherChildren others) {
        boolean died = false;
        for (int child = loop.reap(); child != Posix.NONE; child = loop.reap()) {
            if (child == pid) {
                died = true;
                setEnd();
                end.setStatus(loop.childStatus());
                ending.put(end, posix);
                end.use().set(loop.childUse());
                history.end(end);
            } else {
                others.reaped(child, loop.childStatus());
            }
        }
        if (adopted != null && !died && adopted.ended()) {
            died = true;
            endOfAdopted();
            adopted = null;
        } else if (adopted != null && (died || childAgain)) {
            adopted.close();
            adopted = null;
        }
        childAgain = false;
        if (died) {
            lastPid = pid;
            pid = 0;
        }
        return died;
    }

    private void setEnd() {
        if (end == null) {
            end = new RunEnd();
        }
        setEnd(end);
    }

    private void setEnd(RunEnd of) {
        of.set(sequence, posix.wallClock());
        of.setOfFinish(history.last().reason() == StartReason.FINISH);
    }

    private void endOfAdopted() {
        setEnd();
        RunEnd run = new RunEnd();
        setEnd(run);
        ending.put(run, posix);
        lateStatus = new LateExitStatus(adopted, run, loop);
        if (!queryLateStatus()) {
            history.end(run);
        }
    }

    private boolean queryLateStatus() {
        boolean known = lateStatus.query();
        if (known) {
            RunEnd run = lateStatus.run();
            if (end.sequence() == run.sequence()) {
                end.setStatus(run.status());
            }
            history.end(run);
        }
        if (lateStatus.closed()) {
            lateStatus = null;
        }
        return known;
    }
}
