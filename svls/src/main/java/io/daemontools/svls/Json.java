package io.daemontools.svls;

import io.daemontools.cli.Output;

/** Writes JSON, one member or element after the other. */
final class Json {
    private static final int REPLACEMENT = -1;
    private static final int FIRST_SURROGATE = 0xd800;
    private static final int LAST_SURROGATE = 0xdfff;
    private static final int LARGEST = 0x10ffff;

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
            int length = sequence(bytes, i);
            int code = length == 0 ? REPLACEMENT : code(bytes, i, length);
            if (code == REPLACEMENT) {
                escape(ESCAPED_BYTE + (bytes.charAt(i) & 0xff), text);
                i++;
            } else {
                put(code, text);
                i += length;
            }
        }
        plain(text.toString());
    }

    /** The length of a UTF-8 sequence by its first byte, 0 if it is none. */
    private static int sequence(String bytes, int at) {
        int first = bytes.charAt(at) & 0xff;
        int length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
        return at + length <= bytes.length() ? length : 0;
    }

    private static int code(String bytes, int at, int length) {
        int first = bytes.charAt(at) & 0xff;
        if (length == 1) {
            return first;
        }
        int code = first & (0x7f >> length);
        for (int i = 1; i < length; i++) {
            int next = bytes.charAt(at + i) & 0xff;
            if ((next & 0xc0) != 0x80) {
                return REPLACEMENT;
            }
            code = (code << 6) | (next & 0x3f);
        }
        boolean shortest = length == 2 || code >= (length == 3 ? 0x800 : 0x1_0000);
        boolean surrogate = code >= FIRST_SURROGATE && code <= LAST_SURROGATE;
        return shortest && !surrogate && code <= LARGEST ? code : REPLACEMENT;
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
