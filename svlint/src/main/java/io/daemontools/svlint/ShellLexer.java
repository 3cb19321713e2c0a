package io.daemontools.svlint;

import java.util.ArrayList;
import java.util.List;

/** Divides a shell script into tokens. Comments and here-documents are left out. */
final class ShellLexer {
    private static final String[] OPERATORS = {
        ";;&", "&>>", "<<<", "<<-", ";;", ";&", "&&", "&>", "||", "|&", "<<", "<&", "<>", ">>", ">&", ">|", ";", "&",
        "|", "<", ">", "(", ")"
    };

    private final String text;
    private int at;
    private boolean broken;

    /** Where the quotation begins that has no end; negative if each has one. */
    private int unclosed = -1;

    /** Whether a substitution or a here-document was skipped, so that what is quoted behind it may be mistaken. */
    private boolean skipped;

    private StringBuilder word = new StringBuilder();
    private boolean literal;
    private boolean quoted;

    /** Whether the next word is the delimiter of a here-document, and whether tabs before the delimiter do not count. */
    private boolean delimiterExpected;

    private boolean tabsStripped;
    private final List<String> delimiters = new ArrayList<>();
    private final List<Boolean> stripped = new ArrayList<>();

    ShellLexer(String text) {
        this.text = text;
    }

    /** Whether a quotation or a here-document has no end, so that the tokens may be wrong. */
    boolean broken() {
        return broken;
    }

    /** Whether a quotation that begins in the last line certainly has no end. */
    boolean lastLineUnclosed() {
        return unclosed >= 0 && !skipped && isBlankAfterLine(unclosed);
    }

    private boolean isBlankAfterLine(int start) {
        int end = text.indexOf('\n', start);
        for (int i = end < 0 ? text.length() : end; i < text.length(); i++) {
            if (text.charAt(i) != '\n' && text.charAt(i) != ' ' && text.charAt(i) != '\t') {
                return false;
            }
        }
        return true;
    }

