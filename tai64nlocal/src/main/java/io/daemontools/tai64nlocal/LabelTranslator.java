package io.daemontools.tai64nlocal;

import io.daemontools.cli.Output;
import io.daemontools.posix.Posix;

/** Goes through text block by block; a label or a line may be cut anywhere. */
final class LabelTranslator {
    private enum Place {
        LINE_START,
        LABEL,
        TEXT
    }

    private final Posix posix;
    private final Output output;
    private final Label label = new Label();
    private final LocalTimeText localTime;
    private Place place = Place.LINE_START;

    LabelTranslator(Posix posix, Output output) {
        this.posix = posix;
        this.output = output;
        this.localTime = new LocalTimeText(posix);
    }

    /** Writes the first {@code length} bytes of {@code block}, translated. */
    void translate(byte[] block, int length) {
        int at = 0;
        while (at < length) {
            at = switch (place) {
                case LINE_START -> start(block, at);
                case LABEL -> readLabel(block, at, length);
                case TEXT -> copyText(block, at, length);
            };
        }
    }

    private int start(byte[] block, int at) {
        if (block[at] == '@') {
            label.clear();
            place = Place.LABEL;
            return at + 1;
        }
        place = Place.TEXT;
        return at;
    }

    private int readLabel(byte[] block, int from, int length) {
        int at = from;
        while (at < length && label.add(block[at])) {
            at++;
        }
        if (at < length) {
            if (!localTime.print(label, output)) {
                label.print(output);
            }
            place = Place.TEXT;
        }
        return at;
    }

    private int copyText(byte[] block, int from, int length) {
        int newline = posix.indexOf(block, from, length, (byte) '\n');
        int end = newline < 0 ? length : newline + 1;
        output.put(block, from, end - from);
        if (newline >= 0) {
            place = Place.LINE_START;
        }
        return end;
    }
}
