package io.daemontools.cli;

import io.daemontools.posix.Bytes;

/**
 * Writes the inside of a JSON string. The text may come in parts that end anywhere. UTF-8 is unchanged. A byte that is not part of
 * valid UTF-8 becomes a low surrogate, U+DC80 to U+DCFF, as in Python's {@code surrogateescape}.
 */
public final class JsonText {
    private static final int MAX_SEQUENCE = 4;
    private static final byte[] CONTROL = Bytes.of("\\u00");
    private static final byte[] NOT_UTF_8 = Bytes.of("\\udc");

    private final Target output;

    /** The beginning of a UTF-8 sequence. */
    private final byte[] pending = new byte[MAX_SEQUENCE];

    private int pendingLength;

    /** The length of that sequence. */
    private int expected;

    /** Where the string goes. */
    public interface Target {
        /** Adds a byte. */
        void put(byte value);

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
            int value = bytes[i] & 0xff;
            if (pendingLength > 0 || value < 0x20 || value == '"' || value == '\\' || value >= 0x7f) {
                output.put(bytes, plain, i);
                plain = i + 1;
                special(bytes[i]);
            }
        }
        output.put(bytes, plain, to);
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
                    output.put(pending, 0, pendingLength);
                    pendingLength = 0;
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
            output.put((byte) '\\');
            output.put(value);
        } else if (unsigned < 0x20 || unsigned == 0x7f) {
            escape(CONTROL, unsigned);
        } else {
            output.put(value);
        }
    }

    private void escapePending() {
        for (int i = 0; i < pendingLength; i++) {
            escape(NOT_UTF_8, pending[i] & 0xff);
        }
        pendingLength = 0;
    }

    private void escape(byte[] start, int value) {
        output.put(start, 0, start.length);
        output.put((byte) Bytes.hexDigit(value >> 4));
        output.put((byte) Bytes.hexDigit(value & 0xf));
    }
}
