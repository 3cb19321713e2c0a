package io.daemontools.svlogs;

import io.daemontools.cli.PrintableText;
import io.daemontools.cli.Utf8;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.Clocks;
import io.daemontools.posix.Posix;
import io.daemontools.time.TimeText;

/** Local time, the name of the service if asked for, and the text. */
final class TextFormat implements LineFormat {
    private static final int DELETE = 0x7f;

    private final LineOutput output;
    private final boolean named;
    private final boolean terminal;
    private final TimeText localTime;
    private byte[] lastName;
    private byte[] printableName;

    /**
     * Writes text.
     *
     * @param named whether with the names of services
     * @param terminal whether control characters are escaped
     */
    TextFormat(LineOutput output, Posix posix, boolean named, boolean terminal) {
        this.output = output;
        this.named = named;
        this.terminal = terminal;
        localTime = new TimeText(posix);
    }

    @Override
    public void begin(Source line) {
        if (line.labelled) {
            putTime(line);
        }
        if (named && line.nameEnd > line.nameStart) {
            putName(line);
        }
        more(line);
    }

    private void putTime(Source line) {
        if (line.nanoseconds < Clocks.SECOND && localTime.set(line.seconds)) {
            output.reserve(TimeText.MAX_LENGTH);
            int end = localTime.put((int) line.nanoseconds, output.buffer(), output.at());
            output.added(end);
        } else {
            output.put(line.buffer, line.labelStart, line.labelStart + Source.LABEL);
        }
        output.put((byte) ' ');
    }

    private void putName(Source line) {
        if (line.name == line.buffer) {
            byte[] one = Bytes.of(PrintableText.of(text(line)));
            output.put(one, 0, one.length);
        } else {
            if (line.name != lastName) {
                lastName = line.name;
                printableName = Bytes.of(PrintableText.of(text(line)));
            }
            output.put(printableName, 0, printableName.length);
        }
        output.put((byte) ':');
        output.put((byte) ' ');
    }

    private static String text(Source line) {
        byte[] name = new byte[line.nameEnd - line.nameStart];
        System.arraycopy(line.name, line.nameStart, name, 0, name.length);
        return Bytes.text(name, name.length);
    }

    @Override
    public void more(Source line) {
        if (terminal) {
            putPrintable(line.buffer, line.textStart, line.textEnd);
        } else {
            output.put(line.buffer, line.textStart, line.textEnd);
        }
    }

    private void putPrintable(byte[] bytes, int from, int to) {
        int plain = from;
        int at = from;
        while (at < to) {
            int length = printable(bytes, at, to);
            if (length > 0) {
                at += length;
            } else {
                output.put(bytes, plain, at);
                escape(bytes[at]);
                at++;
                plain = at;
            }
        }
        output.put(bytes, plain, to);
    }

    /** The length of a character that a terminal only shows; 0 if there is none. */
    private static int printable(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xff;
        if (first < DELETE) {
            return first >= ' ' || first == '\t' ? 1 : 0;
        }
        int length = Utf8.length(first);
        if (length < 2 || at + length > to) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if (!Utf8.continues(first, i, bytes[at + i] & 0xff)) {
                return 0;
            }
        }
        return Utf8.controls(Utf8.code(bytes, at, length)) ? 0 : length;
    }

    private void escape(byte value) {
        output.put((byte) '\\');
        output.put((byte) 'x');
        output.put((byte) Bytes.hexDigit(value >> 4 & 0xf));
        output.put((byte) Bytes.hexDigit(value & 0xf));
    }

    @Override
    public void end() {
        output.endLine();
    }
}
