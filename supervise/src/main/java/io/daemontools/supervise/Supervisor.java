package io.daemontools.supervise;

import io.daemontools.cli.Diagnostics;
import io.daemontools.event.Deadline;
import io.daemontools.event.EventLoop;
import io.daemontools.event.Watch;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.service.StartReason;
import io.daemontools.service.StatusCodec;
import io.daemontools.service.StatusFile;
import io.daemontools.service.Want;

/**
 * Supervises one service: turns system events into an {@link Event}, and carries out the actions of its {@link Transition}.
 *
 * <p>A command that has to wait is {@link #held}; those behind it stay in the control FIFO. A process whose end has to wait is
 * not reaped, so that its process id stays taken.
 */
final class Supervisor {
    private static final long MINUTE = 60 * Posix.SECOND;
    private static final long HOUR = 60 * MINUTE;

    private final String directory;
    private final Posix posix;
    private final Diagnostics diagnostics;
    private final EventLoop loop;
    private final int control;
    private final SelfExec exec;
    private final Watch commands;
    private final byte[] command = new byte[1];
    private final ServiceProcess process;
    private final StatusFile statusFile;
    private final byte[] status = new byte[StatusCodec.SIZE];

    private Phase phase;
    private Want want;
    private boolean paused;
    private boolean exiting;

    /** Why the next start will be made. */
    private StartReason reason = StartReason.FIRST;

    /** The time of day of the last start or end. */
    private long since;

    /** The time in the status file, or 0 if this supervise has not written it yet. */
    private long writtenTime;

    /** When a start was last attempted, on the monotonic clock. */
    private long lastAttempt;

    /** When to start the service; set while {@link Phase#awaitsStart}. */
    private final Deadline start;

    /** When the process has existed for a second; set while {@link Phase#inFirstSecond}. */
    private final Deadline firstSecond;

    /** The command that was read and has to wait, or null. */
    private Event held;

    /** Whether CHLD has arrived since children were last reaped. */
    private boolean unreaped;

    /**
     * A supervisor that has started nothing yet.
     *
     * @param directory the name of the service directory, for messages
     * @param normallyDown whether the service waits for a command before its first start
     * @param loop a loop that catches CHLD
     * @param descriptors with the control FIFO open
     * @param process the service's process, which does not exist yet
     */
    Supervisor(
            String directory,
            boolean normallyDown,
            EventLoop loop,
            HeldDescriptors descriptors,
            ServiceProcess process,
            Posix posix,
            Diagnostics diagnostics) {
        this.directory = directory;
        this.posix = posix;
        this.diagnostics = diagnostics;
        this.loop = loop;
        this.control = descriptors.control();
        this.exec = new SelfExec(directory, descriptors, loop, posix, diagnostics);
        this.commands = loop.watch(control);
        this.start = loop.deadline();
        this.firstSecond = loop.deadline();
        this.process = process;
        this.statusFile = new StatusFile(posix, diagnostics, directory);
        this.since = posix.wallClock();
        this.lastAttempt = posix.monotonicClock() - Posix.SECOND;
        this.phase = normallyDown ? Phase.DOWN : Phase.COMMANDED;
        this.want = normallyDown ? Want.DOWN : Want.UP;
        if (!normallyDown) {
            perform(Action.PLAN_START);
        }
    }

    /**
     * Continues with the process that another supervise has started.
     *
     * @param found the state of the service
     */
    void adopt(Adoption found) {
        since = found.since();
        paused = found.paused();
        want = found.want();
        long age = posix.wallClock() - since;
        boolean inFirstSecond = age >= 0 && age < Posix.SECOND;
        lastAttempt = posix.monotonicClock() - (inFirstSecond ? age : Posix.SECOND);
        enter(inFirstSecond ? Phase.STARTING : Phase.UP);
        process.recordAdoption(want);
    }

    /** Stores the state. Returns whether it is safe to execute a program, see {@link SelfExec#execute}. */
    private boolean save(SavedState state) {
        state.set(SavedState.PHASE, phase.ordinal());
        state.set(SavedState.WANT, want.code());
        state.set(SavedState.PAUSED, paused);
        state.set(SavedState.EXITING, exiting);
        state.set(SavedState.STATUS_PENDING, statusFile.pending());
        state.set(SavedState.REASON, reason.ordinal());
        state.set(SavedState.SINCE, since);
        state.set(SavedState.LAST_ATTEMPT, lastAttempt);
        state.set(SavedState.START, start.isSet() ? posix.monotonicClock() + start.left() : 0);
        state.set(SavedState.HELD, held == null ? 0 : held.command());
        return process.save(state);
    }

    private void tryProgram() {
        SavedState state = new SavedState();
        save(state);
        exec.tryProgram(state);
    }

    /** Goes on where the program was that this process executed before. */
    void resume(SavedState state) {
        want = Want.of((char) state.get(SavedState.WANT));
        paused = state.is(SavedState.PAUSED);
        exiting = state.is(SavedState.EXITING);
        reason = StartReason.of((int) state.get(SavedState.REASON));
        since = state.get(SavedState.SINCE);
        lastAttempt = state.get(SavedState.LAST_ATTEMPT);
        enter(Phase.of(state.get(SavedState.PHASE)));
        if (phase.awaitsStart()) {
            start.set(state.get(SavedState.START));
        }
        hold(Event.ofCommand((byte) state.get(SavedState.HELD)));
        // CHLD may have arrived before this program could catch it.
        unreaped = true;
        if (state.is(SavedState.STATUS_PENDING)) {
            writeStatus();
        }
    }

    /** Runs until supervise is to exit. */
    void run() {
        startIfDue();
        while (!ended()) {
            loop.poll(longestWait());
            turn();
        }
    }

