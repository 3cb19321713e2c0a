package io.daemontools.svscan;

import io.daemontools.cli.Decimal;
import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Processes;
import io.daemontools.posix.Signal;

/**
 * What nobody supervises in a container: what run scripts have left behind, daemons, services whose supervise was killed,
 * and what was started from outside. In a stop each is sent TERM once. What such a process starts afterwards, to clean up,
 * is left alone until it is an orphan.
 *
 * <p>Linux shows all processes in {@code /proc}. Where it is not there, some orphans are found by the process group that
 * their supervise led.
 */
final class RemainingProcesses {
    private static final String PROC = "/proc";

    /** Where {@code /proc/self} points to in process 1, if it is the /proc of its container. */
    private static final String SELF = "1";

    private final ServiceTable services;
    private final Posix posix;
    private final ProcStat stat;

    /** Those that were sent TERM. Among them may be some that have ended; ids come round again much later. */
    private int[] terminated = new int[16];

    private int count;
    private boolean allTerminated;

    RemainingProcesses(ServiceTable services, Posix posix) {
        this.services = services;
        this.posix = posix;
        this.stat = new ProcStat(posix);
    }

    /** Ends the orphans that have not been sent TERM: they do not descend from a supervise, but from process 1. */
    void terminateOrphans() {
        if (!terminate(true)) {
            terminateGroups();
        }
    }

    /** Ends all processes that have not been sent TERM, supervises and loggers too. */
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
        } catch (PosixException none) {
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
        } catch (PosixException incomplete) {
            return false;
        } finally {
            listing.close();
        }
    }

    private void terminate(int process, int before, boolean orphansOnly) {
        if (process == ProcessOne.ID || !stray(process, before, orphansOnly)) {
            return;
        }
        remember(process);
        signal(process, Signal.TERM);
        signal(process, Signal.CONT);
    }

    /** Whether a process is to be sent TERM: neither it nor one that it descends from was sent it before, or is supervised. */
    private boolean stray(int process, int before, boolean orphansOnly) {
        int ancestor = process;
        while (ancestor > ProcessOne.ID) {
            if (wasTerminated(ancestor, before) || !stat.look(ancestor)) {
                return false;
            }
            if (orphansOnly && (services.supervises(ancestor) || services.supervises(stat.group()))) {
                return false;
            }
            ancestor = stat.parent();
        }
        return ancestor == ProcessOne.ID || !orphansOnly;
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

    /** One that may not be signalled exists. */
    private boolean signal(int process, Signal signal) {
        try {
            posix.kill(process, signal);
            return true;
        } catch (PosixException error) {
            return error.errno() != Errno.ESRCH;
        }
    }
}
