package io.daemontools.svlint;

/**
 * A word of a shell script.
 *
 * @param text without quotes, but with expansions unchanged
 * @param literal whether it has no expansions, so that the text is its value
 * @param quoted whether a part of it is quoted, so that it is no reserved word
 */
record Word(String text, boolean literal, boolean quoted) {
    /** Whether it assigns a variable. */
    boolean assigns() {
        int equals = text.indexOf('=');
        for (int i = 0; i < equals; i++) {
            char letter = text.charAt(i);
            boolean name = letter == '_'
                    || (letter >= 'a' && letter <= 'z')
                    || (letter >= 'A' && letter <= 'Z')
                    || (i > 0 && letter >= '0' && letter <= '9');
            if (!name) {
                return false;
            }
        }
        return equals > 0;
    }

    /** Whether it is that text, without expansions. */
    boolean is(String value) {
        return literal && text.equals(value);
    }
}
