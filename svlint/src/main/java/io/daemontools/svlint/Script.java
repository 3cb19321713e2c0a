package io.daemontools.svlint;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.PosixException;
import io.daemontools.svlint.Disk.Presence;

/** Checks whether the system can execute a file, and finds out what it is. */
final class Script {
    private static final String[] SHELLS = {"sh", "dash", "bash", "ash", "ksh", "ksh93", "mksh", "zsh", "invoke-run"};
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";
    private static final String DEBIANS_RUNIT = "invoke-run";

    private final Findings findings;
    private final Disk disk;
    private final Diagnostics diagnostics;
    private final SearchPath path;
    private boolean unreadable;
    private boolean forDebiansRunit;
    private String shell;
    private String text = "";

    Script(Findings findings, Disk disk, SearchPath path, Diagnostics diagnostics) {
        this.findings = findings;
        this.disk = disk;
        this.path = path;
        this.diagnostics = diagnostics;
    }

    /** Whether a file could not be read. */
    boolean unreadable() {
        return unreadable;
    }

    /** What is in the file that was checked last, if it is a script of a shell that is known; or null. */
    String shellText() {
        return shell == null ? null : text;
    }

    /** Whether that is a script for Debian's runit, which looks itself for its program. */
    boolean forDebiansRunit() {
        return forDebiansRunit;
    }

    /** A directory is checked whose scripts are not known yet. */
    void forget() {
        shell = null;
        forDebiansRunit = false;
    }

    /** Checks a regular file. */
    void check(String file) {
        forget();
        path.reset();
        String content;
        try {
            content = disk.read(file);
        } catch (PosixException error) {
            diagnostics.warn("unable to read " + findings.path(file), error);
            unreadable = true;
            return;
        }
        if (content.indexOf('\0') >= 0) {
            // A binary; the system knows its format, or not.
            return;
        }
        if (!content.startsWith("#!")) {
            noInterpreter(file, content);
            return;
        }
        int end = content.indexOf('\n');
        String first = content.substring(2, end < 0 ? content.length() : end);
        if (first.endsWith("\r")) {
            carriageReturn(file, 1);
            return;
        }
        interpreter(file, first);
        int line = lineWithCarriageReturn(content);
        if (line > 0 && shell != null) {
            carriageReturn(file, line);
            shell = null;
        }
        text = content;
    }

    private void noInterpreter(String file, String content) {
        boolean marked = content.startsWith(BYTE_ORDER_MARK);
        findings.add(
                Check.NO_INTERPRETER,
                file,
                marked ? "begins with a byte order mark" : content.isEmpty() ? "is empty" : "does not begin with #!",
                marked ? "save it as UTF-8 without that" : "make #!/bin/sh its first line");
    }

    private void carriageReturn(String file, int line) {
        findings.add(Check.CRLF, file, "line " + line + " ends in CR LF", "remove the carriage returns");
    }

    /** The number of the first such line, from 1; or 0. */
    private static int lineWithCarriageReturn(String content) {
        int line = 1;
        for (int i = 0; i + 1 < content.length(); i++) {
            if (content.charAt(i) == '\n') {
                line++;
            } else if (content.charAt(i) == '\r' && content.charAt(i + 1) == '\n') {
                return line;
            }
        }
        return 0;
    }

    /** The system executes the interpreter with at most one argument, all that is behind it in the line. */
    private void interpreter(String file, String line) {
        String trimmed = trimmed(line);
        int end = 0;
        while (end < trimmed.length() && trimmed.charAt(end) != ' ' && trimmed.charAt(end) != '\t') {
            end++;
        }
        String interpreter = trimmed.substring(0, end);
        if (interpreter.isEmpty()) {
            findings.add(Check.NO_INTERPRETER, file, "has no interpreter after #!", "make #!/bin/sh its first line");
            return;
        }
        String name = Program.baseName(interpreter);
        boolean found = isExecutable(file, interpreter);
        if (found && name.equals("env")) {
            name = ofEnv(file, trimmed(trimmed.substring(end)));
        } else if (found && name.equals("busybox")) {
            name = trimmed(trimmed.substring(end));
        }
        forDebiansRunit = name.equals(DEBIANS_RUNIT);
        for (String known : SHELLS) {
            if (found && known.equals(name)) {
                shell = known;
            }
        }
    }

    private boolean isExecutable(String file, String interpreter) {
        Presence presence = disk.look(interpreter);
        boolean usable = presence == Presence.PRESENT && disk.status().executable();
        if (usable || presence == Presence.UNKNOWN) {
            return true;
        }
        missing(file, interpreter + (presence == Presence.ABSENT ? " does not exist" : " is not executable"));
        return false;
    }

    private void missing(String file, String reason) {
        findings.add(
                Check.MISSING_INTERPRETER, file, "its interpreter " + reason, "install it, or correct the first line");
    }

    /** The name of the program that env searches for; empty if it is not known. */
    private String ofEnv(String file, String program) {
        if (program.isEmpty() || program.startsWith("-") || program.indexOf('=') >= 0) {
            return "";
        }
        if (program.indexOf('/') >= 0) {
            isExecutable(file, program);
            return Program.baseName(program);
        }
        if (path.lacks(program)) {
            missing(file, program + " is in no directory of PATH");
            return "";
        }
        return program;
    }

    private static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && (text.charAt(from) == ' ' || text.charAt(from) == '\t')) {
            from++;
        }
        while (from < to && (text.charAt(to - 1) == ' ' || text.charAt(to - 1) == '\t')) {
            to--;
        }
        return text.substring(from, to);
    }
}
