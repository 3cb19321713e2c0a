package io.daemontools.svls;

import io.daemontools.cli.JsonText;
import io.daemontools.posix.Bytes;

/** Writes JSON, one member or element after the other. */
final class Json {
    private static final byte[] NULL = Bytes.of("null");
    private static final byte[] TRUE = Bytes.of("true");
    private static final byte[] FALSE = Bytes.of("false");

    private final Text output;
    private final JsonText inside;
    private boolean separate;

    Json(Text output) {
        this.output = output;
        inside = new JsonText((bytes, from, to) -> output.put(bytes, from, to - from));
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

    /** Bytes, one per char, as text. */
    void text(String bytes) {
        beginText();
        inside.put(bytes);
        inside.end();
        quote();
    }
}
