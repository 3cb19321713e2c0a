package io.daemontools.svlogs;

import io.daemontools.log.JsonLogLine;
import io.daemontools.posix.Memory;

/** A JSON object on a line of its own. */
final class JsonFormat implements LineFormat {
    private final LineOutput output;
    private final JsonLogLine json;

    JsonFormat(LineOutput output, Memory memory) {
        this.output = output;
        json = new JsonLogLine(output, memory);
    }

    @Override
    public void begin(Source line) {
        json.begin();
        if (line.labelled) {
            json.label(line.buffer, line.labelStart, line.seconds, line.nanoseconds);
        }
        if (line.nameEnd > line.nameStart) {
            json.service(line.name, line.nameStart, line.nameEnd);
        }
        json.beginText(line.buffer, line.textStart, line.textEnd);
    }

    @Override
    public void more(Source line) {
        json.moreText(line.buffer, line.textStart, line.textEnd);
    }

    @Override
    public void end() {
        json.end();
        output.endLine();
    }
}
