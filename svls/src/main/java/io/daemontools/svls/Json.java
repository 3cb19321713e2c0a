package io.daemontools.svls;

import io.daemontools.cli.Utf8;
import io.daemontools.posix.Bytes;

/** Writes JSON, one member or element after the other. */
final class Json {
    private static final int FIRST_SURROGATE = 0xd800;

    /** Of bytes that are not UTF-8: the escape of a byte is a lone surrogate from U+DC80 to U+DCFF, as Python decodes file names. */
    private static final int ESCAPED_BYTE = 0xdc00;

    private static final byte[] NULL = Bytes.of("null");
    private static final byte[] TRUE = Bytes.of("true");
    private static final byte[] FALSE = Bytes.of("false");
    private static final String DIGITS = "0123456789abcdef";

    private final Text output;
    private boolean separate;

    Json(Text output) {
        this.output = output;
    }

    /** A name of a member as {@link #name} puts it; it needs no escapes. */
    static byte[] member(String name) {
        return Bytes.of("\"" + name + "\":");
    }

    /** Begins an object or an array. */
    Json begin(char bracket) {
        separator();
        output.put(bracket);
        separate = false;
        return this;
    }

    /** Ends an object or an array. */
    void end(char bracket) {
        output.put(bracket);
        separate = true;
    }

    private void separator() {
        if (separate) {
            output.put(',');
        }
        separate = true;
    }

    /** The name of the next member: see {@link #member}. */
    Json name(byte[] member) {
        separator();
        output.put(member);
        separate = false;
        return this;
    }

    /** Members or elements as JSON. */
    void raw(byte[] parts) {
        literal(parts);
    }

    /** Null. */
    void none() {
        literal(NULL);
    }

    /** A truth value. */
    void value(boolean value) {
        literal(value ? TRUE : FALSE);
    }

    /** A number. */
    void value(long number) {
        separator();
        output.number(number);
    }

    private void literal(byte[] text) {
        separator();
        output.put(text);
    }

    /** Begins or ends a text whose characters need no escapes. */
    Text quote() {
        return output.put('"');
    }

    /** Begins a text whose characters need no escapes, and which {@link #quote} ends. */
    Text beginText() {
        separator();
        return quote();
    }

    /** A text of ASCII characters that need no escapes. */
    void plain(byte[] text) {
        beginText().put(text).put('"');
    }

    /** Bytes, one per char, as text: UTF-8, whose control characters and all else but ASCII are escaped. */
    void text(String bytes) {
        beginText();
        for (int i = 0; i < bytes.length(); ) {
            int length = Utf8.sequence(bytes, i);
            if (length == 0) {
                escape(ESCAPED_BYTE + bytes.charAt(i));
                i++;
            } else {
                put(Utf8.code(bytes, i, length));
                i += length;
            }
        }
        quote();
    }

    private void put(int code) {
        if (code == '"' || code == '\\') {
            output.put('\\').put(code);
        } else if (code >= ' ' && code < 0x7f) {
            output.put(code);
        } else if (code < 0x1_0000) {
            escape(code);
        } else {
            int rest = code - 0x1_0000;
            escape(FIRST_SURROGATE + (rest >> 10));
            escape(0xdc00 + (rest & 0x3ff));
        }
    }

    private void escape(int unit) {
        output.put('\\').put('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            output.put(DIGITS.charAt((unit >> shift) & 0xf));
        }
    }
}
