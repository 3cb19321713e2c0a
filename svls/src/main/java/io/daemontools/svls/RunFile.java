package io.daemontools.svls;

import io.daemontools.cli.PrintableText;
import io.daemontools.cli.ShellWord;
import java.util.ArrayList;
import java.util.List;

/** Why a {@code run} cannot be executed, and what to type. */
final class RunFile extends Explanation {
    private static final String[] PLACES = {"/bin/", "/usr/bin/", "/usr/local/bin/"};

    private final SmallFiles files;

    RunFile(SmallFiles files) {
        this.files = files;
    }

    private boolean found(String reason, String command) {
        is(reason, command);
        return true;
    }

    /**
     * Whether it can be seen that {@code run} of a service directory cannot be executed.
     *
     * @param failed whether the last run has ended as one does whose program cannot be executed
     */
    boolean unusable(String directory, boolean failed) {
        String run = directory.concat("/run");
        String word = ShellWord.of(run);
        if (!files.exists(run)) {
            String target = files.target(run);
            if (files.leadsToItself(run)) {
                return found("run is a link that leads to itself", "");
            }
            return target == null
                    ? found("there is no file run", Explanation.isLogger(directory) ? multilog(word) : "")
                    : found("run is a link to " + PrintableText.of(target) + ", which does not exist", "");
        }
        if (!files.status().regular()) {
            return found("run is not a regular file", "");
        }
        if (!files.status().executable()) {
            return found("run is not executable", "chmod +x " + word);
        }
        String text = failed ? files.read(run) : null;
        return text != null && text.indexOf('\0') < 0 && badScript(text, word);
    }

    /** A command that makes the usual {@code log/run}. */
    private static String multilog(String word) {
        return "printf '#!/bin/sh\\nexec multilog t ./main\\n' >" + word + " && chmod +x " + word;
    }

    private boolean badScript(String text, String word) {
        int end = text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end);
        if (!first.startsWith("#!")) {
            return found("run does not begin with #!", rewritten("{ echo '#!/bin/sh'; cat " + word + "; }", word));
        }
        if (first.endsWith("\r")) {
            return found("the lines of run end in CR LF", rewritten("tr -d '\\r' <" + word, word));
        }
        String interpreter = word(first, 2);
        if (interpreter.isEmpty()
                || (files.exists(interpreter) && files.status().executable())) {
            return false;
        }
        String name = TableFormat.name(interpreter);
        String reason = "the interpreter of run, " + PrintableText.of(interpreter)
                + (files.exists(interpreter) ? ", is not executable" : ", does not exist");
        for (String place : PLACES) {
            String path = place.concat(name);
            if (files.exists(path) && files.status().executable()) {
                return found(
                        reason,
                        rewritten(
                                "{ echo "
                                        + ShellWord.of("#!" + path
                                                + first.substring(2 + skipped(first) + interpreter.length()))
                                        + "; tail -n +2 " + word + "; }",
                                word));
            }
        }
        return found(reason, "");
    }

    private static int skipped(String line) {
        int at = 2;
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
        return at - 2;
    }

    /** A file is replaced by what a command makes of it. */
    private static String rewritten(String command, String word) {
        String next = word.endsWith("\"") || word.endsWith("'") ? word + ".new" : word.concat(".new");
        return command + " >" + next + " && chmod +x " + next + " && mv " + next + ' ' + word;
    }

    /** The word at or after an index of a line. */
    private static String word(String line, int from) {
        int start = from + skipped(line);
        int end = start;
        while (end < line.length() && line.charAt(end) > ' ') {
            end++;
        }
        return line.substring(start, end);
    }

    /**
     * The operand of a command in {@code run} of a service directory: the first word after it that is no option.
     *
     * @return null if there is no such command, or its operand is not plain
     */
    String operandOf(String command, String directory) {
        String text = files.read(directory.concat("/run"));
        int at = text == null ? -1 : indexOfWord(text, command);
        while (at >= 0) {
            int start = at;
            while (start < text.length() && (text.charAt(start) == ' ' || text.charAt(start) == '\t')) {
                start++;
            }
            at = start;
            while (at < text.length() && text.charAt(at) > ' ') {
                at++;
            }
            String word = text.substring(start, at);
            if (!word.startsWith("-")) {
                return isPlain(word) ? word : null;
            }
        }
        return null;
    }

    /**
     * The log directories that are arguments of multilog in {@code run} of a logger's directory, as they are written there; the usual one
     * if there are none.
     */
    List<String> logDirectories(String directory) {
        List<String> found = new ArrayList<>();
        String text = files.read(directory.concat("/run"));
        int at = text == null ? -1 : indexOfWord(text, "multilog");
        while (at >= 0 && at < text.length() && text.charAt(at) != '\n') {
            int start = at;
            while (at < text.length() && text.charAt(at) > ' ') {
                at++;
            }
            String word = text.substring(start, at);
            if ((word.startsWith("/") || word.startsWith(".")) && isPlain(word)) {
                found.add(word);
            }
            at += start == at ? 1 : 0;
        }
        if (found.isEmpty()) {
            found.add("./main");
        }
        return found;
    }

    /** Where a word ends in a text; -1 if it is not there. */
    private static int indexOfWord(String text, String word) {
        int at = text.indexOf(word);
        while (at >= 0) {
            int end = at + word.length();
            boolean begins = at == 0 || text.charAt(at - 1) <= ' ' || text.charAt(at - 1) == '/';
            if (begins && end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
                return end;
            }
            at = text.indexOf(word, end);
        }
        return -1;
    }

    private static boolean isPlain(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "_./-".indexOf(c) >= 0;
            if (!plain) {
                return false;
            }
        }
        return !word.isEmpty();
    }
}
