package io.daemontools.cli;

import io.daemontools.posix.Bytes;

/** Bytes that may come from anybody, as text for a terminal. */
public final class PrintableText {
    private static final int DELETE = 0x7f;
    private static final int LOW_DIGIT = 0xf;

    private PrintableText() {}

    /** A name: bytes that are no printable ASCII characters, and backslashes, as {@code \xNN}. */
    public static String of(String name) {
        int length = 0;
        while (length < name.length() && plain(name.charAt(length))) {
            length++;
        }
        return length == name.length() ? name : escaped(name);
    }

    private static String escaped(String name) {
        StringBuilder text = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (plain(c)) {
                text.append(c);
            } else {
                text.append("\\x");
                text.append(Bytes.hexDigit((c >> 4) & LOW_DIGIT)).append(Bytes.hexDigit(c & LOW_DIGIT));
            }
        }
        return text.toString();
    }

    /** Whether a byte does nothing to a terminal, and needs no escape. */
    public static boolean plain(char c) {
        return c >= ' ' && c < DELETE && c != '\\';
    }
}
