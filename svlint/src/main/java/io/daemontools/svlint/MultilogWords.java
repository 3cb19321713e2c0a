package io.daemontools.svlint;

import java.util.List;

/** Checks the arguments of multilog, which ignores what it does not understand. */
final class MultilogWords {
    /** Those with a number, and those alone; they apply to log directories that follow. */
    private static final String OF_NUMBER = "snSARNF";

    private static final String ALONE = "D1j";
    private static final String OF_DIRECTORY = OF_NUMBER + "D!";
    private static final String OF_ANY_TEXT = "+-=./!pe";

    private final Findings findings;
    private final String file;

    MultilogWords(Findings findings, String file) {
        this.findings = findings;
        this.file = file;
    }

    /** Checks all arguments. */
    void check(List<Word> arguments) {
        int last = lastDirectory(arguments);
        for (int i = 0; i < arguments.size(); i++) {
            Word argument = arguments.get(i);
            if (argument.literal() && !(i == 0 && argument.text().startsWith("t"))) {
                check(argument.text(), i > last && last >= 0);
            }
        }
    }

    /** The index of the last argument that is or may be a log directory; negative if there is none. */
    private static int lastDirectory(List<Word> arguments) {
        int last = -1;
        for (int i = 0; i < arguments.size(); i++) {
            Word argument = arguments.get(i);
            if (!argument.literal()
                    || argument.text().startsWith("/")
                    || argument.text().startsWith(".")) {
                last = i;
            }
        }
        return last;
    }

    private void check(String text, boolean late) {
        char first = text.isEmpty() ? '\0' : text.charAt(0);
        String rest = text.isEmpty() ? "" : text.substring(1);
        if (OF_NUMBER.indexOf(first) >= 0 && !isNumber(rest)) {
            report(
                    text,
                    rest.isEmpty() || rest.charAt(0) < '0' || rest.charAt(0) > '9'
                            ? "has no number"
                            : "is more than a number",
                    "write " + first + " and decimal digits");
        } else if (ALONE.indexOf(first) >= 0 && !rest.isEmpty()) {
            report(text, "is ignored", "write " + first + " alone, or remove it");
        } else if (first == 't') {
            report(text, "is ignored: t is the first argument", "make it the first one, or remove it");
        } else if (OF_NUMBER.indexOf(first) < 0 && ALONE.indexOf(first) < 0 && OF_ANY_TEXT.indexOf(first) < 0) {
            report(text, "is ignored", "remove it");
        } else if (late && OF_DIRECTORY.indexOf(first) >= 0) {
            report(text, "has no effect behind the last log directory", "write it before the directory");
        }
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private void report(String text, String reason, String cure) {
        findings.add(
                Check.MULTILOG_WORD,
                file,
                "the argument " + (text.isEmpty() ? "''" : text) + " of multilog " + reason,
                cure);
    }
}
