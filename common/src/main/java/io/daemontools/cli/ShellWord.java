package io.daemontools.cli;

/** Paths as words to be typed, fit for a terminal. */
public final class ShellWord {
    private ShellWord() {}

    /**
     * A path. With other bytes than printable ASCII characters, the word is the output of printf, without newlines at its end: if there is one,
     * the path has to be that of a directory.
     */
    public static String of(String path) {
        String operand = path.startsWith("-") ? "./".concat(path) : path;
        if (printable(operand)) {
            return ShellText.quoted(operand);
        }
        StringBuilder word = new StringBuilder("\"$(printf '");
        for (int i = 0; i < operand.length(); i++) {
            char c = operand.charAt(i);
            if (c == '%') {
                word.append("%%");
            } else if (c <= ' ' || c >= 0x7f || c == '\'' || c == '\\') {
                word.append('\\').append((char) ('0' + (c >> 6))).append((char) ('0' + (c >> 3 & 7)));
                word.append((char) ('0' + (c & 7)));
            } else {
                word.append(c);
            }
        }
        return word.append(operand.endsWith("\n") ? "/')\"" : "')\"").toString();
    }

    private static boolean printable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return true;
    }
}