    /**
     * Handles what has happened, in this order:
     *
     * <ol>
     *   <li>Deadlines: the end of the first second, then a start.
     *   <li>The held command, if it {@linkplain Transition#commandComesFirst comes before} the end of the process.
     *   <li>Ends of children, at every turn: one whose signal was lost is noticed at the next turn.
     *   <li>The held command. After a restart it has to wait again.
     *   <li>A status that could not be written before.
     *   <li>One command byte. After it, the end that it may have caused comes first.
     *   <li>The execution of another program, when there is nothing left to do for the moment.
     * </ol>
     */
    private void turn() {
        boolean commandComesFirst = Transition.commandComesFirst(phase);
        if (firstSecond.expired()) {
            handle(Event.SECOND_OVER);
        }
        startIfDue();
        if (commandComesFirst) {
            obeyHeldIfDue();
        }
        unreaped |= loop.take(Signal.CHLD);
        unreaped |= process.seenToEnd();
        if (!Transition.postponesDeath(phase, want, exiting)) {
            reapChildren();
        }
        obeyHeldIfDue();
        if (statusFile.pending()) {
            statusFile.retry(status);
            noteWritten();
        }
        if (commands.ready() && !ended()) {
            readCommand();
        }
        exec.checkTime();
        if (exec.due() && !ended() && !process.awaitsExplanation()) {
            SavedState state = new SavedState();
            exec.execute(state, save(state));
            unreaped = true;
        }
    }

    /** Nanoseconds to wait for at most if no deadline is earlier. After an hour it looks for children in any case. */
    private long longestWait() {
        boolean deathIsDue = unreaped && !Transition.postponesDeath(phase, want, exiting);
        if (deathIsDue || heldIsDue()) {
            return 0;
        }
        return statusFile.pending() ? Posix.SECOND : HOUR;
    }

    private void hold(Event event) {
        held = event;
        commands.setEnabled(held == null);
    }

    private boolean heldIsDue() {
        return held != null && !ended() && !Transition.postpones(phase, unreaped, held);
    }

    private void obeyHeldIfDue() {
        if (heldIsDue()) {
            Event due = held;
            hold(null);
            obey(due);
        }
    }

    private boolean ended() {
        return exiting && phase == Phase.DOWN;
    }

    /** The service's own end is handled last: it may start a process, which is not to be reaped in the same turn. */
    private void reapChildren() {
        boolean died = process.reap(exec);
        unreaped = false;
        if (died) {
            reason = StartReason.RESTART;
            handle(Event.DIED);
            startIfDue();
        }
    }

    private void readCommand() {
        int count = read();
        if (count == 0) {
            // Not a FIFO but a file, at its end: it is always readable, and only a pause prevents a busy loop.
            posix.sleep(Posix.SECOND);
        } else if (count == 1) {
            Event event = Event.ofCommand(command[0]);
            if (event != null && Transition.postpones(phase, unreaped, event)) {
                hold(event);
            } else if (event != null) {
                obey(event);
            }
        }
    }

    /** A FIFO that cannot be read is treated as a file at its end. */
    private int read() {
        try {
            return posix.read(control, command, 0, 1);
        } catch (PosixException error) {
            return 0;
        }
    }

    private void obey(Event event) {
        handle(event);
        startIfDue();
        if (event.announced()) {
            writeStatus();
        }
    }

    private void startIfDue() {
        if (start.expired()) {
            lastAttempt = posix.monotonicClock();
            handle(fork() ? Event.STARTED : Event.FORK_FAILED);
        }
    }

    private boolean fork() {
        try {
            process.start(reason, want, posix.wallClock(), writtenTime);
            return true;
        } catch (PosixException error) {
            reason = StartReason.RESTART;
            diagnostics.warn("unable to fork for " + directory + ", sleeping 60 seconds", error);
            return false;
        }
    }

    private void handle(Event event) {
        if (event.want() != null) {
            want = event.want();
        }
        if ((event == Event.UP || event == Event.ONCE) && phase == Phase.DOWN) {
            reason = StartReason.COMMAND;
        }
        exiting |= event == Event.EXIT;
        Transition transition = Transition.of(phase, want, exiting, event);
        if (transition.next() != null) {
            enter(transition.next());
        }
        for (int i = 0; i < transition.actions(); i++) {
            perform(transition.action(i));
        }
    }

    private void enter(Phase next) {
        phase = next;
        start.cancel();
        firstSecond.cancel();
        if (phase.inFirstSecond()) {
            firstSecond.set(lastAttempt + Posix.SECOND);
        }
    }

    private void perform(Action action) {
        switch (action) {
            case PLAN_START -> start.set(lastAttempt + Posix.SECOND);
            case PLAN_RETRY -> start.set(lastAttempt + MINUTE);
            case STAMP -> since = posix.wallClock();
            case WRITE_STATUS -> writeStatus();
            case SET_PAUSED -> paused = true;
            case CLEAR_PAUSED -> paused = false;
            case EXEC -> tryProgram();
            default -> send(action.signal());
        }
    }

    private void send(Signal signal) {
        try {
            process.send(signal);
        } catch (PosixException ignored) {
            // As in 0.76: a service that has become another user's cannot be signalled, and its status shows the
            // result.
            return;
        }
    }

    /** Writes the status; if that fails, it is tried again at each turn. */
    void writeStatus() {
        StatusCodec.encode(since, process.pid(), paused, want, status);
        statusFile.replace(status);
        noteWritten();
    }

    private void noteWritten() {
        if (!statusFile.pending()) {
            writtenTime = since;
        }
    }
}
