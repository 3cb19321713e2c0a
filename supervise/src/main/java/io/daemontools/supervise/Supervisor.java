package io.daemontools.supervise;

import io.daemontools.cli.Diagnostics;
import io.daemontools.event.Deadline;
import io.daemontools.event.EventLoop;
import io.daemontools.posix.Posix;
import io.daemontools.posix.WaitStatus;
import io.daemontools.service.RunStart;
import io.daemontools.service.ServiceState;
import io.daemontools.service.StartReason;
import io.daemontools.service.StatusFile;
import io.daemontools.service.Want;

/**
 * Supervises one service: turns system events into an {@link Event}, and carries out the actions of its {@link Transition}.
 *
 * <p>A process whose end has to wait is not reaped, so that its process id stays taken.
 */
final class Supervisor implements OtherChildren {
    private static final long MINUTE = 60 * Posix.SECOND;
    private static final long HOUR = 60 * MINUTE;

    private final Posix posix;
    private final EventLoop loop;
    private final SelfExec exec;
    private final Container container;
    private final Commands commands;
    private final ServiceProcess process;
    private final ServiceRuns runs;
    private final StatusWriter status;

    private Phase phase;
    private Want want;
    private boolean paused;
    private boolean exiting;

    /** Why the next start will be made. */
    private StartReason reason = StartReason.FIRST;

    /** The time of day of the last start or end. */
    private long since;

    /** When a start was last attempted, on the monotonic clock. */
    private long lastAttempt;

    /** When to start the service; set while {@link Phase#awaitsStart}. */
    private final Deadline start;

