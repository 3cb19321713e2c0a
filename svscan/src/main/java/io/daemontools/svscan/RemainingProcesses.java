package io.daemontools.svscan;

import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Processes;
import io.daemontools.posix.Signal;

/**
 * The unsupervised processes that an ordered stop ends: background processes of run scripts, daemons, services whose supervise was
 * killed; and in a container whose PID 1 svscan is, processes started from outside. A stop sends TERM to each once. A process
 * that such a process starts afterwards, to clean up, is not sent TERM until it is an orphan.
 *
 * <p>As PID 1, svscan stops all processes; otherwise its descendants. Linux shows all processes in {@code /proc}. Without it,
 * some orphans are found by the process group that their supervise led.
 */
final class RemainingProcesses {
    private static final String PROC = "/proc";

    /** Nanoseconds between two looks whether a process is left. As PID 1, that takes one call. */
    private static final long LOOK_INTERVAL = 20_000_000L;

    private static final long SEARCH_INTERVAL = 100_000_000L;

    private enum Search {
        TERMINATE_ORPHANS,
        TERMINATE_ALL,
        KILL_ORPHANS
    }

    private final ServiceTable services;
    private final int svscan;
    private final Posix posix;
    private final ProcStat stat;

    /** The processes that earlier searches have sent TERM. Some have ended, and others may have got their ids. */
    private final ProcessSet terminated = new ProcessSet();

    /** Those that this search has sent TERM. */
    private final ProcessSet found = new ProcessSet();

    /** The supervises that run during this search. */
    private final ProcessSet supervises = new ProcessSet();

    private boolean allTerminated;

    /** Those of a process. */
    RemainingProcesses(ServiceTable services, int svscan, Posix posix) {
        this.services = services;
        this.svscan = svscan;
        this.posix = posix;
        this.stat = new ProcStat(posix);
    }

    private boolean first() {
        return svscan == OrderedStop.PID_1;
    }

    /** Sends TERM to the orphans that have not been sent it: they descend from svscan, but not from a supervise. */
    void terminateOrphans() {
        if (!search(Search.TERMINATE_ORPHANS)) {
            terminateGroups();
        }
    }

    /** Sends KILL to the orphans. */
    void killOrphans() {
        if (!search(Search.KILL_ORPHANS)) {
            signalGroups(Signal.KILL);
        }
    }

    /** Sends TERM to all processes that have not been sent it, supervises and loggers too. */
    void terminateAll() {
        if (!search(Search.TERMINATE_ALL) && !allTerminated) {
            signalAll(Signal.TERM);
            signalAll(Signal.CONT);
            allTerminated = true;
        }
    }

    /** Sends a signal to all processes; false if there is none. */
    boolean signalAll(Signal signal) {
        return first() ? signal(Processes.ALL_PROCESSES, signal) : signalDescendants(signal);
    }

    /** How long to wait between two calls of {@link #signalAll} if nothing else happens, in nanoseconds. */
    long lookInterval() {
        return first() ? LOOK_INTERVAL : SEARCH_INTERVAL;
    }

    private boolean signalDescendants(Signal signal) {
        DirectoryListing listing = list();
        if (listing == null) {
            return signalGroups(signal);
        }
        boolean any = false;
        try {
            while (listing.next()) {
                int process = ProcStat.process(listing.name());
                if (process != 0 && process != svscan && descends(process)) {
                    any |= signal(process, signal);
                }
            }
        } catch (PosixException ignored) {
            // The listing ended early.
            return any;
        } finally {
            listing.close();
        }
        return any;
    }

    private boolean descends(int process) {
        int ancestor = process;
        while (ancestor > OrderedStop.PID_1 && ancestor != svscan && stat.read(ancestor)) {
            ancestor = stat.parent();
        }
        return ancestor == svscan;
    }

    /** Lists the processes; null if {@code /proc} does not show those of this container. */
    private DirectoryListing list() {
        try {
            return Integer.toString(svscan).equals(posix.readlink(PROC + "/self")) ? posix.listDirectory(PROC) : null;
        } catch (PosixException ignored) {
            // There is no readable Linux /proc.
            return null;
        }
    }

    /** False if not all processes could be found. */
    private boolean search(Search what) {
        DirectoryListing listing = list();
        if (listing == null) {
            return false;
        }
        supervises.clear();
        services.addSupervisesTo(supervises);
        try {
            while (listing.next()) {
                int process = ProcStat.process(listing.name());
                if (process != 0 && process != svscan && isFor(process, what)) {
                    end(process, what);
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

    private void end(int process, Search what) {
        if (what == Search.KILL_ORPHANS) {
            signal(process, Signal.KILL);
        } else {
            signal(process, Signal.TERM);
            signal(process, Signal.CONT);
        }
    }

    /**
     * Whether a search is for a process. It is for orphans if neither the process nor an ancestor is supervised. A search to send TERM
     * is for a process if neither it nor an ancestor was sent it before; then the process is remembered. Most processes are
     * supervised: that is found out before anything is read.
     */
    private boolean isFor(int process, Search what) {
        boolean orphansOnly = what != Search.TERMINATE_ALL;
        int ancestor = process;
        long start = ProcessSet.UNKNOWN_START;
        while (ancestor > OrderedStop.PID_1 && ancestor != svscan) {
            if ((orphansOnly && isSupervise(ancestor))
                    || !stat.read(ancestor)
                    || (what != Search.KILL_ORPHANS && terminated.contains(ancestor, stat.start()))
                    || (orphansOnly && isSupervise(stat.group()))) {
                return false;
            }
            if (ancestor == process) {
                start = stat.start();
            }
            ancestor = stat.parent();
        }
        if (ancestor != svscan && (orphansOnly || !first())) {
            return false;
        }
        if (what != Search.KILL_ORPHANS) {
            found.add(process, start);
        }
        return true;
    }

    private boolean isSupervise(int process) {
        return supervises.contains(process, ProcessSet.UNKNOWN_START);
    }

    private void terminateGroups() {
        for (int i = 0; i < services.size(); i++) {
            ServiceEntry service = services.get(i);
            if (service.leftGroup() != 0 && service.markGroupTerminated()) {
                signal(-service.leftGroup(), Signal.TERM);
                signal(-service.leftGroup(), Signal.CONT);
            }
        }
    }

    /** Sends a signal to the process groups that ended supervises have led; false if nothing is left of them. */
    private boolean signalGroups(Signal signal) {
        boolean any = false;
        for (int i = 0; i < services.size(); i++) {
            int group = services.get(i).leftGroup();
            any |= group != 0 && signal(-group, signal);
        }
        return any;
    }

    /** Sends KILL to what is left of the process group of a service whose supervise has ended. */
    void killGroup(ServiceEntry service) {
        if (service.leftGroup() != 0) {
            signal(-service.leftGroup(), Signal.KILL);
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
