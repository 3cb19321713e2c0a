package io.daemontools.multilog;

import io.daemontools.posix.Bytes;
import io.daemontools.time.Tai64nLabel;

/** Writes the inside of a JSON string. The text may come in parts that end anywhere. */
final class JsonText {
    private static final int MAX_SEQUENCE = 4;
    private static final byte[] CONTROL = Bytes.of("\\u00");
    private static final byte[] NOT_UTF_8 = Bytes.of("\\udc");

    private final StandardOutput output;

    /** The beginning of a UTF-8 sequence. */
    private final byte[] pending = new byte[MAX_SEQUENCE];

    private int pendingLength;

    /** The length of that sequence. */
    private int expected;

    /** Writes to {@code output}. */
    JsonText(StandardOutput output) {
        this.output = output;
    }

    /** Adds bytes. */
    void put(byte[] bytes, int from, int to) {
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
    void end() {
        escapePending();
    }

    private void special(byte value) {
        if (pendingLength > 0) {
            if (continues(value & 0xff)) {
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
            expected = sequence(unsigned);
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

    /** How many bytes a sequence has that begins with this byte, 0 for none: RFC 3629. */
    private static int sequence(int first) {
        if (first >= 0xc2 && first <= 0xdf) {
            return 2;
        }
        if (first >= 0xe0 && first <= 0xef) {
            return 3;
        }
        return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
    }

    /** Whether a byte continues the sequence: neither overlong, nor a surrogate, nor beyond U+10FFFF. */
    private boolean continues(int next) {
        int least = 0x80;
        int most = 0xbf;
        if (pendingLength == 1) {
            switch (pending[0] & 0xff) {
                case 0xe0 -> least = 0xa0;
                case 0xed -> most = 0x9f;
                case 0xf0 -> least = 0x90;
                case 0xf4 -> most = 0x8f;
                default -> {}
            }
        }
        return next >= least && next <= most;
    }

    private void escapePending() {
        for (int i = 0; i < pendingLength; i++) {
            escape(NOT_UTF_8, pending[i] & 0xff);
        }
        pendingLength = 0;
    }

    private void escape(byte[] start, int value) {
        output.put(start, 0, start.length);
        output.put((byte) Tai64nLabel.digit(value >> 4));
        output.put((byte) Tai64nLabel.digit(value & Tai64nLabel.MAX_DIGIT));
    }
}
