package io.daemontools.simulation.kernel;

import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.simulation.file.OpenFile;

/** Learns what happens, without any effect on it. A violated expectation goes to {@link Kernel#fail}. */
public interface Observer {
    /** A process has forked. */
    default void forked(SimulatedProcess parent, SimulatedProcess child) {}

    /** A process has started a child, which is to set itself up and execute a program. */
    default void spawned(SimulatedProcess child, Spawn spawn) {}

    /** A process executes another program now. */
    default void executed(SimulatedProcess process) {}

    /** A process has ended; its descriptors are closed. */
    default void ended(SimulatedProcess process) {}

    /** A process has written bytes to an open file. */
    default void written(SimulatedProcess process, OpenFile file, byte[] buffer, int offset, int length) {}

    /** A process has read bytes from an open file. */
    default void read(SimulatedProcess process, OpenFile file, byte[] buffer, int offset, int length) {}

    /** The power is cut: all processes are gone, and what of the files has survived shows when the machine starts again. */
    default void powerCut() {}

    /** A fault befalls a process at a call, before it takes effect. */
    default void struck(SimulatedProcess process, Call call, Fault fault) {}

    /** A signal is sent to a process. */
    default void signalled(SimulatedProcess target, Signal signal) {}

    /** A process sends a signal to another one by a call. */
    default void sent(SimulatedProcess sender, SimulatedProcess target, Signal signal) {}

    /** A call has returned, with success or not. */
    default void called(SimulatedProcess process, Call call) {}
}
