package io.daemontools.simulation.kernel;

import io.daemontools.posix.Errno;
import io.daemontools.posix.PosixException;
import java.util.ArrayList;
import java.util.List;

/** All processes that have not been reaped, in the order of their start. */
public final class ProcessTable {
    private final List<SimulatedProcess> processes = new ArrayList<>();
    private int last;
    private int largest = Integer.MAX_VALUE;

    /** Sets the largest process id, so that ids are soon used again. */
    public void setLargest(int pid) {
        largest = pid;
    }

    /** Sets the process id that was given last. */
    public void setLast(int pid) {
        last = pid;
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
}
