package io.daemontools.svls;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.Posix;

/** Colours of states: red for what needs attention, yellow for what is passing. See <a href="https://no-color.org">NO_COLOR</a>. */
final class Colors {
    private static final byte[] RED = Bytes.of("\033[31m");
    private static final byte[] YELLOW = Bytes.of("\033[33m");
    private static final byte[] USUAL = Bytes.of("\033[m");

    private final boolean used;

    private Colors(boolean used) {
        this.used = used;
    }

    /** Colours on a terminal, unless the user does not want them, or the terminal has none. */
    static Colors of(int descriptor, Posix posix) {
        return new Colors(
                posix.terminalLines(descriptor) != Posix.NO_TERMINAL && !set("NO_COLOR", posix) && able(posix));
    }

    private static boolean set(String variable, Posix posix) {
        CharSequence value = posix.variable(variable);
        return value != null && value.length() > 0;
    }

    private static boolean able(Posix posix) {
        CharSequence terminal = posix.variable("TERM");
        return terminal != null && terminal.length() > 0 && !terminal.toString().equals("dumb");
    }

    /** Begins the colour of a state. */
    void begin(State.Concern concern, Text text) {
        if (used && concern != State.Concern.NONE) {
            text.put(concern == State.Concern.LASTING ? RED : YELLOW);
        }
    }

    /** Ends the colour of a state. */
    void end(State.Concern concern, Text text) {
        if (used && concern != State.Concern.NONE) {
            text.put(USUAL);
        }
    }
}
