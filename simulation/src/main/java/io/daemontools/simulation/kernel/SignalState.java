package io.daemontools.simulation.kernel;

import io.daemontools.posix.Signal;
import io.daemontools.simulation.file.Inode;
import io.daemontools.simulation.file.OpenFile;
import java.util.EnumSet;
import java.util.Set;

/** The signals of a process: what it does about each, what is blocked and pending, and what its handlers have noted. */
final class SignalState {
    /** The descriptor that a handler makes readable: an {@code eventfd(2)}. */
    static final class EventFile extends Inode {
        private boolean raised;

        EventFile() {
            super(0, 0600, 0);
        }

        @Override
        public long size() {
            return 0;
        }

        @Override
        public boolean pollsIn(OpenFile file) {
            return raised;
        }
    }

    private final Set<Signal> caught = EnumSet.noneOf(Signal.class);
    private final Set<Signal> ignored = EnumSet.noneOf(Signal.class);
    private final Set<Signal> changed = EnumSet.noneOf(Signal.class);
    private final Set<Signal> pending = EnumSet.noneOf(Signal.class);
    private final Set<Signal> arrived = EnumSet.noneOf(Signal.class);
    private EventFile event;
    private int eventDescriptor;
    private boolean allBlocked;

    /** How many signals the handlers have noted. */
    private long interruptions;

    /** The state of a forked child: all signals are blocked until it resets them. */
    SignalState fork() {
        SignalState child = new SignalState();
        child.caught.addAll(caught);
        child.ignored.addAll(ignored);
        child.changed.addAll(changed);
        child.event = event;
        child.eventDescriptor = eventDescriptor;
        child.allBlocked = true;
        return child;
    }

    /** What {@code execve} does: caught signals have their default action. */
    void exec() {
        caught.clear();
        changed.clear();
        arrived.clear();
        event = null;
        allBlocked = false;
    }

    boolean caught(Signal signal) {
        return caught.contains(signal);
    }

    boolean ignored(Signal signal) {
        return ignored.contains(signal);
    }

    boolean allBlocked() {
        return allBlocked;
    }

    Set<Signal> pending() {
        return pending;
    }

    long interruptions() {
        return interruptions;
    }

    /** Its handler runs. */
    void note(Signal signal) {
        arrived.add(signal);
        event.raised = true;
        interruptions++;
    }

    void handle(Signal signal) {
        caught.add(signal);
        changed.add(signal);
        ignored.remove(signal);
    }

    void ignore(Signal signal) {
        if (ignored.add(signal)) {
            changed.add(signal);
        }
        caught.remove(signal);
        pending.remove(signal);
    }

    void stopIgnoring(Signal signal) {
        if (changed.remove(signal)) {
            setDefault(signal);
        }
    }

    void setDefault(Signal signal) {
        caught.remove(signal);
        ignored.remove(signal);
    }

    /** Undoes the changes and unblocks what fork blocked; returns the descriptor to be closed, or -1. */
    int reset() {
        changed.forEach(this::setDefault);
        changed.clear();
        arrived.clear();
        allBlocked = false;
        int closed = event == null ? -1 : eventDescriptor;
        event = null;
        return closed;
    }

    boolean hasEvent() {
        return event != null;
    }

    int eventDescriptor() {
        return eventDescriptor;
    }

    void setEvent(EventFile file, int descriptor) {
        event = file;
        eventDescriptor = descriptor;
    }

    Signal take() {
        for (Signal signal : arrived) {
            arrived.remove(signal);
            return signal;
        }
        if (event != null) {
            event.raised = false;
        }
        return null;
    }
}
