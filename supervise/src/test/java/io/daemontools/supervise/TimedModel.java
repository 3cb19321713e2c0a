package io.daemontools.supervise;

import java.util.ArrayList;
import java.util.List;

/**
 * What supervise does at any moment, also in the second after a start and when it cannot fork, told as a list of what it has to
 * keep in mind. Effects are {@code try} for each attempt to start, and {@code status} with what it says; signals apart.
 */
final class TimedModel {
    /** The service ends. */
    static final char DEATH = '!';

    /** Half a second passes. */
    static final char HALF_A_SECOND = '+';

    /** A minute passes. */
    static final char MINUTE = 'M';

    /** From now on there is no process to be had. */
    static final char SHORTAGE = 'F';

    /** From now on there is one again. */
    static final char PLENTY = 'f';

    private static final long NEVER = Long.MAX_VALUE;
    private static final long SECOND = 2;

    private final List<String> effects = new ArrayList<>();
    private final List<String> signals = new ArrayList<>();
    private boolean up;
    private boolean paused;
    private boolean shortage;
    private boolean exiting;
    private boolean over;
    private boolean askedFor;
    private char want;
    private long now;
    private long lastTry = -SECOND;
    private long due = NEVER;

    TimedModel(boolean normallyDown) {
        want = normallyDown ? 'd' : 'u';
        tell();
        if (want == 'u') {
            due = now;
            tryIfDue();
        }
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
        return up || event != DEATH;
    }

    void happens(char event) {
        switch (event) {
            case HALF_A_SECOND -> pass(1);
            case MINUTE -> pass(60 * SECOND);
            case SHORTAGE -> shortage = true;
            case PLENTY -> shortage = false;
            case DEATH -> die();
            case 'u', 'o' -> wantRunning(event == 'u' ? 'u' : '-');
            case 'd' -> wantDown();
            case 'x' -> exit();
            case 'p' -> pause(true, "STOP");
            case 'c' -> pause(false, "CONT");
            case 't' -> signal("TERM");
            default -> throw new AssertionError(event);
        }
    }

    private void pass(long time) {
        now += time;
        tryIfDue();
    }

    private void wantRunning(char wish) {
        want = wish;
        if (!up) {
            askedFor = true;
            due = lastTry + SECOND;
            tryIfDue();
        }
        tell();
    }

    private void wantDown() {
        want = 'd';
        due = NEVER;
        if (up) {
            signal("TERM");
            signal("CONT");
            paused = false;
        }
        tell();
        over |= exiting && !up;
    }

    private void exit() {
        exiting = true;
        tell();
        over = !up && !(due != NEVER && askedFor);
    }

    private void pause(boolean pause, String signal) {
        signal(signal);
        paused = pause && up;
        tell();
    }

    private void die() {
        up = false;
        paused = false;
        tell();
        if (exiting) {
            over = true;
        } else if (want == 'u') {
            askedFor = false;
            due = lastTry + SECOND;
            tryIfDue();
        }
    }

    private void tryIfDue() {
        if (due > now) {
            return;
        }
        effects.add("try");
        lastTry = now;
        due = NEVER;
        if (!shortage) {
            up = true;
            tell();
        } else if (exiting) {
            over = true;
        } else {
            askedFor = false;
            due = now + 60 * SECOND;
        }
    }

    private void signal(String name) {
        if (up) {
            signals.add(name);
        }
    }

    private void tell() {
        effects.add("status " + (up ? "up" : "down") + (paused ? " paused " : " ") + want);
    }
}
