package io.daemontools.log;

import io.daemontools.cli.JsonText;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.Clocks;
import io.daemontools.posix.Memory;
import io.daemontools.time.Tai64nLabel;
import io.daemontools.time.UtcText;

/**
 * A line of a log as a JSON object, which {@code docs/svlogs.schema.json} describes. svlogs and multilog write the same one. Its parts are to
 * be put in the order of the methods.
 */
public final class JsonLogLine {
    private static final byte[] BEGIN = Bytes.of("{");
    private static final byte[] TIME = Bytes.of("\"time\":\"");
    private static final byte[] LABEL = Bytes.of("\"tai64n\":\"");
    private static final byte[] SERVICE = Bytes.of("\"service\":\"");
    private static final byte[] TEXT = Bytes.of("\"text\":\"");
    private static final byte[] NEXT = Bytes.of("\",");
    private static final byte[] END = Bytes.of("\"}");

    private final JsonText.Target output;
    private final JsonText text;
    private final UtcText time;
    private final byte[] timeText = new byte[UtcText.LENGTH];

    /** Writes to {@code output}. */
    public JsonLogLine(JsonText.Target output, Memory memory) {
        this.output = output;
        text = new JsonText(output);
        time = new UtcText(memory);
    }

    /** Begins the object. */
    public void begin() {
        put(BEGIN);
    }

    /**
     * Puts {@code time}, if RFC 3339 can write it, and {@code tai64n}.
     *
     * @param at where the label is in {@code bytes}
     * @param seconds those of the label, since 1970
     * @param nanoseconds those of the label, which may be a second or more
     */
    public void label(byte[] bytes, int at, long seconds, long nanoseconds) {
        if (nanoseconds < Clocks.SECOND && time.set(seconds)) {
            put(TIME);
            time.put((int) nanoseconds, timeText, 0);
            put(timeText);
            put(NEXT);
        }
        put(LABEL);
        output.put(bytes, at, at + Tai64nLabel.TEXT);
        put(NEXT);
    }

    /** Puts {@code service}: the name in {@code from} (inclusive) to {@code to} (exclusive). */
    public void service(byte[] name, int from, int to) {
        put(SERVICE);
        text.put(name, from, to);
        text.end();
        put(NEXT);
    }

    /** Puts the beginning of {@code text}. */
    public void beginText(byte[] bytes, int from, int to) {
        put(TEXT);
        text.put(bytes, from, to);
    }

    /** Puts more of {@code text}. */
    public void moreText(byte[] bytes, int from, int to) {
        text.put(bytes, from, to);
    }

    /** Ends the object, without a newline. */
    public void end() {
        text.end();
        put(END);
    }

    private void put(byte[] bytes) {
        output.put(bytes, 0, bytes.length);
    }
}
