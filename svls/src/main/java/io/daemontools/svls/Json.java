package io.daemontools.svls;

import io.daemontools.cli.Output;
import io.daemontools.cli.Utf8;

/** Writes JSON, one member or element after the other. */
final class Json {
    private static final int FIRST_SURROGATE = 0xd800;

    /** Of bytes that are not UTF-8: the escape of a byte is a lone surrogate from U+DC80 to U+DCFF, as Python decodes file names. */
    private static final int ESCAPED_BYTE = 0xdc00;

    private final Output output;
    private boolean separate;

    Json(Output output) {
        this.output = output;
    }

    /** Begins an object or an array. */
    Json begin(char bracket) {
        separator();
        output.put((byte) bracket);
        separate = false;
        return this;
    }

    /** Ends an object or an array. */
    void end(char bracket) {
        output.put((byte) bracket);
        separate = true;
    }

    private void separator() {
        if (separate) {
            output.put((byte) ',');
        }
        separate = true;
    }

    /** The name of the next member; it needs no escapes. */
    Json name(String name) {
        separator();
        output.put((byte) '"');
        output.put(name);
        output.put("\":");
        separate = false;
        return this;
    }

    /** Null. */
    void none() {
        literal("null");
    }

    /** A truth value. */
    void value(boolean value) {
        literal(value ? "true" : "false");
    }

    /** A number. */
    void value(long number) {
        literal(Long.toString(number));
    }

    private void literal(String text) {
        separator();
        output.put(text);
    }

    /** A text of ASCII characters that need no escapes. */
    void plain(String text) {
        separator();
        output.put((byte) '"');
        output.put(text);
        output.put((byte) '"');
    }

    /** Bytes, one per char, as text: UTF-8, whose control characters and all else but ASCII are escaped. */
    void text(String bytes) {
        StringBuilder text = new StringBuilder(bytes.length());
        for (int i = 0; i < bytes.length(); ) {
            int length = Utf8.sequence(bytes, i);
            if (length == 0) {
                escape(ESCAPED_BYTE + bytes.charAt(i), text);
                i++;
            } else {
                put(Utf8.code(bytes, i, length), text);
                i += length;
            }
        }
        plain(text.toString());
    }

    private static void put(int code, StringBuilder into) {
        if (code == '"' || code == '\\') {
            into.append('\\').append((char) code);
        } else if (code >= ' ' && code < 0x7f) {
            into.append((char) code);
        } else if (code < 0x1_0000) {
            escape(code, into);
        } else {
            int rest = code - 0x1_0000;
            escape(FIRST_SURROGATE + (rest >> 10), into);
            escape(0xdc00 + (rest & 0x3ff), into);
        }
    }

    private static void escape(int unit, StringBuilder into) {
        into.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            Texts.hex((unit >> shift) & 0xf, into);
        }
    }
}
