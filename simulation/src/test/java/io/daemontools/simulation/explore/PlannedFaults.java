package io.daemontools.simulation.explore;

import io.daemontools.posix.Clocks;
import io.daemontools.posix.Errno;
import io.daemontools.simulation.kernel.Call;
import io.daemontools.simulation.kernel.Fault;
import io.daemontools.simulation.kernel.Faults;
import io.daemontools.simulation.kernel.Kernel;
import io.daemontools.simulation.kernel.SimulatedProcess;
import io.daemontools.simulation.world.Commands;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Faults of calls that are known by their numbers. The calls of a history that begins alike have the same numbers. It strikes the
 * suite's long-lived processes alone, and their children until these execute another program; process 1 is not killed.
 */
class PlannedFaults implements Faults {
    private static final Set<String> TARGETS =
            Set.of(Commands.DIRECTORY + "svscan", Commands.DIRECTORY + "supervise", Commands.DIRECTORY + "multilog");

    /** A call that fails for some time. */
    private record Lasting(SimulatedProcess process, Call call, Errno errno, long until) {}

    private final List<PlannedFault> plan;
    private final List<PlannedFault> done = new ArrayList<>();
    private final List<Lasting> lasting = new ArrayList<>();
    private Kernel kernel;
    private long end = Long.MAX_VALUE;
    private long number;
    private int next;
    private SimulatedProcess doomed;

    /** Faults, in any order. */
    PlannedFaults(List<PlannedFault> faults) {
        plan = new ArrayList<>(faults);
        plan.sort(Comparator.comparingLong(PlannedFault::call));
    }

    /** A history begins. No fault is to happen after a moment, in seconds. */
    final void begin(Kernel its, double seconds) {
        kernel = its;
        end = (long) (seconds * Clocks.SECOND);
    }

    /** The faults that there were, each with the number of the call that it struck and its error. */
    final List<PlannedFault> done() {
        return done;
    }

    /** The number of the call before which {@link #before} was called last. */
    final long number() {
        return number;
    }

    /** Whether it is too late for a fault. */
    final boolean over() {
        return kernel.timeline().passed() > end;
    }

    /** Whether faults are to strike a process. */
    static boolean isTarget(SimulatedProcess process) {
        return TARGETS.contains(process.path());
    }

    @Override
    public Fault before(SimulatedProcess process, Call call) {
        number++;
        boolean planned = next < plan.size() && plan.get(next).call() <= number;
        if (!planned && lasting.isEmpty()) {
            return null;
        }
        long now = kernel.timeline().passed();
        for (Lasting fault : lasting) {
            if (fault.process == process && fault.call == call && now < fault.until) {
                return Fault.fail(fault.errno);
            }
        }
        return planned && !over() && isTarget(process) ? strike(plan.get(next), process, call, now) : null;
    }

    private Fault strike(PlannedFault fault, SimulatedProcess process, Call call, long now) {
        Errno errno = null;
        if (fault.kind() == Fault.Kind.FAIL) {
            errno = errno(fault, call);
            if (errno == null) {
                return null;
            }
            if (fault.seconds() > 0) {
                lasting.add(new Lasting(process, call, errno, now + fault.seconds() * Clocks.SECOND));
            }
        } else if (process.pid() == 1) {
            return null;
        }
        next++;
        done.add(new PlannedFault(number, fault.kind(), errno, fault.after(), fault.seconds()));
        if (fault.after()) {
            doomed = process;
            return null;
        }
        return errno == null ? Fault.KILL : Fault.fail(errno);
    }

    /** The error of a fault, if a call can have it; else null. */
    private static Errno errno(PlannedFault fault, Call call) {
        List<Errno> possible = call.errors();
        if (fault.errno() == null && !possible.isEmpty()) {
            return possible.get((int) (fault.call() % possible.size()));
        }
        return fault.errno() != null && possible.contains(fault.errno()) ? fault.errno() : null;
    }

    @Override
    public Fault after(SimulatedProcess process, Call call) {
        if (process != doomed) {
            return null;
        }
        doomed = null;
        return Fault.KILL;
    }
}
