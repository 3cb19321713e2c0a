package io.daemontools.simulation.unit;

import io.daemontools.posix.Spawn;
import io.daemontools.simulation.kernel.HostedProcess;
import io.daemontools.simulation.kernel.Kernel;
import io.daemontools.simulation.kernel.Observer;
import io.daemontools.simulation.kernel.SimulatedProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The other processes. They do nothing, whatever signals they get, and live until the test ends them. */
public final class Children implements Observer {
    /** The number of SIGSEGV. */
    private static final int CRASH = 11;

    /** A child that was started, and when. */
    public record Child(int pid, Spawn spawn, Duration at) {
        /** Its program and arguments, separated by spaces. */
        public String commandLine() {
            return String.join(" ", spawn.arguments());
        }
    }

    private final Kernel kernel;
    private final HostedProcess process;
    private final List<Child> started = new ArrayList<>();

    Children(Kernel kernel, HostedProcess process) {
        this.kernel = kernel;
        this.process = process;
    }

    @Override
    public void spawned(SimulatedProcess child, Spawn spawn) {
        started.add(
                new Child(child.pid(), spawn, Duration.ofNanos(kernel.timeline().passed())));
    }

    /** All children that were ever started, in order. */
    public List<Child> started() {
        return List.copyOf(started);
    }

    /** The command line of each, in order. */
    public List<String> commandLines() {
        return started.stream().map(Child::commandLine).toList();
    }

    /** The child started last. */
    public Child last() {
        return started.get(started.size() - 1);
    }

    /** A process of another parent, in a group of its own, comes to be a child because its parent has ended. */
    public void inherit(int pid) {
        inherit(pid, pid);
    }

    /** The same, in a process group. */
    public void inherit(int pid, int group) {
        process.adopt(pid, group);
    }

    /** A process of another parent has ended, and so has its parent: it comes to be a child that can only be reaped. */
    public void inheritEnded(int pid, int exitCode) {
        inherit(pid);
        end(pid, exitCode);
    }

    /** A process starts that is no child. */
    public void startOther(int pid) {
        process.startOther(pid);
    }

    /** Such a process, or a child, ends with an exit code. */
    public void end(int pid, int exitCode) {
        process.end(running(pid), exitCode, 0);
    }

    /** A process is ended by a signal: SIGSEGV. */
    public void crash(int pid) {
        process.end(running(pid), 0, CRASH);
    }

    private SimulatedProcess running(int pid) {
        SimulatedProcess found = kernel.processes().find(pid);
        if (found == null || found.ended()) {
            throw new AssertionError("there is no process " + pid);
        }
        return found;
    }
}
