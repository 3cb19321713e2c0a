package io.daemontools.tai64nlocal;

import io.daemontools.cli.Filter;
import io.daemontools.cli.Output;
import io.daemontools.posix.Posix;

/** Turns the label that a line begins with into local time. A label or a line may go on from block to block. */
final class LabelTranslator implements Filter.Transform {
    private final Posix posix;
    private final Label label;
    private final LastSecond lastSecond = new LastSecond();
    private final LocalTimeText localTime;
    private boolean insideLabel;
    private boolean insideText;

    LabelTranslator(Posix posix) {
        this.posix = posix;
        this.label = new Label(posix);
        this.localTime = new LocalTimeText(posix);
    }

    /** Each block may come after a change of the time zone. */
    @Override
    public void transform(byte[] block, int length, Output output) {
        lastSecond.forget();
        localTime.forget();
        int at = 0;
        while (at < length) {
            if (insideLabel) {
                at = readLabel(block, at, length, output);
            } else if (insideText || block[at] != '@') {
                at = copyText(block, at, length, output);
            } else {
                at = begin(block, at, length, output);
            }
        }
    }

    private int begin(byte[] block, int at, int length, Output output) {
        int nanoseconds = lastSecond.nanoseconds(block, at, length);
        if (nanoseconds >= 0) {
            localTime.print(nanoseconds, output);
            insideText = true;
            return at + LastSecond.LABEL;
        }
        label.clear();
        insideLabel = true;
        return at + 1;
    }

    private int readLabel(byte[] block, int from, int length, Output output) {
        int at = from;
        while (at < length && label.add(block[at])) {
            at++;
        }
        if (at < length) {
            if (!label.tooLong() && localTime.set(label.seconds())) {
                localTime.print(label.nanoseconds(), output);
                lastSecond.set(label);
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
