package io.daemontools.suite.fuzz;

import java.util.TreeMap;

/**
 * The observable state of a supervise and its service once both have settled, written from the description of 0.76. Letters are
 * control bytes; {@link #CRASH} and {@link #END} are exits of the service.
 */
final class ReplayModel {
    /** The service is killed, not by supervise. */
    static final char CRASH = '!';

    /** The service ends by itself. */
    static final char END = '.';

    /** All events. */
    static final String LETTERS = "udopcxhaitk?" + CRASH + END;

    private final boolean endsOnTerm;
    private final StringBuilder notes = new StringBuilder();
    /** Pending signals of a stopped service, in the order of their numbers. */
    private final TreeMap<Integer, String> pending = new TreeMap<>();

    private boolean up;
    private boolean paused;
    private boolean exiting;
    private char want;
    private boolean changed;

    /**
     * A supervise that has just started.
     *
     * @param normallyDown whether there is a file {@code down}
     * @param endsOnTerm whether TERM ends the service
     */
    ReplayModel(boolean normallyDown, boolean endsOnTerm) {
        this.endsOnTerm = endsOnTerm;
        this.want = normallyDown ? 'd' : 'u';
        if (!normallyDown) {
            start();
        }
    }

    /** Whether this step is possible now and its effect is observable. */
    boolean allows(char letter) {
        return up || (letter != CRASH && letter != END);
    }

    /** Carries out a step. */
    void step(char letter) {
        changed = false;
        switch (letter) {
            case 'u', 'o' -> {
                want = letter == 'u' ? 'u' : '-';
                if (!up) {
                    start();
                }
            }
            case 'd' -> {
                want = 'd';
                signal(15, "TERM ");
                goOn();
            }
            case 'x' -> exiting = true;
            case 'p' -> paused = up;
            case 'c' -> goOn();
            case 'h' -> signal(1, "HUP ");
            case 'i' -> signal(2, "INT ");
            case 'a' -> signal(14, "ALRM ");
            case 't' -> signal(15, "TERM ");
            case END -> signal(10, "USR1 ");
            case 'k', CRASH -> die();
            default -> {}
        }
    }

    private void signal(int number, String name) {
        if (!up) {
            return;
        }
        if (paused) {
            pending.put(number, name);
            return;
        }
        notes.append(name);
        if (number == 10 || (number == 15 && endsOnTerm)) {
            die();
        }
    }

    private void goOn() {
        if (!up) {
            return;
        }
        boolean wasPaused = paused;
        paused = false;
        TreeMap<Integer, String> waiting = new TreeMap<>(pending);
        pending.clear();
        int starts = starts();
        if (wasPaused) {
            waiting.forEach((number, name) -> {
                if (up && starts() == starts) {
                    signal(number, name);
                }
            });
        }
        if (up && starts() == starts) {
            notes.append("CONT ");
        }
    }

    private int starts() {
        return notes.toString().split("start", -1).length;
    }

    private void start() {
        up = true;
        changed = true;
        notes.append("start ");
    }

    private void die() {
        if (!up) {
            return;
        }
        up = false;
        paused = false;
        changed = true;
        pending.clear();
        if (!exiting && want == 'u') {
            start();
        }
    }

    /** Whether supervise has ended. */
    boolean ended() {
        return exiting && !up;
    }

    /** Whether the service is stopped. */
    boolean paused() {
        return paused;
    }

    /** Whether the last step changed the service's process, and so the time of the last change. */
    boolean changed() {
        return changed;
    }

    /** The expected value of {@link ReplayedSupervise#seen}. */
    String seen() {
        return (up ? "up" : "down") + (paused ? " paused" : "") + " want " + want + " notes " + notes;
    }

    /** svstat's output without names and numbers. */
    String line(boolean normallyDown) {
        if (ended()) {
            return "supervise not running";
        }
        String line = up ? "up (pid N) N seconds" : "down N seconds";
        if (up == normallyDown) {
            line += normallyDown ? ", normally down" : ", normally up";
        }
        if (paused) {
            line += ", paused";
        }
        if (up && want == 'd') {
            line += ", want down";
        }
        return !up && want == 'u' ? line + ", want up" : line;
    }
}
