package io.daemontools.svlint;

import io.daemontools.svlint.Disk.Presence;
import java.util.List;

/** Checks the processors of multilog, which are scripts for a shell. multilog repeats one that fails until it succeeds. */
final class ProcessorCheck {
    /** Commands of shells, and words with a meaning to them; not all shells have each. */
    private static final List<String> OF_SHELLS = List.of(
            ":",
            ".",
            "[",
            "[[",
            "alias",
            "bg",
            "builtin",
            "cd",
            "command",
            "echo",
            "eval",
            "exec",
            "exit",
            "export",
            "false",
            "fg",
            "getopts",
            "hash",
            "jobs",
            "kill",
            "let",
            "local",
            "printf",
            "pwd",
            "read",
            "readonly",
            "return",
            "set",
            "shift",
            "source",
            "test",
            "time",
            "times",
            "trap",
            "true",
            "type",
            "ulimit",
            "umask",
            "unalias",
            "unset",
            "wait");

    private final Findings findings;
    private final String file;
    private final Disk disk;
    private final SearchPath path;

    ProcessorCheck(Findings findings, String file, Disk disk, SearchPath path) {
        this.findings = findings;
        this.file = file;
        this.disk = disk;
        this.path = path;
    }

    /** Checks the program of a script, if it is one command. */
    void check(String text) {
        ShellScript script = ShellScript.of(text);
        if (!script.clear()
                || script.statements().size() != 1
                || !script.statements().get(0).simple()) {
            return;
        }
        SimpleCommand command = script.statements().get(0).commands().get(0);
        int first = command.executes() ? 1 : 0;
        if (!command.assignments().isEmpty()
                || command.words().isEmpty()
                || !command.words().get(first).literal()) {
            return;
        }
        String program = command.words().get(first).text();
        if (program.startsWith("/")) {
            if (disk.look(program) == Presence.ABSENT) {
                missing(program + " does not exist", "install it, or correct its name");
            }
        } else if (program.indexOf('/') < 0
                && !program.startsWith("-")
                && !OF_SHELLS.contains(program)
                && path.lacks(program)) {
            missing(program + " is in no directory of PATH", "install it, or give its full name");
        }
    }

    private void missing(String reason, String cure) {
        findings.add(Check.MISSING_PROGRAM, file, "the processor " + reason, cure);
    }
}
