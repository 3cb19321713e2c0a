package io.daemontools.cli;

/** UTF-8 in text of one char per byte, or in bytes that arrive one by one: RFC 3629. */
public final class Utf8 {
    private Utf8() {}

    /** The length of the complete sequence at an index; 0 if there is none, 1 for ASCII. */
    public static int sequence(String text, int index) {
        int first = text.charAt(index);
        int length = length(first);
        if (index + length > text.length()) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if (!continues(first, i, text.charAt(index + i))) {
                return 0;
            }
        }
        return length;
    }

    /** The length of a sequence that begins with this byte; 0 if none does, 1 for ASCII. */
    public static int length(int first) {
        if (first < 0x80) {
            return 1;
        }
        if (first >= 0xc2 && first <= 0xdf) {
            return 2;
        }
        if (first >= 0xe0 && first <= 0xef) {
            return 3;
        }
        return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
    }

    /**
     * Whether a byte continues a sequence: the result is neither overlong, nor a surrogate, nor beyond U+10FFFF.
     *
     * @param index the place of the byte in the sequence, from 1
     */
    public static boolean continues(int first, int index, int next) {
        return next >= (index == 1 ? least(first) : 0x80) && next <= (index == 1 ? most(first) : 0xbf);
    }

    private static int least(int first) {
        return first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    }

    private static int most(int first) {
        return first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    }

    /** The code point of the complete sequence of that length at an index. */
    public static int code(String text, int index, int length) {
        int code = length == 1 ? text.charAt(index) : text.charAt(index) & (0x7f >> length);
        for (int i = 1; i < length; i++) {
            code = (code << 6) | (text.charAt(index + i) & 0x3f);
        }
        return code;
    }

    /** The same of bytes. */
    public static int code(byte[] bytes, int index, int length) {
        int code = length == 1 ? bytes[index] & 0x7f : bytes[index] & (0x7f >> length);
        for (int i = 1; i < length; i++) {
            code = (code << 6) | (bytes[index + i] & 0x3f);
        }
        return code;
    }

    /**
     * Whether a character does something to a terminal, or can make other characters appear in another order: controls, separators of
     * lines and paragraphs, and those of Unicode's property Bidi_Control.
     */
    public static boolean controls(int code) {
        return code < ' '
                || (code >= 0x7f && code < 0xa0)
                || code == 0x61c
                || code == 0x200e
                || code == 0x200f
                || (code >= 0x2028 && code <= 0x202e)
                || (code >= 0x2066 && code <= 0x2069);
    }

    /**
     * Puts the sequence of a code point at {@code at}.
     *
     * @return the index after it
     */
    public static int put(int code, byte[] into, int at) {
        int length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
        if (length == 1) {
            into[at] = (byte) code;
            return at + 1;
        }
        int rest = code;
        for (int i = length - 1; i > 0; i--) {
            into[at + i] = (byte) (0x80 | (rest & 0x3f));
            rest >>= 6;
        }
        into[at] = (byte) (0xf00 >> length | rest);
        return at + length;
    }
}
