package io.daemontools.simulation.check;

import io.daemontools.service.ServicePhase;
import io.daemontools.service.ServiceState;
import io.daemontools.service.StateCodec;
import io.daemontools.service.StatusCodec;
import io.daemontools.simulation.file.RegularFile;
import io.daemontools.simulation.kernel.SimulatedProcess;
import io.daemontools.simulation.world.World;
import java.util.HashSet;
import java.util.Set;

/**
 * Of the one service with settings there is one copy, its {@code finish} runs once after each end and never beside it, and in the end it
 * is in the phase in which it would be without faults, which its state shows.
 */
public final class LifeChecker implements Checker {
    private static final String SUPERVISE = World.SERVICES + "/a/supervise/";

    private final Set<ServicePhase> expected;
    private final int mostStarts;
    private final Set<SimulatedProcess> live = new HashSet<>();
    private final Set<SimulatedProcess> unexecuted = new HashSet<>();
    private final Set<SimulatedProcess> finishes = new HashSet<>();
    private World world;
    private int starts;
    private int unfinished;

    /**
     * For one history.
     *
     * @param expected the phases in which it may be in the end
     * @param mostStarts how many runs there may be
     */
    public LifeChecker(Set<ServicePhase> expected, int mostStarts) {
        this.expected = expected;
        this.mostStarts = mostStarts;
    }

    @Override
    public String promise() {
        return "one copy, each end finished once, and the same life as without faults";
    }

    @Override
    public void begin(World begun) {
        world = begun;
    }

    @Override
    public void forked(SimulatedProcess parent, SimulatedProcess child) {
        if (Records.executes(parent, "supervise")) {
            unexecuted.add(child);
        }
    }

    @Override
    public void executed(SimulatedProcess process) {
        boolean finish = process.path().equals("./finish");
        if (finish || process.path().equals("./run")) {
            unexecuted.remove(process);
            require(live.isEmpty(), process + " beside " + live);
            live.add(process);
            if (finish) {
                finishes.add(process);
                require(unfinished > 0, "a second finish, " + process);
                unfinished = 0;
            } else {
                starts++;
                require(starts <= mostStarts, "start " + starts);
            }
        }
    }

    @Override
    public void ended(SimulatedProcess process) {
        // One that was killed before it executed its program may have been either.
        boolean unknown = unexecuted.remove(process);
        boolean run = live.remove(process) && !finishes.remove(process);
        if (unknown || run) {
            unfinished++;
        } else if (Records.executes(process, "supervise")) {
            require(Records.wasKilled(process), process + " has ended");
        }
    }

    @Override
    public void atEnd(World ended) {
        ServiceState state = new ServiceState();
        require(StateCodec.decode(bytes("state"), state), "no valid state");
        require(expected.contains(state.phase()), "phase " + state.phase());
        int pid = live.isEmpty() ? 0 : live.iterator().next().pid();
        require(state.pid() == pid, "process " + state.pid() + " instead of " + pid);
        require(StatusCodec.decode(bytes("status")).pid() == pid, "another process in the status");
    }

    private byte[] bytes(String name) {
        return world.kernel().files().get(SUPERVISE + name) instanceof RegularFile file
                        && file.size() >= StatusCodec.SIZE
                ? file.bytes()
                : new byte[StateCodec.SIZE];
    }

    private void require(boolean condition, String what) {
        if (!condition) {
            Violation violation = new Violation(this, what);
            world.kernel().fail(violation);
            throw violation;
        }
    }
}
