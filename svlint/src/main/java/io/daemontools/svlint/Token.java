package io.daemontools.svlint;

/**
 * A token of a shell script.
 *
 * @param kind what it is
 * @param word the word, or null
 * @param text the operator, or empty
 */
record Token(Kind kind, Word word, String text) {
    static final Token END = new Token(Kind.END, null, "");
    static final Token NEWLINE = new Token(Kind.NEWLINE, null, "");

    /** The kinds of tokens. */
    enum Kind {
        WORD,
        OPERATOR,
        NEWLINE,
        END
    }

    static Token operator(String text) {
        return new Token(Kind.OPERATOR, null, text);
    }

    static Token word(Word word) {
        return new Token(Kind.WORD, word, "");
    }
}
