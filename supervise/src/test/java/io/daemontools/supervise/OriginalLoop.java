package io.daemontools.supervise;

import java.util.ArrayList;
import java.util.List;

/**
 * 0.76's supervise, in its own structure: its flags, and its loop as a switch over what it reads. Effects are those of
 * {@link SuperviseRun#story}.
 */
final class OriginalLoop {
    /** Stands for the service's end; all other characters are command bytes. */
    static final char DEATH = '!';

    private final List<String> effects = new ArrayList<>();
    private int lastPid = 1000;
    private boolean flagExit;
    private boolean flagWant = true;
    private boolean flagWantUp;
    private boolean flagPaused;
    private int pid;
    private boolean over;

    OriginalLoop(boolean down) {
        flagWantUp = !down;
        announce();
        if (flagWant && flagWantUp) {
            tryStart();
        }
    }

    List<String> effects() {
        return effects;
    }

    boolean up() {
        return pid != 0;
    }

    boolean over() {
        return over;
    }

    void turn(char happening) {
        switch (happening) {
            case DEATH -> {
                pid = 0;
                announce();
                if (!flagExit && flagWant && flagWantUp) {
                    tryStart();
                }
            }
            case 'd' -> {
                flagWant = true;
                flagWantUp = false;
                if (pid != 0) {
                    effects.add("TERM");
                    effects.add("CONT");
                    flagPaused = false;
                }
                announce();
            }
            case 'u' -> {
                flagWant = true;
                flagWantUp = true;
                startIfDown();
                announce();
            }
            case 'o' -> {
                flagWant = false;
                startIfDown();
                announce();
            }
            case 'a' -> kill("ALRM");
            case 'h' -> kill("HUP");
            case 'k' -> kill("KILL");
            case 't' -> kill("TERM");
            case 'i' -> kill("INT");
            case 'p' -> {
                flagPaused = true;
                kill("STOP");
                announce();
            }
            case 'c' -> {
                flagPaused = false;
                kill("CONT");
                announce();
            }
            case 'x' -> {
                flagExit = true;
                announce();
            }
            default -> {
                return;
            }
        }
        over = flagExit && pid == 0;
    }

    private void startIfDown() {
        if (pid == 0) {
            tryStart();
        }
    }

    private void tryStart() {
        effects.add(SuperviseRun.TRY);
        flagPaused = false;
        pid = ++lastPid;
        announce();
    }

    private void kill(String signal) {
        if (pid != 0) {
            effects.add(signal);
        }
    }

    private void announce() {
        String want = flagWant ? flagWantUp ? "u" : "d" : "-";
        effects.add(pid + (pid != 0 && flagPaused ? "p" : "") + want);
    }
}
