package io.daemontools.multilog;

import io.daemontools.cli.JsonText;
import io.daemontools.event.EventLoop;
import io.daemontools.log.JsonLogLine;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.Posix;
import io.daemontools.time.Tai64nLabel;
import io.daemontools.time.Tai64nParser;

/** {@code j 1}: copies each selected line as a JSON object on a line of its own. Its {@code service} is the prefix. */
final class JsonOutput extends StandardOutput implements JsonText.Target {
    private final byte[] service;
    private final JsonLogLine json;
    private final Tai64nParser label = new Tai64nParser();

    /**
     * Describes the lines of a service.
     *
     * @param loop catches TERM
     * @param service its name, or empty
     */
    JsonOutput(Posix posix, EventLoop loop, String service) {
        super(posix, loop, "");
        this.service = Bytes.of(service);
        json = new JsonLogLine(this, posix);
    }

    @Override
    void begin(byte[] bytes, int from, int to) {
        json.begin();
        int start = from;
        if (label.read(bytes, from, to)) {
            json.label(bytes, from, label.seconds(), label.nanoseconds());
            start += Tai64nLabel.TEXT;
            if (start < to && bytes[start] == ' ') {
                start++;
            }
        }
        if (service.length > 0) {
            json.service(service, 0, service.length);
        }
        json.beginText(bytes, start, to);
    }

    @Override
    void more(byte[] bytes, int from, int to) {
        json.moreText(bytes, from, to);
    }

    @Override
    void end() {
        json.end();
        super.end();
    }
}