    /** When the process has existed for a second; set while {@link Phase#inFirstSecond}. */
    private final Deadline firstSecond;

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
        this.posix = posix;
        this.loop = loop;
        this.container = new Container(directory, loop, posix, diagnostics);
        this.exec = new SelfExec(directory, descriptors, loop, posix, diagnostics);
        this.commands = new Commands(descriptors.control(), loop, posix);
        this.start = loop.deadline();
        this.firstSecond = loop.deadline();
        this.process = process;
        this.runs = new ServiceRuns(directory, loop, process, descriptors, container.essential(), posix, diagnostics);
        this.status = new StatusWriter(new StatusFile(posix, diagnostics, directory));
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
        boolean finishing = process.finishing();
        long sequence = process.sequence();
        ServiceState left = runs.adopt(sequence, finishing, restarts());
        process.recordAdoption(want);
        lastAttempt = Recovery.attempt(left, since, posix);
        runs.setStartedAt(lastAttempt);
        boolean inFirstSecond = posix.monotonicClock() - lastAttempt < Posix.SECOND;
        enter(finishing ? Recovery.finishing(left) : inFirstSecond ? Phase.STARTING : Phase.UP);
        publish();
    }

    /** Goes on with a service that has no process, after a killed supervise that has left a state. A shortage while it is read is thrown. */
    void recover() {
        ServiceState left = runs.recover();
        if (left != null) {
            recover(left);
        }
        publish();
    }

    private void recover(ServiceState left) {
        RunStart last = process.recall(left.pid());
        Recovery found = Recovery.of(left, last, process.sequence());
        want = found.want();
        since = left.since();
        reason = StartReason.RESTART;
        lastAttempt = found.attempt(left, last, posix);
        runs.recovered(found, lastAttempt, restarts());
        enter(found.phase());
        if (phase.awaitsStart()) {
            start.set(left.startAt());
        } else if (phase.occupied()) {
            handleEnd();
        }
    }

    /** Stores the state. Returns whether it is safe to execute a program, see {@link SelfExec#execute}. */
    private boolean save(SavedState state) {
        state.set(SavedState.PHASE, phase.ordinal());
        state.set(SavedState.WANT, want.code());
        state.set(SavedState.PAUSED, paused);
        state.set(SavedState.EXITING, exiting);
        state.set(SavedState.STATUS_PENDING, status.pending());
        state.set(SavedState.REASON, reason.ordinal());
        state.set(SavedState.SINCE, since);
        state.set(SavedState.LAST_ATTEMPT, lastAttempt);
        state.set(SavedState.START, start.isSet() ? posix.monotonicClock() + start.left() : 0);
        state.set(SavedState.HELD, commands.held() == null ? 0 : commands.held().command());
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
        commands.hold(Event.ofCommand((byte) state.get(SavedState.HELD)));
        if (phase.occupied()) {
            runs.adopt(process.sequence(), phase.finishing(), restarts());
        } else {
            runs.recover();
        }
        publish();
        // CHLD may have arrived before this program could catch it.
        unreaped = true;
        if (state.is(SavedState.STATUS_PENDING)) {
            writeStatus();
        }
    }

    /** Runs until supervise is to exit. Returns its exit code. */
    int run() {
        startIfDue();
        runs.begin();
        while (!ended()) {
            loop.poll(longestWait());
            turn();
        }
        runs.close();
        return container.exitStatus(want, phase);
    }

    /**
     * Handles what has happened, in this order:
     *
     * <ol>
     *   <li>Deadlines: the end of the first second, then a start, then what the settings ask for.
     *   <li>The held command, if it {@linkplain Transition#commandComesFirst comes before} the end of the process.
     *   <li>Ends of children, at every turn: one whose signal was lost is noticed at the next turn.
     *   <li>The held command. After a restart it has to wait again. Then signals, as PID 1.
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
        unreaped |= process.childSeenToEnd();
        if (runs.turn(phase.finishing(), unreaped)) {
            publish();
        }
        if (commandComesFirst) {
            obeyHeldIfDue();
        }
        if (!Transition.postponesDeath(phase, want, exiting)) {
            reapChildren();
        }
        if (runs.becameReady()) {
            publish();
        }
        obeyHeldIfDue();
        for (Event asked = container.next(); asked != null; asked = container.next()) {
            obey(asked);
        }
        status.retry();
        if (commands.ready() && !ended()) {
            readCommand();
        }
        exec.checkTime();
        if (exec.trialDue() && !ended()) {
            tryProgram();
        }
        if (exec.due() && !ended() && !process.exitStatusPending()) {
            SavedState state = new SavedState();
            runs.stopCheck();
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
        return status.pending() || runs.unpublished() ? Posix.SECOND : HOUR;
    }

    private boolean heldIsDue() {
        Event held = commands.held();
        return held != null && !ended() && !Transition.postpones(phase, unreaped, held);
    }

    private void obeyHeldIfDue() {
        if (heldIsDue()) {
            Event due = commands.held();
            commands.hold(null);
            obey(due);
        }
    }

    private boolean ended() {
        return (exiting && phase == Phase.DOWN) || container.endsWith(want, phase);
    }

    /** The service's own end is handled last: it may start a process, which is not to be reaped in the same turn. */
    private void reapChildren() {
        boolean died = process.reap(this);
        unreaped = false;
        if (died) {
            reason = StartReason.RESTART;
            handleEnd();
            startIfDue();
        }
    }

    private void handleEnd() {
        handle(phase.finishing() ? runs.finishEnded() : runs.ended(restarts(), want, status.writtenTime()));
    }

    private boolean restarts() {
        return want == Want.UP && !exiting;
    }

    @Override
    public void reaped(int child, WaitStatus status) {
        exec.reaped(child, status);
        runs.reaped(child, status);
    }

    private void readCommand() {
        Event event = commands.read();
        if (event != null && Transition.postpones(phase, unreaped, event)) {
            commands.hold(event);
        } else if (event != null) {
            obey(event);
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
            if (phase == Phase.RESTARTING && runs.lacksProgram()) {
                perform(Action.PLAN_START);
                return;
            }
            if (runs.start(reason, want, status.writtenTime())) {
                handle(Event.STARTED);
            } else {
                reason = StartReason.RESTART;
                handle(Event.FORK_FAILED);
            }
        }
    }

    private void handle(Event event) {
        if (event.want() != null) {
            want = container.want(event.want(), phase);
            runs.wanted(want);
        }
        if (Transition.startsOnCommand(phase, event)) {
            commandStart();
        }
        exiting |= event == Event.EXIT;
        Transition transition = Transition.of(phase, want, exiting, event);
        if (transition.next() != null) {
            enter(transition.next());
        }
        for (int i = 0; i < transition.actions(); i++) {
            perform(transition.action(i));
        }
        publish();
    }

    private void commandStart() {
        if (phase != Phase.RESTARTING && phase != Phase.COMMANDED) {
            reason = StartReason.COMMAND;
        }
        runs.startCommanded();
    }

    private void publish() {
        runs.publish(phase, want, start);
    }

    private void enter(Phase next) {
        phase = next;
        want = container.want(want, phase);
        start.cancel();
        firstSecond.cancel();
        if (phase.inFirstSecond()) {
            firstSecond.set(lastAttempt + Posix.SECOND);
        }
    }

    private void perform(Action action) {
        switch (action) {
            case PLAN_START -> planStart();
            case PLAN_RETRY -> start.set(lastAttempt + MINUTE);
            case STAMP -> since = posix.wallClock();
            case WRITE_STATUS -> writeStatus();
            case SET_PAUSED -> paused = true;
            case CLEAR_PAUSED -> paused = false;
            case GIVE_UP -> {
                want = container.essential() ? Want.ONCE : Want.DOWN;
                runs.reportFailure();
            }
            case EXEC -> tryProgram();
            default -> runs.send(action.signal(), phase.finishing());
        }
    }

    private void planStart() {
        start.set(lastAttempt + Posix.SECOND);
        if (phase == Phase.RESTARTING) {
            start.setIn(Math.max(start.left(), runs.delay()));
        }
    }

    /** Writes the status; if that fails, it is tried again at each turn. */
    void writeStatus() {
        status.write(since, process.pid(), paused, want);
    }
}
