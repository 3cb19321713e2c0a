package io.daemontools.multilog;

import io.daemontools.cli.JsonText;
import io.daemontools.event.EventLoop;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.Posix;
import io.daemontools.time.Stamp;
import io.daemontools.time.Tai64nLabel;

/**
 * {@code j 1}: copies each selected line as a JSON object on a line of its own: {@code service}, if there is a prefix; {@code label}, the
 * TAI64N label, if lines have one; and {@code text}, the rest of the line.
 *
 * <p>A byte of the text that is not part of valid UTF-8 becomes a low surrogate, U+DC80 to U+DCFF, as in Python's {@code surrogateescape}.
 */
final class JsonOutput extends StandardOutput implements JsonText.Target {
    private static final byte[] SERVICE = Bytes.of("\"service\":\"");
    private static final byte[] LABEL = Bytes.of("\"label\":\"");
    private static final byte[] NEXT = Bytes.of("\",");
    private static final byte[] TEXT = Bytes.of("\"text\":\"");
    private static final byte[] END = Bytes.of("\"}\n");

    private final byte[] service;
    private final boolean stamped;
    private final JsonText text = new JsonText(this);

    /**
     * Describes the lines of a service.
     *
     * @param loop catches TERM
     * @param service its name, or empty
     * @param stamped whether each line begins with a stamp
     */
    JsonOutput(Posix posix, EventLoop loop, String service, boolean stamped) {
        super(posix, loop, "");
        this.service = Bytes.of(service);
        this.stamped = stamped;
    }

    @Override
    void begin(byte[] bytes, int from, int to) {
        put((byte) '{');
        if (service.length > 0) {
            put(SERVICE, 0, SERVICE.length);
            text.put(service, 0, service.length);
            text.end();
            put(NEXT, 0, NEXT.length);
        }
        int start = from;
        if (stamped) {
            put(LABEL, 0, LABEL.length);
            put(bytes, from, from + Tai64nLabel.TEXT);
            put(NEXT, 0, NEXT.length);
            start += Stamp.LENGTH;
        }
        put(TEXT, 0, TEXT.length);
        text.put(bytes, start, to);
    }

    @Override
    void more(byte[] bytes, int from, int to) {
        text.put(bytes, from, to);
    }

    @Override
    void end() {
        text.end();
        put(END, 0, END.length);
    }
}
