package io.daemontools.tai64n;

import io.daemontools.cli.Filter;
import io.daemontools.cli.Output;
import io.daemontools.posix.Posix;
import io.daemontools.time.Stamp;

/** Puts a timestamp before each line: the time when its first byte is handled. A line may span blocks. */
final class LineStamper implements Filter.Transform {
    private final Posix posix;
    private final Stamp stamp;
    private boolean insideLine;

    LineStamper(Posix posix) {
        this.posix = posix;
        this.stamp = new Stamp(posix);
    }

    /** Makes stamps where they are written from, and copies each line once. */
    @Override
    public void transform(byte[] block, int length, Output output) {
        byte[] into = output.buffer();
        int filled = output.length();
        boolean inside = insideLine;
        int at = 0;
        while (at < length) {
            int newline = posix.indexOf(block, at, length, (byte) '\n');
            int end = newline < 0 ? length : newline + 1;
            int count = end - at;
            if (into.length - filled < Stamp.LENGTH + count) {
                output.setLength(filled);
                output.flush();
                filled = 0;
            }
            if (!inside) {
                stamp.put(into, filled);
                filled += Stamp.LENGTH;
            }
            posix.copy(block, at, into, filled, count);
            filled += count;
            inside = newline < 0;
            at = end;
        }
        insideLine = inside;
        output.setLength(filled);
    }
}
