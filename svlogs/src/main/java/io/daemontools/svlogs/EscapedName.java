package io.daemontools.svlogs;

import io.daemontools.cli.PrintableText;
import io.daemontools.posix.Bytes;
import io.daemontools.time.Tai64nLabel;

/** A name as one word of printable ASCII characters: other bytes, spaces and backslashes are {@code \xNN}. */
final class EscapedName {
    private static final String ESCAPE = "\\x";

    /** The length of {@code \xNN}. */
    private static final int LENGTH = 4;

    private static final int LOW_DIGIT = 0xf;

    private EscapedName() {}

    /** The word for a name. */
    static String of(String name) {
        StringBuilder word = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != ' ' && PrintableText.plain(c)) {
                word.append(c);
            } else {
                word.append(ESCAPE).append(Bytes.hexDigit((c >> 4) & LOW_DIGIT)).append(Bytes.hexDigit(c & LOW_DIGIT));
            }
        }
        return word.toString();
    }

    /** The name for a word. What is no escape is unchanged. */
    static String decode(String word) {
        StringBuilder name = new StringBuilder(word.length());
        int at = 0;
        while (at < word.length()) {
            int value = escaped(word, at);
            name.append(value < 0 ? word.charAt(at) : (char) value);
            at += value < 0 ? 1 : LENGTH;
        }
        return name.toString();
    }

    /** The value of the escape at an index, or a negative number if there is none. */
    private static int escaped(String word, int at) {
        if (!word.startsWith(ESCAPE, at) || at + LENGTH > word.length()) {
            return -1;
        }
        int high = Tai64nLabel.digitValue(word.charAt(at + 2));
        int low = Tai64nLabel.digitValue(word.charAt(at + 3));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
