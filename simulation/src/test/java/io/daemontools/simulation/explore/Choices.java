package io.daemontools.simulation.explore;

import io.daemontools.posix.Clocks;
import io.daemontools.simulation.kernel.Call;
import io.daemontools.simulation.kernel.Kernel;
import io.daemontools.simulation.kernel.Scheduler;
import io.daemontools.simulation.kernel.SimulatedProcess;
import io.daemontools.simulation.world.Commands;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A scheduler of which each choice is given or the first one: a process runs on until it waits, and then the oldest one runs.
 *
 * <p>It chooses before each call of a command, unless the call touches nothing that another process could see: then it is the same
 * whether the others run before this call or before the next one. Only so many times it takes a process off that could run on.
 * Outside a window of time it does not choose.
 */
final class Choices implements Scheduler {
    /** What another process cannot see. What changes the effect of a signal is not among them. */
    private static final Set<Call> PRIVATE = EnumSet.of(
            Call.CLOCK,
            Call.DUP,
            Call.FCNTL,
            Call.GETPID,
            Call.GETPWNAM,
            Call.GETRLIMIT,
            Call.LOCALTIME,
            Call.LSEEK,
            Call.PIPE,
            Call.PRCTL,
            Call.SETGID,
            Call.SETGROUPS,
            Call.SETRLIMIT,
            Call.SETUID,
            Call.UMASK);

    private static final int NONE = -1;
    private static final long DURATION = 1000;

    private final Map<Integer, Integer> given;
    private final int mostPreemptions;
    private final long from;
    private final long to;
    private final List<Integer> alternatives = new ArrayList<>();
    private Kernel kernel;
    private int preemptions;
    private SimulatedProcess preferred;

    /**
     * A scheduler.
     *
     * @param given the choices that are not 0, by their number
     * @param mostPreemptions how many times a process is taken off that could run on
     * @param from when the window begins, in seconds
     * @param to when it ends
     */
    Choices(Map<Integer, Integer> given, int mostPreemptions, double from, double to) {
        this.given = given;
        this.mostPreemptions = mostPreemptions;
        this.from = (long) (from * Clocks.SECOND);
        this.to = (long) (to * Clocks.SECOND);
    }

    /** A history begins. */
    void begin(Kernel its) {
        kernel = its;
    }

    /** How many alternatives each choice had. */
    List<Integer> alternatives() {
        return alternatives;
    }

    private int choose(int count, int largest) {
        int number = alternatives.size();
        alternatives.add(count);
        return Math.min(given.getOrDefault(number, 0), largest);
    }

    private boolean open() {
        long now = kernel.timeline().passed();
        return now >= from && now <= to;
    }

    @Override
    public boolean preempts(SimulatedProcess running, Call call) {
        if (PRIVATE.contains(call) || !takesPart(running) || !open()) {
            return false;
        }
        List<SimulatedProcess> all = kernel.processes().all();
        int others = 0;
        for (int i = 0; i < all.size(); i++) {
            others += isOther(all.get(i), running) ? 1 : 0;
        }
        // A choice has its number even if it has no alternative, so that numbers do not depend on the bound.
        int chosen = others == 0 ? 0 : choose(preemptions < mostPreemptions ? 1 + others : 1, others);
        for (int i = 0; chosen > 0; i++) {
            if (isOther(all.get(i), running)) {
                chosen--;
                preferred = all.get(i);
            }
        }
        preemptions += preferred == null ? 0 : 1;
        return preferred != null;
    }

    private static boolean isOther(SimulatedProcess process, SimulatedProcess running) {
        return process != running && takesPart(process) && process.runnable();
    }

    private static boolean takesPart(SimulatedProcess process) {
        return Commands.isOne(process.path());
    }

    @Override
    public int next(SimulatedProcess[] runnable, int count) {
        int index = NONE;
        for (int i = 0; i < count && preferred != null; i++) {
            index = runnable[i] == preferred ? i : index;
        }
        preferred = null;
        if (index != NONE) {
            return index;
        }
        return count == 1 || !open() ? 0 : choose(count, count - 1);
    }

    @Override
    public long duration() {
        return DURATION;
    }
}
