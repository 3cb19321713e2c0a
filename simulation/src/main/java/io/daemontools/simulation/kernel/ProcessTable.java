package io.daemontools.simulation.kernel;

import io.daemontools.posix.Errno;
import io.daemontools.posix.PosixException;
import java.util.ArrayList;
import java.util.List;

/** All processes that have not been reaped, in the order of their start. */
public final class ProcessTable {
    private static final long FIRST_SERIAL_NUMBER = 301;

    private final List<SimulatedProcess> processes = new ArrayList<>();
    private SimulatedProcess[] runnable = new SimulatedProcess[16];
    private int last;
    private int largest = Integer.MAX_VALUE;
    private long lastSerialNumber = FIRST_SERIAL_NUMBER - 1;
    private boolean numbered = true;

    /** Sets the largest process id, so that ids are soon used again. */
    public void setLargest(int pid) {
        largest = pid;
    }

    /** Sets the process id that was given last. */
    public void setLast(int pid) {
        last = pid;
    }

    /** Sets whether processes have serial numbers, and end with a status that others can see. */
    public void setNumbered(boolean have) {
        numbered = have;
    }

    boolean numbered() {
        return numbered;
    }

    long nextSerialNumber() {
        return ++lastSerialNumber;
    }

    /** A free process id; EAGAIN if there is none. */
    int nextPid() {
        for (int tries = 0; tries <= processes.size() + 1; tries++) {
            last = last >= largest ? 2 : last + 1;
            if (find(last) == null) {
                return last;
            }
        }
        throw PosixException.of(Errno.EAGAIN);
    }

    void add(SimulatedProcess process) {
        processes.add(process);
    }

    void remove(SimulatedProcess process) {
        processes.remove(process);
    }

    /** All of them, zombies too. Do not change it. */
    public List<SimulatedProcess> all() {
        return processes;
    }

    /** The process with an id, or null. */
    public SimulatedProcess find(int pid) {
        for (SimulatedProcess process : processes) {
            if (process.pid() == pid) {
                return process;
            }
        }
        return null;
    }

    /** Finds those that can run now; returns how many they are. */
    int findRunnable() {
        if (runnable.length < processes.size()) {
            runnable = new SimulatedProcess[2 * processes.size()];
        }
        int count = 0;
        for (int i = 0; i < processes.size(); i++) {
            if (processes.get(i).runnable()) {
                runnable[count++] = processes.get(i);
            }
        }
        return count;
    }

    /** Those that {@link #findRunnable} has found, in the order of their start, and then anything. */
    SimulatedProcess[] runnable() {
        return runnable;
    }

    /** When the first wait ends that has a limit, in nanoseconds since the beginning. */
    long earliestDeadline() {
        long earliest = SimulatedProcess.NO_DEADLINE;
        for (SimulatedProcess process : processes) {
            if (!process.ended()) {
                earliest = Math.min(earliest, process.deadline());
            }
        }
        return earliest;
    }
}
