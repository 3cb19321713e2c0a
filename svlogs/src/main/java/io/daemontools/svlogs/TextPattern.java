package io.daemontools.svlogs;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.Posix;
import java.util.ArrayList;
import java.util.List;

/** Text that a line contains. A star in it stands for any bytes, none or more. */
final class TextPattern {
    private final Posix posix;
    private final byte[][] parts;

    TextPattern(Posix posix, String pattern) {
        this.posix = posix;
        List<byte[]> found = new ArrayList<>();
        int from = 0;
        while (from <= pattern.length()) {
            int star = pattern.indexOf('*', from);
            int to = star < 0 ? pattern.length() : star;
            if (to > from) {
                found.add(Bytes.of(pattern.substring(from, to)));
            }
            from = to + 1;
        }
        parts = found.toArray(new byte[0][]);
    }

    /** Whether the bytes from {@code from} (inclusive) to {@code to} (exclusive) contain it. */
    boolean isIn(byte[] bytes, int from, int to) {
        int at = from;
        for (byte[] part : parts) {
            at = find(part, bytes, at, to);
            if (at < 0) {
                return false;
            }
            at += part.length;
        }
        return true;
    }

    private int find(byte[] part, byte[] bytes, int from, int to) {
        int last = to - part.length;
        int at = from;
        while (at <= last) {
            at = posix.indexOf(bytes, at, last + 1, part[0]);
            if (at < 0) {
                return -1;
            }
            int same = 1;
            while (same < part.length && bytes[at + same] == part[same]) {
                same++;
            }
            if (same == part.length) {
                return at;
            }
            at++;
        }
        return -1;
    }
}
