package io.daemontools.tai64n;

import io.daemontools.cli.Filter;
import io.daemontools.cli.Output;
import io.daemontools.posix.Posix;
import io.daemontools.time.Stamp;

/** Puts the time in front of each line: when its first byte was come to. A line may go on from block to block. */
final class LineStamper implements Filter.Transform {
    private final Posix posix;
    private final Stamp stamp;
    private final byte[] label = new byte[Stamp.LENGTH];
    private boolean insideLine;

    LineStamper(Posix posix) {
        this.posix = posix;
        this.stamp = new Stamp(posix);
    }

    @Override
    public void transform(byte[] block, int length, Output output) {
        int at = 0;
        while (at < length) {
            if (!insideLine) {
                stamp.put(label, 0);
                output.put(label, 0, Stamp.LENGTH);
            }
            int newline = posix.indexOf(block, at, length, (byte) '\n');
            int end = newline < 0 ? length : newline + 1;
            output.put(block, at, end - at);
            insideLine = newline < 0;
            at = end;
        }
    }
}
