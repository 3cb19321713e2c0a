package io.daemontools.tai64nlocal;

import io.daemontools.cli.Filter;
import io.daemontools.cli.Output;
import io.daemontools.posix.Posix;
import io.daemontools.time.LastSecond;
import io.daemontools.time.TimeText;

/** Converts the label at the start of a line to local time. A label or a line may span blocks. */
final class LabelTranslator implements Filter.Transform {
    private final Posix posix;
    private final Label label;
    private final LastSecond lastSecond;
    private final TimeText localTime;
    private boolean insideLabel;
    private boolean insideText;

    LabelTranslator(Posix posix) {
        this.posix = posix;
        this.label = new Label(posix);
        this.lastSecond = new LastSecond(posix);
        this.localTime = new TimeText(posix);
    }

    /** The time zone may have changed between two blocks. */
    @Override
    public void transform(byte[] block, int length, Output output) {
        lastSecond.forget();
        localTime.forget();
        int at = 0;
        while (at < length) {
            if (insideLabel) {
                at = readLabel(block, at, length, output);
            } else if (insideText) {
                at = copyText(block, at, length, output);
            } else {
                at = translateLines(block, at, length, output);
            }
        }
    }

    /**
     * Converts labels with the second of the last one, and copies lines without a label. This is the inner loop: the text is made where
     * it is written from, and each line is copied once.
     *
     * @return the end of the block, or where another label goes on behind its first character
     */
    private int translateLines(byte[] block, int from, int length, Output output) {
        Posix memory = posix;
        byte[] into = output.buffer();
        int filled = output.length();
        int at = from;
        while (at < length) {
            if (into.length - filled < TimeText.MAX_LENGTH + length - at) {
                output.setLength(filled);
                output.flush();
                filled = 0;
            }
            if (block[at] == '@') {
                int nanoseconds = lastSecond.nanoseconds(block, at, length);
                if (nanoseconds < 0) {
                    label.clear();
                    insideLabel = true;
                    at++;
                    break;
                }
                filled = localTime.put(nanoseconds, into, filled);
                at += LastSecond.LABEL;
            }
            int newline = memory.indexOf(block, at, length, (byte) '\n');
            int end = newline < 0 ? length : newline + 1;
            memory.copy(block, at, into, filled, end - at);
            filled += end - at;
            at = end;
            if (newline < 0) {
                insideText = true;
                break;
            }
        }
        output.setLength(filled);
        return at;
    }

    private int readLabel(byte[] block, int from, int length, Output output) {
        int at = from;
        while (at < length && label.add(block[at])) {
            at++;
        }
        if (at < length) {
            if (!label.tooLong() && localTime.set(label.seconds())) {
                localTime.print(label.nanoseconds(), output);
                label.store(lastSecond);
            } else {
                lastSecond.forget();
                label.print(output);
            }
            insideLabel = false;
            insideText = true;
        }
        return at;
    }

    private int copyText(byte[] block, int from, int length, Output output) {
        int newline = posix.indexOf(block, from, length, (byte) '\n');
        int end = newline < 0 ? length : newline + 1;
        output.put(block, from, end - from);
        insideText = newline < 0;
        return end;
    }
}
