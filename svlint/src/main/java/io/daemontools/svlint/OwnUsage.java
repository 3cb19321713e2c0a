package io.daemontools.svlint;

import io.daemontools.cli.Decimal;
import java.util.List;

/** Checks the arguments of the suite's commands that execute a program. With wrong ones, each exits at once. */
final class OwnUsage {
    /** The options of softlimit. A letter before a colon has a value. */
    static final String SOFTLIMIT = "a:c:d:f:l:m:o:p:r:s:t:";

    private static final String SETLOCK = "nNxX";
    private static final String SWITCH = "-s";

    private final Findings findings;
    private final String file;
    private String command = "";
    private List<Word> words = List.of();
    private int at;

    OwnUsage(Findings findings, String file) {
        this.findings = findings;
        this.file = file;
    }

    /** Checks the command that begins at an index. What follows a word whose value is not known is not checked. */
    void check(List<Word> chain, int program) {
        command = Program.baseName(chain.get(program).text());
        words = chain;
        at = program + 1;
        switch (command) {
            case "setuidgid" -> {
                skipSwitch();
                require(1);
            }
            case "envuidgid", "envdir" -> require(1);
            case "fghack" -> {
                skipSwitch();
                require(0);
            }
            case "pgrphack" -> require(0);
            case "softlimit" -> {
                if (skipOptions(SOFTLIMIT)) {
                    require(0);
                }
            }
            case "setlock" -> {
                if (skipOptions(SETLOCK)) {
                    require(1);
                }
            }
            default -> {
                // The usage of others is not known.
            }
        }
    }

    private void skipSwitch() {
        at += at < words.size() && words.get(at).is(SWITCH) ? 1 : 0;
    }

    /** Requires a program after so many arguments. */
    private void require(int operands) {
        for (int i = at; i < words.size(); i++) {
            // It may become several words, or none.
            if (!words.get(i).literal()) {
                return;
            }
        }
        if (at + operands >= words.size()) {
            report(command + " has no program to execute", "add the program");
        }
    }

    /** Returns false if one was reported, or is not known. */
    private boolean skipOptions(String known) {
        while (at < words.size()) {
            Word option = words.get(at);
            if (!option.literal()) {
                return false;
            }
            if (option.text().length() < 2 || option.text().charAt(0) != '-') {
                return true;
            }
            at++;
            if (option.text().startsWith("--")) {
                return true;
            }
            if (!skipOption(option.text(), known)) {
                return false;
            }
        }
        return true;
    }

    private boolean skipOption(String cluster, String known) {
        for (int i = 1; i < cluster.length(); i++) {
            char letter = cluster.charAt(i);
            int index = letter == ':' ? -1 : known.indexOf(letter);
            if (index < 0) {
                report(command + " has no option -" + letter, "remove it");
                return false;
            }
            if (index + 1 < known.length() && known.charAt(index + 1) == ':') {
                return i + 1 < cluster.length() ? isLimit(cluster.substring(i + 1)) : skipValue(letter);
            }
        }
        return true;
    }

    private boolean skipValue(char letter) {
        if (at == words.size()) {
            report("the option -" + letter + " of " + command + " has no value", "add a number");
            return false;
        }
        Word value = words.get(at++);
        return value.literal() && isLimit(value.text());
    }

    private boolean isLimit(String text) {
        if (text.equals("=") || text.equals("unlimited") || Decimal.digits(text) == text.length()) {
            return true;
        }
        report("the limit " + text + " of " + command + " is not a number", "write decimal digits, = or unlimited");
        return false;
    }

    private void report(String reason, String cure) {
        findings.add(Check.USAGE, file, reason + ", so that it exits at once", cure);
    }
}
