package io.daemontools.cli;

/** Text for a POSIX shell. */
public final class ShellText {
    private static final String PLAIN = "_./:@%+,-=";

    private ShellText() {}

    /** A word that the shell expands to that text, whatever bytes it has: quoted unless no char is special to any shell. */
    public static String quoted(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder word = new StringBuilder("'");
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '\'') {
                word.append("'\\''");
            } else {
                word.append(letter);
            }
        }
        return word.append('\'').toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            boolean alphanumeric = (letter >= 'a' && letter <= 'z')
                    || (letter >= 'A' && letter <= 'Z')
                    || (letter >= '0' && letter <= '9');
            if (!alphanumeric && PLAIN.indexOf(letter) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
