package io.daemontools.cli;

import io.daemontools.posix.Bytes;

/**
 * Writes the inside of a JSON string. The text may come in parts that end anywhere. Characters that {@link Utf8#controls} selects are
 * escaped, other UTF-8 is unchanged. A byte that is not part of valid UTF-8 becomes a low surrogate, U+DC80 to U+DCFF, as in Python's
 * {@code surrogateescape}.
 */
public final class JsonText {
    private static final int MAX_SEQUENCE = 4;
    private static final byte[] ESCAPE = Bytes.of("\\u");

    /** What is added to a byte that is not UTF-8. */
    private static final int SURROGATE = 0xdc00;

    private final Target output;

    private final byte[] single = new byte[1];

    /** The beginning of a UTF-8 sequence. */
    private final byte[] pending = new byte[MAX_SEQUENCE];

    private int pendingLength;

    /** The length of that sequence. */
    private int expected;

    /** Where the string goes. */
    @FunctionalInterface
    public interface Target {
        /** Adds the bytes in {@code from} (inclusive) to {@code to} (exclusive). */
        void put(byte[] bytes, int from, int to);
    }

    /** Writes to {@code output}. */
    public JsonText(Target output) {
        this.output = output;
    }

    /** Adds bytes. */
    public void put(byte[] bytes, int from, int to) {
        int plain = from;
        for (int i = from; i < to; i++) {
            if (!isPlain(bytes[i] & 0xff)) {
                output.put(bytes, plain, i);
                plain = i + 1;
                special(bytes[i]);
            }
        }
        output.put(bytes, plain, to);
    }

    /** Adds bytes, one per char. */
    public void put(String text) {
        byte[] bytes = Bytes.of(text);
        put(bytes, 0, bytes.length);
    }

    private boolean isPlain(int value) {
        return pendingLength == 0 && value >= 0x20 && value < 0x7f && value != '"' && value != '\\';
    }

    /** The text is complete. */
    public void end() {
        escapePending();
    }

    private void special(byte value) {
        if (pendingLength > 0) {
            if (Utf8.continues(pending[0] & 0xff, pendingLength, value & 0xff)) {
                pending[pendingLength++] = value;
                if (pendingLength == expected) {
                    putPending();
                }
                return;
            }
            escapePending();
        }
        int unsigned = value & 0xff;
        if (unsigned > 0x7f) {
            expected = Utf8.length(unsigned);
            pending[pendingLength++] = value;
            if (expected == 0) {
                escapePending();
            }
        } else if (unsigned == '"' || unsigned == '\\') {
            put('\\');
            put(value);
        } else if (unsigned < 0x20 || unsigned == 0x7f) {
            escape(unsigned);
        } else {
            put(value);
        }
    }

    private void putPending() {
        int code = Utf8.code(pending, 0, pendingLength);
        if (Utf8.controls(code)) {
            escape(code);
        } else {
            output.put(pending, 0, pendingLength);
        }
        pendingLength = 0;
    }

    private void escapePending() {
        for (int i = 0; i < pendingLength; i++) {
            escape(SURROGATE + (pending[i] & 0xff));
        }
        pendingLength = 0;
    }

    private void escape(int unit) {
        output.put(ESCAPE, 0, ESCAPE.length);
        for (int shift = 12; shift >= 0; shift -= 4) {
            put(Bytes.hexDigit(unit >> shift & 0xf));
        }
    }

    private void put(int value) {
        single[0] = (byte) value;
        output.put(single, 0, 1);
    }
}
