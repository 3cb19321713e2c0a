package io.daemontools.supervise;

import io.daemontools.cli.Diagnostics;
import io.daemontools.event.Deadline;
import io.daemontools.posix.Posix;
import io.daemontools.service.ServicePhase;
import io.daemontools.service.ServiceState;
import io.daemontools.service.StateFile;
import io.daemontools.service.Want;

/** Publishes the {@link ServiceState} of a service that has settings, and reads the one that a killed supervise has left. */
final class StateWriter {
    /** How many later runs a state may be older than: an adoption that was not published counts as one. */
    private static final int LATER_RUNS = 8;

    private final ServiceState state;
    private final ServiceProcess process;
    private final Posix posix;
    private final StateFile file;
    private boolean active;

    /** Nothing has been published yet; {@code directory} is the service directory's name in messages. */
    StateWriter(String directory, ServiceState state, ServiceProcess process, Posix posix, Diagnostics diagnostics) {
        this.state = state;
        this.process = process;
        this.posix = posix;
        this.file = new StateFile(posix, diagnostics, directory, process::system);
    }

    /** Whether there are settings: without, there is no state. */
    void setActive(boolean settings) {
        if (!settings) {
            remove();
        }
        active = settings;
    }

    /**
     * The state that a killed supervise has left.
     *
     * @param sequence the number of the last run in the history
     * @return null if there is none of this service and this start of the system
     */
    ServiceState read(long sequence) {
        ServiceState left = new ServiceState();
        boolean usable =
                active && file.read(left) && left.sequence() <= sequence && sequence - left.sequence() <= LATER_RUNS;
        return usable ? left : null;
    }

    /**
     * Publishes where the service is.
     *
     * @param startFollows whether the service is started once its {@code finish} has ended
     * @param start when it is started
     * @param kill when its process is killed
     * @param watchdogAt when the process has missed its watchdog, on the monotonic clock; or {@link ServiceState#NONE}
     */
    void write(ServicePhase phase, boolean startFollows, Want want, Deadline start, Deadline kill, long watchdogAt) {
        if (!active) {
            return;
        }
        long now = posix.wallClock();
        long clock = posix.monotonicClock();
        state.setWant(want);
        state.setSequence(process.sequence());
        state.setPid(process.pid());
        state.setStartAt(start.isSet() ? clock + start.left() : startFollows ? clock : ServiceState.NONE);
        state.setWatchdogAt(watchdogAt);
        state.setKillAt(kill.isSet() ? clock + kill.left() : ServiceState.NONE);
        Deadline next = start.isSet() ? start : kill;
        state.setDeadline(next.isSet() ? now + next.left() : ServiceState.NONE);
        state.setPhase(phase, now);
        file.write(state);
    }

    /** Whether the last state could not be written. */
    boolean failing() {
        return file.failing();
    }

    /** Removes it. */
    void remove() {
        if (active) {
            file.remove();
        }
    }
}
