package io.daemontools.simulation.kernel;

import io.daemontools.posix.Errno;
import io.daemontools.posix.PosixException;
import java.util.ArrayList;
import java.util.List;

/** All processes that have not been reaped, in the order of their start. */
public final class ProcessTable {
    private static final long FIRST_SERIAL_NUMBER = 301;
    private static final long MICROSECOND = 1000;

    /** Its process id, its group's, and its session's. */
    private static final int IDS_OF_A_PROCESS = 3;

    private final List<SimulatedProcess> processes = new ArrayList<>();
    private SimulatedProcess[] runnable = new SimulatedProcess[16];
    private int last;
    private int largest = Integer.MAX_VALUE;
    private long lastSerialNumber = FIRST_SERIAL_NUMBER - 1;
    private boolean numbered = true;
    private boolean smallestFirst;

    /** No processes yet. */
    ProcessTable() {}

    /** No processes yet; ids and serial numbers are given as in another table. */
    ProcessTable(ProcessTable before) {
        largest = before.largest;
        smallestFirst = before.smallestFirst;
        numbered = before.numbered;
    }

    /** Sets the largest process id, so that ids are soon used again. */
    public void setLargest(int pid) {
        largest = pid;
    }

    /** From now on each new process gets the smallest free process id: that of the process that was reaped last, perhaps. */
    public void setSmallestFirst() {
        smallestFirst = true;
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

    /** The serial number of a process that starts now. */
    long nextSerialNumber(Kernel kernel) {
        return kernel.system().numbersByStartTime() ? 1 + kernel.timeline().passed() / MICROSECOND : ++lastSerialNumber;
    }

    /** A free process id; EAGAIN if there is none. One is not free as long as a process group or a session has it. */
    int nextPid() {
        if (smallestFirst) {
            last = 0;
        }
        for (int tries = 0; tries <= IDS_OF_A_PROCESS * processes.size() + 1; tries++) {
            last = last >= largest ? 2 : last + 1;
            if (free(last)) {
                return last;
            }
        }
        throw PosixException.of(Errno.EAGAIN);
    }

    private boolean free(int id) {
        for (SimulatedProcess process : processes) {
            if (process.pid() == id || process.group() == id || process.session() == id) {
                return false;
            }
        }
        return true;
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