    /** The next token. */
    Token next() {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == '#') {
            at = endOfLine();
        }
        if (at >= text.length()) {
            broken |= !delimiters.isEmpty();
            return Token.END;
        }
        char first = text.charAt(at);
        if (first == '\n') {
            at++;
            skipDocuments();
            return Token.NEWLINE;
        }
        boolean substitution = (first == '<' || first == '>') && charAt(at + 1) == '(';
        if (isOperator(first) && !substitution) {
            return operator();
        }
        return word(substitution);
    }

    private char charAt(int index) {
        return index < text.length() ? text.charAt(index) : 0;
    }

    private int endOfLine() {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    private void skipBlanks() {
        while (at < text.length()) {
            char next = text.charAt(at);
            if (next == '\\' && charAt(at + 1) == '\n') {
                at += 2;
            } else if (next == ' ' || next == '\t' || next == '\r') {
                at++;
            } else {
                return;
            }
        }
    }

    private void skipDocuments() {
        for (int i = 0; i < delimiters.size(); i++) {
            boolean found = false;
            while (!found && at < text.length()) {
                int end = endOfLine();
                int start = at;
                while (stripped.get(i) && charAt(start) == '\t') {
                    start++;
                }
                found = text.substring(Math.min(start, end), end).equals(delimiters.get(i));
                at = Math.min(text.length(), end + 1);
            }
            broken |= !found;
        }
        delimiters.clear();
        stripped.clear();
    }

    private static boolean isOperator(char letter) {
        return letter == ';'
                || letter == '&'
                || letter == '|'
                || letter == '<'
                || letter == '>'
                || letter == '('
                || letter == ')';
    }

    private Token operator() {
        for (String operator : OPERATORS) {
            if (text.startsWith(operator, at)) {
                at += operator.length();
                delimiterExpected = operator.equals("<<") || operator.equals("<<-");
                skipped |= delimiterExpected;
                tabsStripped = operator.equals("<<-");
                return Token.operator(operator);
            }
        }
        // Each that begins an operator is one, too.
        return Token.operator(text.substring(at, ++at));
    }

    private Token word(boolean substitution) {
        word = new StringBuilder();
        literal = true;
        quoted = false;
        if (substitution) {
            literal = false;
            skipped = true;
            at++;
            skipBalanced('(', ')');
        }
        while (at < text.length()) {
            char next = text.charAt(at);
            if (next == ' ' || next == '\t' || next == '\n' || next == '\r' || isOperator(next)) {
                break;
            }
            part(next);
        }
        char after = charAt(at);
        if ((after == '<' || after == '>') && !quoted && isNumber()) {
            // The number of a descriptor before a redirection.
            return operator();
        }
        String value = word.toString();
        if (delimiterExpected) {
            delimiters.add(value);
            stripped.add(tabsStripped);
            delimiterExpected = false;
        }
        boolean test = value.equals("[") || value.equals("[[");
        return Token.word(new Word(value, literal || test, quoted));
    }

    private boolean isNumber() {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) < '0' || word.charAt(i) > '9') {
                return false;
            }
        }
        return word.length() > 0;
    }

    private void part(char next) {
        switch (next) {
            case '\\' -> {
                quoted = true;
                if (charAt(at + 1) != '\n' && at + 1 < text.length()) {
                    word.append(text.charAt(at + 1));
                }
                at += 2;
            }
            case '\'' -> {
                quoted = true;
                copyTo('\'');
            }
            case '"' -> doubleQuoted();
            case '$' -> dollar();
            case '`' -> {
                literal = false;
                skipBackquotes();
            }
            default -> {
                // Patterns, braces and a tilde may expand.
                literal &=
                        next != '*' && next != '?' && next != '[' && next != '{' && (next != '~' || word.length() > 0);
                word.append(next);
                at++;
            }
        }
    }

    /** Copies what is in single quotes. */
    private void copyTo(char quote) {
        int end = text.indexOf(quote, at + 1);
        if (end < 0) {
            broken = true;
            unclosed = at;
            at = text.length();
            return;
        }
        word.append(text, at + 1, end);
        at = end + 1;
    }

    private void doubleQuoted() {
        quoted = true;
        int start = at;
        at++;
        while (at < text.length()) {
            char next = text.charAt(at);
            if (next == '"') {
                at++;
                return;
            }
            if (next == '$') {
                dollar();
            } else if (next == '`') {
                literal = false;
                skipBackquotes();
            } else if (next == '\\') {
                char escaped = charAt(at + 1);
                if (escaped != '$' && escaped != '`' && escaped != '"' && escaped != '\\' && escaped != '\n') {
                    word.append('\\');
                }
                if (escaped != '\n' && at + 1 < text.length()) {
                    word.append(escaped);
                }
                at += 2;
            } else {
                word.append(next);
                at++;
            }
        }
        broken = true;
        unclosed = start;
    }

    private void dollar() {
        char next = charAt(at + 1);
        literal = false;
        // A quotation after a dollar sign has other rules.
        skipped |= next == '\'' || next == '(' || next == '{';
        int start = at;
        at++;
        if (next == '(') {
            skipBalanced('(', ')');
        } else if (next == '{') {
            skipBalanced('{', '}');
        }
        word.append(text, start, Math.min(at, text.length()));
    }

    private void skipBackquotes() {
        skipped = true;
        at++;
        while (at < text.length() && text.charAt(at) != '`') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        broken |= at >= text.length();
        at++;
    }

    /** Goes behind the bracket that closes the one at this position. */
    private void skipBalanced(char open, char close) {
        int depth = 0;
        while (at < text.length()) {
            char next = text.charAt(at);
            if (next == '\\') {
                at++;
            } else if (next == '\'' && open == '(') {
                int end = text.indexOf('\'', at + 1);
                at = end < 0 ? text.length() : end;
            } else if (next == open) {
                depth++;
            } else if (next == close && --depth == 0) {
                at++;
                return;
            }
            at++;
        }
        broken = true;
    }
}
