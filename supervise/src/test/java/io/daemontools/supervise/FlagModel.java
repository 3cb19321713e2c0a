package io.daemontools.supervise;

import java.util.ArrayList;
import java.util.List;

/**
 * The flags of 0.76's supervise and their effects, with one difference: 0.76 reads nothing for a second after a start;
 * here a start may be pending. It is independent of {@link Transition}, which is compared with it.
 */
record FlagModel(
        boolean pid,
        boolean want,
        boolean wantUp,
        boolean paused,
        boolean exit,
        boolean ended,
        Pending pending,
        boolean fresh,
        boolean restarted,
        Finish finish) {
    /** What comes after the process, if there is more to come. */
    enum Finish {
        NO,
        RUNS,
        /** It runs, and the service has been asked for meanwhile. */
        RUNS_BEFORE_START,
        /** The service has failed for good. */
        FAILED
    }

    enum Pending {
        NO,
        YES,
        /** The first start, or one by a command that a supervise that exits still has to carry out. */
        ASKED_FOR
    }

    /** The effects of an event. */
    record Outcome(FlagModel model, List<String> effects) {}

    static FlagModel initial(boolean down) {
        return new FlagModel(
                false,
                true,
                !down,
                false,
                false,
                false,
                down ? Pending.NO : Pending.ASKED_FOR,
                false,
                false,
                Finish.NO);
    }

    /** Whether the event can happen. */
    boolean allows(Event event) {
        return switch (event) {
            case STARTED, FORK_FAILED -> !pid && pending != Pending.NO;
            case FINISH -> pid;
            case DIED, FAILED -> pid || finishes();
            case SECOND_OVER -> fresh;
            default -> true;
        };
    }

    private boolean finishes() {
        return finish == Finish.RUNS || finish == Finish.RUNS_BEFORE_START;
    }

    Outcome on(Event event) {
        List<String> effects = new ArrayList<>();
        boolean newPid = pid;
        boolean newWant = want;
        boolean newWantUp = wantUp;
        boolean newPaused = paused;
        boolean newExit = exit;
        Pending newPending = pending;
        boolean newFresh = fresh;
        boolean newRestarted = restarted;
        Finish newFinish = finish;
        switch (event) {
            case DOWN -> {
                newWant = true;
                newWantUp = false;
                newPending = Pending.NO;
                newFinish = finishes() ? Finish.RUNS : finish;
                if (pid) {
                    effects.add("SEND_TERM");
                    effects.add("SEND_CONT");
                    newPaused = false;
                }
                effects.add("WRITE_STATUS");
            }
            case UP, ONCE -> {
                newWant = event == Event.UP;
                newWantUp |= event == Event.UP;
                if (finishes()) {
                    newFinish = Finish.RUNS_BEFORE_START;
                } else if (!pid) {
                    newFinish = Finish.NO;
                    newPending = Pending.ASKED_FOR;
                    effects.add("PLAN_START");
                }
                effects.add("WRITE_STATUS");
            }
            case PAUSE -> {
                newPaused = true;
                addIf(pid, "SEND_STOP", effects);
                effects.add("WRITE_STATUS");
            }
            case CONTINUE -> {
                newPaused = false;
                addIf(pid, "SEND_CONT", effects);
                effects.add("WRITE_STATUS");
            }
            case EXIT -> {
                newExit = true;
                newPending = pending == Pending.ASKED_FOR ? pending : Pending.NO;
                newFinish = finish == Finish.FAILED ? Finish.NO : finish;
                effects.add("WRITE_STATUS");
            }
            case HANGUP -> addIf(pid, "SEND_HUP", effects);
            case ALARM -> addIf(pid, "SEND_ALRM", effects);
            case INTERRUPT -> addIf(pid, "SEND_INT", effects);
            case QUIT -> addIf(pid, "SEND_QUIT", effects);
            case USR1 -> addIf(pid, "SEND_USR1", effects);
            case USR2 -> addIf(pid, "SEND_USR2", effects);
            case TERMINATE -> addIf(pid, "SEND_TERM", effects);
            case KILL -> addIf(pid || finishes(), "SEND_KILL", effects);
            case EXEC -> effects.add("EXEC");
            case STARTED -> {
                newPid = true;
                newFresh = true;
                newRestarted = pending == Pending.YES;
                newPaused = false;
                newPending = Pending.NO;
                effects.add("STAMP");
                effects.add("WRITE_STATUS");
            }
            case FINISH -> {
                newPid = false;
                newFresh = false;
                newRestarted = false;
                newFinish = Finish.RUNS;
                effects.add("STAMP");
                effects.add("WRITE_STATUS");
            }
            case DIED, FAILED -> {
                newPid = false;
                newFresh = false;
                newRestarted = false;
                newFinish = Finish.NO;
                effects.add("STAMP");
                boolean asked = finish == Finish.RUNS_BEFORE_START;
                boolean fails = event == Event.FAILED && !asked && !exit;
                if (fails) {
                    newFinish = Finish.FAILED;
                    newWant = true;
                    newWantUp = false;
                    effects.add("GIVE_UP");
                }
                effects.add("WRITE_STATUS");
                if (asked || (!fails && !exit && want && wantUp)) {
                    newPending = asked ? Pending.ASKED_FOR : Pending.YES;
                    effects.add("PLAN_START");
                }
            }
            case SECOND_OVER -> {
                newFresh = false;
                newRestarted = false;
            }
            case FORK_FAILED -> {
                newPending = exit ? Pending.NO : Pending.YES;
                addIf(!exit, "PLAN_RETRY", effects);
            }
        }
        boolean over = newExit && !newPid && newPending == Pending.NO && newFinish == Finish.NO;
        addIf(over, "EXIT", effects);
        return new Outcome(
                new FlagModel(
                        newPid,
                        newWant,
                        newWantUp,
                        newPaused,
                        newExit,
                        over,
                        newPending,
                        newFresh,
                        newRestarted,
                        newFinish),
                effects);
    }

    /** The phase that corresponds to the flags. */
    Phase phase() {
        if (pid) {
            return !fresh ? Phase.UP : restarted ? Phase.RESTARTED : Phase.STARTING;
        }
        return switch (pending) {
            case NO ->
                switch (finish) {
                    case NO -> Phase.DOWN;
                    case RUNS -> Phase.FINISHING;
                    case RUNS_BEFORE_START -> Phase.FINISHING_COMMANDED;
                    case FAILED -> Phase.FAILED;
                };
            case YES -> Phase.RESTARTING;
            case ASKED_FOR -> Phase.COMMANDED;
        };
    }

    /** The last two bytes of the status. */
    String announced() {
        return "" + (char) (pid && paused ? 1 : 0) + (want ? wantUp ? 'u' : 'd' : '\0');
    }

    private static void addIf(boolean condition, String effect, List<String> effects) {
        if (condition) {
            effects.add(effect);
        }
    }
}
