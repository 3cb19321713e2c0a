package io.daemontools.simulation.kernel;

import io.daemontools.posix.Posix;
import io.daemontools.posix.Signal;
import io.daemontools.simulation.file.OpenFile;
import java.util.List;

/**
 * A process whose program is the code of the calling thread: it makes the calls of {@link #posix} itself, and while it waits in one,
 * time passes and other processes run. A wait that nothing can end is an {@link AssertionError}. A kernel has at most one such
 * process, and is not {@link Kernel#run} then.
 *
 * <p>Its children are inert: they have their descriptors and their program at once, take no notice of signals, and live until
 * {@link #end} ends them.
 */
public final class HostedProcess {
    private final Kernel kernel;
    private final SimulatedProcess process;

    /** A process without a parent. It has no descriptors. */
    public HostedProcess(Kernel kernel, int pid) {
        this.kernel = kernel;
        process = new SimulatedProcess(pid, kernel);
        process.setHosted();
        process.setCoroutine(kernel.host(process));
        process.begin();
        kernel.processes().add(process);
    }

    /** What the kernel knows of it. */
    public SimulatedProcess process() {
        return process;
    }

    /** The calls that it makes. */
    public Posix posix() {
        return process.posix();
    }

    /** Opens a file at a descriptor, which is not close-on-exec. */
    public void open(int descriptor, OpenFile file) {
        process.descriptors().set(descriptor, file, false);
    }

    /** Sets its arguments, its name first, as {@code execve} does. */
    public void setArguments(List<String> arguments) {
        process.setArguments(arguments);
    }

    /** Sets its environment, {@code NAME=value} each. */
    public void setEnvironment(String... environment) {
        process.setEnvironment(environment);
    }

    /** Puts it in a process group that another process leads. */
    public void joinGroup(int group) {
        process.joinGroup(group);
    }

    /** Sets the size in bytes of the largest object that it has memory for. */
    public void setLargestObject(int bytes) {
        process.limits().setLargestObject(bytes);
    }

    /** Whether a signal is ignored. */
    public boolean ignores(Signal signal) {
        return process.signals().ignored(signal);
    }

    /** Runs code as its program. Returns whether it was cut short: the process ended, or the machine stopped. */
    public boolean endsIn(Runnable code) {
        try {
            code.run();
            return false;
        } catch (Ended ended) {
            return true;
        }
    }

    /** Starts an inert process that is no child, in a process group of its own. */
    public SimulatedProcess startOther(int pid) {
        if (kernel.processes().find(pid) != null) {
            throw new AssertionError("process id in use: " + pid);
        }
        SimulatedProcess started = new SimulatedProcess(pid, kernel);
        started.setInert();
        kernel.processes().add(started);
        return started;
    }

    /** An inert process becomes a child because its parent has ended. */
    public SimulatedProcess adopt(int pid, int group) {
        SimulatedProcess orphan = startOther(pid);
        orphan.joinGroup(group);
        process.adopt(orphan);
        return orphan;
    }

    /**
     * Ends an inert process.
     *
     * @param signal the number of the signal that ends it, or 0
     */
    public void end(SimulatedProcess inert, int exitCode, int signal) {
        kernel.lifecycle().end(inert, exitCode, signal);
    }
}
