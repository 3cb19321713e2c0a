package io.daemontools.multilog;

import io.daemontools.posix.Bytes;

/**
 * The pattern of a {@code +} or {@code -} action, by 0.76's rules: a star matches all bytes before the next occurrence of
 * the character after it, a star at the end matches everything, any other character matches itself.
 *
 * <p>A star never tries a later occurrence: {@code *ab} does not match {@code aab}. The first of two stars in a row matches
 * all bytes before the next star in the line.
 */
final class Pattern {
    private final byte[] pattern;

    /** A pattern of these characters, one per byte. */
    Pattern(String pattern) {
        this.pattern = Bytes.of(pattern);
    }

    /** Whether it matches all of the bytes from {@code from} (inclusive) to {@code to} (exclusive). */
    boolean matches(byte[] bytes, int from, int to) {
        int position = from;
        for (int i = 0; i < pattern.length; i++) {
            byte wanted = pattern[i];
            if (wanted != '*') {
                if (position == to || bytes[position] != wanted) {
                    return false;
                }
                position++;
            } else if (i + 1 == pattern.length) {
                return true;
            } else {
                position = find(bytes, position, to, pattern[i + 1]);
                if (position == to) {
                    return false;
                }
            }
        }
        return position == to;
    }

    private static int find(byte[] bytes, int from, int to, byte wanted) {
        int position = from;
        while (position < to && bytes[position] != wanted) {
            position++;
        }
        return position;
    }
}
