package io.daemontools.svlint;

/** UTF-8 in text of one char per byte: RFC 3629. */
final class Utf8 {
    private Utf8() {}

    /** The length of the complete sequence at an index; 0 if there is none, 1 for ASCII. */
    static int sequence(String text, int index) {
        int first = text.charAt(index);
        if (first < 0x80) {
            return 1;
        }
        int length = lengthBy(first);
        if (length == 0 || index + length > text.length()) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            int next = text.charAt(index + i);
            if (next < (i == 1 ? least(first) : 0x80) || next > (i == 1 ? most(first) : 0xbf)) {
                return 0;
            }
        }
        return length;
    }

    private static int lengthBy(int first) {
        if (first >= 0xc2 && first <= 0xdf) {
            return 2;
        }
        if (first >= 0xe0 && first <= 0xef) {
            return 3;
        }
        return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
    }

    /** Without overlong forms. */
    private static int least(int first) {
        return first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    }

    /** Without surrogates, and nothing beyond U+10FFFF. */
    private static int most(int first) {
        return first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    }
}
