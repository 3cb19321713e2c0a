package io.daemontools.svlogs;

import io.daemontools.cli.JsonText;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.Clocks;
import io.daemontools.posix.Memory;
import io.daemontools.time.TimeText;

/** A JSON object on a line of its own. */
final class JsonFormat implements LineFormat {
    private static final byte[] TIME = Bytes.of("\"time\":\"");
    private static final byte[] LABEL = Bytes.of("\"tai64n\":\"");
    private static final byte[] SERVICE = Bytes.of("\"service\":\"");
    private static final byte[] TEXT = Bytes.of("\"text\":\"");
    private static final byte[] NEXT = Bytes.of("\",");
    private static final byte[] END = Bytes.of("\"}");

    private final LineOutput output;
    private final JsonText text;
    private final TimeText time;

    JsonFormat(LineOutput output, Memory memory) {
        this.output = output;
        text = new JsonText(output);
        time = TimeText.utc(memory);
    }

    @Override
    public void begin(Source line) {
        output.put((byte) '{');
        if (line.labelled) {
            putTime(line);
        }
        if (line.nameEnd > line.nameStart) {
            put(SERVICE);
            text.put(line.name, line.nameStart, line.nameEnd);
            text.end();
            put(NEXT);
        }
        put(TEXT);
        more(line);
    }

    private void putTime(Source line) {
        if (line.nanoseconds < Clocks.SECOND && time.set(line.seconds)) {
            put(TIME);
            output.reserve(TimeText.MAX_LENGTH);
            int end = time.put((int) line.nanoseconds, output.buffer(), output.at());
            output.added(end);
            put(NEXT);
        }
        put(LABEL);
        output.put(line.buffer, line.labelStart, line.labelStart + Source.LABEL);
        put(NEXT);
    }

    private void put(byte[] bytes) {
        output.put(bytes, 0, bytes.length);
    }

    @Override
    public void more(Source line) {
        text.put(line.buffer, line.textStart, line.textEnd);
    }

    @Override
    public void end() {
        text.end();
        put(END);
        output.endLine();
    }
}
