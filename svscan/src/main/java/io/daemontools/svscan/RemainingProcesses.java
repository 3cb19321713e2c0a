package io.daemontools.svscan;

import io.daemontools.cli.Decimal;
import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Processes;
import io.daemontools.posix.Signal;

/**
 * The unsupervised processes of a container: background processes of run scripts, daemons, services whose supervise was
 * killed, and processes started from outside. A shutdown sends TERM to each once. A process that such a process starts
 * afterwards, to clean up, is not sent TERM until it is an orphan.
 *
 * <p>Linux shows all processes in {@code /proc}. Without it, some orphans are found by the process group that their supervise
 * led.
 */
final class RemainingProcesses {
    private static final String PROC = "/proc";

    /** The target of {@code /proc/self} in PID 1, if this is the /proc of its container. */
    private static final String SELF = "1";

    private final ServiceTable services;
    private final Posix posix;
    private final ProcStat stat;

    /** The processes that earlier searches have sent TERM. Some have ended, and others may have got their ids. */
    private final ProcessSet terminated = new ProcessSet();

    /** Those that this search has sent TERM. */
    private final ProcessSet found = new ProcessSet();

    /** The supervises that run during this search. */
    private final ProcessSet supervises = new ProcessSet();

    private boolean allTerminated;

    RemainingProcesses(ServiceTable services, Posix posix) {
        this.services = services;
        this.posix = posix;
        this.stat = new ProcStat(posix);
    }

    /** Sends TERM to the orphans that have not been sent it: they do not descend from a supervise, but from PID 1. */
    void terminateOrphans() {
        if (!terminate(true)) {
            terminateGroups();
        }
    }

    /** Sends TERM to all processes that have not been sent it, supervises and loggers too. */
    void terminateAll() {
        if (!terminate(false) && !allTerminated) {
            signalAll(Signal.TERM);
            signalAll(Signal.CONT);
            allTerminated = true;
        }
    }

    /** Sends a signal to all processes; false if there is none. */
    boolean signalAll(Signal signal) {
        return signal(Processes.ALL_PROCESSES, signal);
    }

    /** False if {@code /proc} does not show the processes of this container. */
    private boolean terminate(boolean orphansOnly) {
        DirectoryListing listing;
        try {
            if (!SELF.equals(posix.readlink(PROC + "/self"))) {
                return false;
            }
            listing = posix.listDirectory(PROC);
        } catch (PosixException ignored) {
            // There is no readable Linux /proc.
            return false;
        }
        supervises.clear();
        services.addSupervisesTo(supervises);
        try {
            while (listing.next()) {
                String name = listing.name();
                if (Decimal.digits(name) == name.length()) {
                    terminate((int) Decimal.value(name), orphansOnly);
                }
            }
            return true;
        } catch (PosixException ignored) {
            // The listing ended early.
            return false;
        } finally {
            listing.close();
            terminated.addAll(found);
            found.clear();
        }
    }

    private void terminate(int process, boolean orphansOnly) {
        if (process == Pid1.ID || !needsTerm(process, orphansOnly)) {
            return;
        }
        signal(process, Signal.TERM);
        signal(process, Signal.CONT);
    }

    /**
     * Whether to send TERM to a process: neither it nor an ancestor was sent it before or is supervised. If so, the process is
     * remembered. Most processes are supervised: that is found out before anything is read.
     */
    private boolean needsTerm(int process, boolean orphansOnly) {
        int ancestor = process;
        long start = ProcessSet.UNKNOWN_START;
        while (ancestor > Pid1.ID) {
            if ((orphansOnly && isSupervise(ancestor))
                    || !stat.read(ancestor)
                    || terminated.contains(ancestor, stat.start())
                    || (orphansOnly && isSupervise(stat.group()))) {
                return false;
            }
            if (ancestor == process) {
                start = stat.start();
            }
            ancestor = stat.parent();
        }
        if (ancestor != Pid1.ID && orphansOnly) {
            return false;
        }
        found.add(process, start);
        return true;
    }

    private boolean isSupervise(int process) {
        return supervises.contains(process, ProcessSet.UNKNOWN_START);
    }

    private void terminateGroups() {
        for (int i = 0; i < services.size(); i++) {
            int group = services.get(i).takeGroup();
            if (group != 0) {
                signal(-group, Signal.TERM);
                signal(-group, Signal.CONT);
            }
        }
    }

    /** Sends a signal to a process; false if there is no such process. EPERM means that there is one. */
    boolean signal(int process, Signal signal) {
        try {
            posix.kill(process, signal);
            return true;
        } catch (PosixException error) {
            return error.errno() != Errno.ESRCH;
        }
    }
}
