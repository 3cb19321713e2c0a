package io.daemontools.svscan;

import io.daemontools.cli.Decimal;
import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Processes;
import io.daemontools.posix.Signal;

/**
 * The processes of a container that nobody supervises: background processes of run scripts, daemons, services whose supervise
 * was killed, and processes started from outside. A shutdown sends TERM to each once. A process that such a process starts
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

    /** The processes that were sent TERM. Some may have ended; a process id is not reused within the time of a shutdown. */
    private int[] terminated = new int[16];

    private int count;
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
        int before = count;
        try {
            while (listing.next()) {
                String name = listing.name();
                if (Decimal.digits(name) == name.length()) {
                    terminate((int) Decimal.value(name), before, orphansOnly);
                }
            }
            return true;
        } catch (PosixException ignored) {
            // The listing ended early.
            return false;
        } finally {
            listing.close();
        }
    }

    private void terminate(int process, int before, boolean orphansOnly) {
        if (process == Pid1.ID || !stray(process, before, orphansOnly)) {
            return;
        }
        remember(process);
        signal(process, Signal.TERM);
        signal(process, Signal.CONT);
    }

    /** Whether to send TERM to a process: neither it nor an ancestor was sent it before or is supervised. */
    private boolean stray(int process, int before, boolean orphansOnly) {
        int ancestor = process;
        while (ancestor > Pid1.ID) {
            if (wasTerminated(ancestor, before) || !stat.read(ancestor)) {
                return false;
            }
            if (orphansOnly && (services.supervises(ancestor) || services.supervises(stat.group()))) {
                return false;
            }
            ancestor = stat.parent();
        }
        return ancestor == Pid1.ID || !orphansOnly;
    }

    private boolean wasTerminated(int process, int before) {
        for (int i = 0; i < before; i++) {
            if (terminated[i] == process) {
                return true;
            }
        }
        return false;
    }

    private void remember(int process) {
        if (count == terminated.length) {
            int[] more = new int[2 * count];
            for (int i = 0; i < count; i++) {
                more[i] = terminated[i];
            }
            terminated = more;
        }
        terminated[count++] = process;
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

    /** False if there is no such process. EPERM means that there is one. */
    private boolean signal(int process, Signal signal) {
        try {
            posix.kill(process, signal);
            return true;
        } catch (PosixException error) {
            return error.errno() != Errno.ESRCH;
        }
    }
}
