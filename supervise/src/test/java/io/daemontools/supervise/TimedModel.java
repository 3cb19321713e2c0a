package io.daemontools.supervise;

import java.util.ArrayList;
import java.util.List;

/**
 * The effects of supervise at any moment, also in the second after a start and when it cannot fork, as a list of pending
 * actions. Effects are those of {@link SuperviseRun#effects}, without signals. Times are in milliseconds.
 */
final class TimedModel {
    /** The service ends. */
    static final char DEATH = '!';

    /** Half a second passes. */
    static final char HALF_A_SECOND = '+';

    /** A minute passes. */
    static final char MINUTE = 'M';

    /** From now on forks fail. */
    static final char SHORTAGE = 'F';

    /** From now on forks succeed. */
    static final char PLENTY = 'f';

    private static final long NEVER = Long.MAX_VALUE;
    private static final long SECOND = 1000;
    private static final char NONE = 0;

    private final List<String> effects = new ArrayList<>();
    private final List<String> signals = new ArrayList<>();
    private final StringBuilder fifo = new StringBuilder();
    private char held = NONE;
    private int starts;
    private boolean up;
    private boolean zombie;
    private boolean restarted;
    private boolean paused;
    private boolean shortage;
    private boolean exiting;
    private boolean over;
    private boolean askedFor = true;
    private char want;
    private long now;
    private long lastTry = -SECOND;
    private long due = NEVER;

    TimedModel(boolean normallyDown) {
        want = normallyDown ? 'd' : 'u';
        announce();
        due = normallyDown ? NEVER : now;
        settle();
    }

    /** The time that an event takes, including all its effects. */
    static long duration(char event) {
        return switch (event) {
            case HALF_A_SECOND -> SECOND / 2;
            case MINUTE -> 60 * SECOND;
            default -> 1;
        };
    }

    List<String> effects() {
        return effects;
    }

    List<String> signals() {
        return signals;
    }

    boolean over() {
        return over;
    }

    boolean allows(char event) {
        return event != DEATH || (up && !zombie);
    }

    void happens(char event) {
        pass(duration(event));
        switch (event) {
            case HALF_A_SECOND, MINUTE -> {}
            case SHORTAGE -> shortage = true;
            case PLENTY -> shortage = false;
            case DEATH -> zombie = true;
            default -> fifo.append(event);
        }
        settle();
    }

    /** Stops at each time at which an action is due. */
    private void pass(long time) {
        long end = now + time;
        for (long next = nextMoment(); !over && next <= end; next = nextMoment()) {
            now = next;
            settle();
        }
        now = end;
    }

    private long nextMoment() {
        return inFirstSecond() ? lastTry + SECOND : due;
    }

    private boolean inFirstSecond() {
        return up && now < lastTry + SECOND;
    }

    private void settle() {
        while (!over
                && (startsIfDue() || (restarted && obeysHeld()) || noticesDeath() || obeysHeld() || readsCommand())) {}
    }

    private boolean startsIfDue() {
        if (due > now) {
            return false;
        }
        effects.add(SuperviseRun.TRY);
        lastTry = now;
        due = NEVER;
        if (!shortage) {
            up = true;
            restarted = !askedFor;
            starts++;
            announce();
        } else if (exiting) {
            over = true;
        } else {
            askedFor = false;
            due = now + 60 * SECOND;
        }
        return true;
    }

    private boolean obeysHeld() {
        if (held == NONE || mustWait(held)) {
            return false;
        }
        carryOut(held);
        held = NONE;
        return true;
    }

    /** Until the process has had a second; where it is still to be started on command, until it is. */
    private boolean mustWait(char command) {
        boolean awaitsProcess = due != NEVER && askedFor;
        return switch (command) {
            case 'h', 'a', 'i', 't', 'p', 'c' -> awaitsProcess || inFirstSecond();
            case 'k' -> awaitsProcess;
            case 'o' -> zombie && !restarted && inFirstSecond() && want != 'd' && !exiting;
            default -> false;
        };
    }

    /** In its first second a process counts as up, dead or not, unless it is to end. */
    private boolean noticesDeath() {
        if (!zombie || (inFirstSecond() && want != 'd' && !exiting)) {
            return false;
        }
        zombie = false;
        up = false;
        paused = false;
        announce();
        if (exiting) {
            over = true;
        } else if (want == 'u') {
            askedFor = false;
            due = lastTry + SECOND;
        }
        return true;
    }

    /** Commands behind one that waits are not read. */
    private boolean readsCommand() {
        if (held != NONE || fifo.length() == 0) {
            return false;
        }
        char command = fifo.charAt(0);
        fifo.deleteCharAt(0);
        if (mustWait(command)) {
            held = command;
        } else {
            carryOut(command);
        }
        return true;
    }

    private void carryOut(char command) {
        switch (command) {
            case 'u', 'o' -> wantRunning(command == 'u' ? 'u' : '-');
            case 'd' -> wantDown();
            case 'x' -> exit();
            case 'p' -> pause(true, "STOP");
            case 'c' -> pause(false, "CONT");
            case 't' -> signal("TERM");
            case 'k' -> signal("KILL");
            case 'e' -> {}
            default -> throw new AssertionError(command);
        }
    }

    private void wantRunning(char want) {
        this.want = want;
        if (!up) {
            askedFor = true;
            due = lastTry + SECOND;
            startsIfDue();
        }
        announce();
    }

    private void wantDown() {
        want = 'd';
        due = NEVER;
        if (up) {
            signal("TERM");
            signal("CONT");
            paused = false;
        }
        announce();
        over |= exiting && !up;
    }

    private void exit() {
        exiting = true;
        announce();
        over = !up && !(due != NEVER && askedFor);
    }

    private void pause(boolean pause, String signal) {
        signal(signal);
        paused = pause && up;
        announce();
    }

    private void signal(String name) {
        if (up) {
            signals.add(name);
        }
    }

    private void announce() {
        effects.add((up ? 1000 + starts : 0) + (paused ? "p" : "") + want);
    }
}
