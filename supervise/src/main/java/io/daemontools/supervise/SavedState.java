package io.daemontools.supervise;

/**
 * The state of a supervise that replaces its program, as an argument of the new program: {@code exec1}, then each of these numbers
 * with a colon before it. The format may change with each version: a program that does not know it must not be executed, which
 * {@link SelfExec} finds out before.
 */
final class SavedState {
    /** The process id of the supervise. */
    static final int SUPERVISE = 0;

    /** Descriptors that stay open; -1 for one that is not open. */
    static final int LOCK = 1;

    static final int CONTROL = 2;
    static final int CONTROL_WRITER = 3;
    static final int OK = 4;

    /** The ordinal of a {@link Phase}. */
    static final int PHASE = 5;

    /** The code of what is wanted. */
    static final int WANT = 6;

    /** 0 or 1. */
    static final int PAUSED = 7;

    /** 0 or 1. */
    static final int EXITING = 8;

    /** Whether a status could not be written: 0 or 1. */
    static final int STATUS_PENDING = 9;

    /** The ordinal of the reason for the next start. */
    static final int REASON = 10;

    /** When the process started or ended, by the wall clock. */
    static final int SINCE = 11;

    /** When a start was last attempted, by the monotonic clock. */
    static final int LAST_ATTEMPT = 12;

    /** When the next start is planned, by the monotonic clock; 0 if none is. */
    static final int START = 13;

    /** The byte of the command that has to wait, or 0. */
    static final int HELD = 14;

    /** The process id of the service, or 0. */
    static final int PID = 15;

    /** Whether that process was adopted: 0 or 1. */
    static final int ADOPTED = 16;

    /** The number of its run in the history. */
    static final int SEQUENCE = 17;

    /** When an adopted process was started. */
    static final int TIME = 18;

    /** The identity of the process. */
    static final int KIND = 19;

    static final int NUMBER = 20;
    static final int SYSTEM = 21;

    private static final int COUNT = 22;
    private static final String FORMAT = "exec1";

    private final long[] numbers = new long[COUNT];

    /** The number at an index, which is one of the constants. */
    long get(int index) {
        return numbers[index];
    }

    /** Whether the number at an index is not 0. */
    boolean is(int index) {
        return numbers[index] != 0;
    }

    /** Sets the number at an index. */
    void set(int index, long number) {
        numbers[index] = number;
    }

    /** Sets the number at an index to 1 or 0. */
    void set(int index, boolean flag) {
        numbers[index] = flag ? 1 : 0;
    }

    /** The argument. */
    String text() {
        StringBuilder text = new StringBuilder(FORMAT);
        for (long number : numbers) {
            text.append(':').append(number);
        }
        return text.toString();
    }

    /** The state of an argument, or null if the argument is none. */
    static SavedState of(String text) {
        SavedState state = new SavedState();
        int at = FORMAT.length();
        boolean valid = text.startsWith(FORMAT);
        for (int i = 0; i < COUNT && valid; i++) {
            int end = text.indexOf(':', at + 1);
            end = end < 0 ? text.length() : end;
            valid = at < text.length() && text.charAt(at) == ':' && state.read(i, text, at + 1, end);
            at = end;
        }
        return valid && at == text.length() && state.plausible() ? state : null;
    }

    private boolean read(int index, String text, int from, int to) {
        boolean negative = from < to && text.charAt(from) == '-';
        int at = negative ? from + 1 : from;
        long number = 0;
        for (int i = at; i < to; i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return false;
            }
            number = 10 * number + digit - '0';
        }
        numbers[index] = negative ? -number : number;
        return at < to;
    }

    private boolean plausible() {
        return Phase.of(get(PHASE)) != null
                && (get(PID) > 0) == Phase.of(get(PHASE)).occupied();
    }
}
