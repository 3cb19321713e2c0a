package io.daemontools.svlint;

import java.util.List;

/**
 * Checks whether the shell script {@code finish} takes its arguments for those of runit, where the first is -1 if a signal has
 * ended the service. Here it is 256, as in s6.
 */
final class FinishCheck {
    private static final String KILLED_IN_RUNIT = "-1";
    private static final String KILLED_HERE = "256";
    private static final String[] COMPARISONS = {"=", "==", "!=", "-eq", "-ne"};

    private final Findings findings;

    FinishCheck(Findings findings) {
        this.findings = findings;
    }

    /** Checks a script. */
    void check(String file, String text) {
        if ((comparesInTest(text) || hasCase(text)) && text.indexOf(KILLED_HERE) < 0) {
            findings.add(
                    Check.FINISH_OF_RUNIT,
                    file,
                    "compares its argument with -1, which runit passes if a signal has ended the service",
                    "compare it with 256, or with both");
        }
    }

    private static boolean comparesInTest(String text) {
        ShellLexer lexer = new ShellLexer(text);
        String before = "";
        String beforeThat = "";
        for (Token token = lexer.next(); token.kind() != Token.Kind.END; token = lexer.next()) {
            String word = token.word() == null ? "" : token.word().text();
            boolean after = word.equals(KILLED_IN_RUNIT) && isComparison(before) && isFirstArgument(beforeThat);
            boolean inFront = beforeThat.equals(KILLED_IN_RUNIT) && isComparison(before) && isFirstArgument(word);
            if (after || inFront) {
                return true;
            }
            beforeThat = before;
            before = word;
        }
        return false;
    }

    private static boolean isComparison(String word) {
        return List.of(COMPARISONS).contains(word);
    }

    /** The script may have given it another name. */
    private static boolean isFirstArgument(String word) {
        return word.indexOf('$') >= 0;
    }

    /** Whether {@code -1} is a pattern of a {@code case} for an argument. */
    private static boolean hasCase(String text) {
        ShellLexer lexer = new ShellLexer(text);
        boolean ofArgument = false;
        boolean pattern = false;
        boolean minusOne = false;
        for (Token token = lexer.next(); token.kind() != Token.Kind.END; token = lexer.next()) {
            if (token.word() == null) {
                if (minusOne
                        && pattern
                        && (token.text().equals(")") || token.text().equals("|"))) {
                    return true;
                }
                minusOne = false;
                continue;
            }
            String word = token.word().text();
            minusOne = word.equals(KILLED_IN_RUNIT);
            if (word.equals("case")) {
                ofArgument = true;
                pattern = false;
            } else if (ofArgument && isFirstArgument(word)) {
                pattern = true;
                ofArgument = false;
            } else if (word.equals("esac")) {
                pattern = false;
            }
        }
        return false;
    }
}
