package io.daemontools.cli;

import io.daemontools.posix.Bytes;

/** Bytes that may come from anybody, as text for a terminal. */
public final class PrintableText {
    private static final int DELETE = 0x7f;
    private static final int LOW_DIGIT = 0xf;

    private PrintableText() {}

    /** A name: bytes that are no printable ASCII characters, and backslashes, as {@code \xNN}. */
    public static String of(String name) {
        StringBuilder text = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < ' ' || c >= DELETE || c == '\\') {
                text.append("\\x");
                text.append(Bytes.hexDigit((c >> 4) & LOW_DIGIT)).append(Bytes.hexDigit(c & LOW_DIGIT));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
