package io.daemontools.svlint;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.OperandKind;
import io.daemontools.manual.SharedSections;

/** The manual of svlint. */
public final class SvlintManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("svlint", "checks service directories", Svlint.OPTSTRING)
                .option('j', "Print one JSON document.")
                .some("dir", OperandKind.SERVICE, "A service directory.")
                .section("DESCRIPTION", """
                        `svlint` reads each service directory <dir> as svscan(8) and supervise(8) will, and prints a
                        line for whatever cannot work or has no effect: the file, `error`, `warning` or `note`, the reason,
                        and after a semicolon the cure. An error keeps the service or its logger from working. A note
                        is about what may be meant so. `svlint` executes nothing and changes nothing. It opens only regular files
                        and, for writing, the FIFO `supervise/ok`, to which it writes nothing.

                        These are reported:

                        `run`, `log/run`
                            They are missing, not executable, or have no `#!` or no interpreter. A line ends in CR LF.

                            Of shell scripts: The last command has no `exec`, or is in the background. Its program is
                            not in PATH, or does not exist. Its account does not exist. The directory that envdir(8)
                            reads does not exist, or that of the file which setlock(8) locks. A command of this suite would exit at
                            once, since it has no program to execute, or an option that it does not know. The
                            program is known to go into the background, with an option or without one. A quotation
                            in the last line has no end.
                        `log`
                            It is not a directory. multilog(8) has no log directory, or cannot write to it as its
                            account, or would lock it twice. Its processor is not in PATH. The logger is down, or has a logger itself.
                        `finish`
                            It compares its argument with -1, as for runit.
                        the files of settings
                            supervise(8) cannot use their content, or they have no effect.
                        `supervise`
                            It is a copy, as of another machine, or cannot be made.
                        names and modes
                            svscan ignores the name of <dir>. Anybody may write to a directory or a program.
                        files of other suites
                            They have no effect here.

                        A script that `svlint` does not understand is not reported. It follows setuidgid(8),
                        envuidgid(8), envdir(8), softlimit(8), setlock(8), fghack(8), pgrphack(8), `env`, `nice`,
                        `chpst` and `sh -c` to the program that they execute.
                        """)
                .section("OPTIONS", """
                        With `-j`, the document is an array with an object for each finding. All members are strings:
                        `directory`, `file`, `severity`, `check` (the kind of the finding), `reason` and `cure`. A byte
                        that is not UTF-8 is a surrogate from U+DC80 to U+DCFF.

                        """ + SharedSections.AFTER_OPTIONS_OF_NEW)
                .section("ENVIRONMENT", """
                        `PATH`
                            A service is taken to have this PATH and that of svscanboot(8), unless its script sets
                            another one.
                        """)
                .section("SIGNALS", "None.")
                .section("FILES", """
                        `<dir>`, `<dir>/log`
                            The files that svscan(8) and supervise(8) describe.
                        `/etc/passwd`, `/etc/nsswitch.conf`
                            The accounts, and whether there may be others.
                        """)
                .exit("0", "Nothing was found, or notes only.")
                .exit("1", "Something was found.")
                .exit("100", "Wrong arguments.")
                .exit("111", "A directory or a script cannot be read. The findings in others are printed.")
                .section("EXAMPLES", """
                        Check all services:

                            svlint /service/*

                        Show the kinds of findings:

                            svlint -j /service/* | jq -r '.[].check'
                        """)
                .section("COMPATIBILITY", """
                        0.76 has no such command. The findings apply to it, too, except those about `finish` and the
                        files of settings, which it ignores.

                        """ + SharedSections.ACCOUNTS_IF_STATIC)
                .seeAlso("svscan(8)", "supervise(8)", "svnew(8)", "svstat(8)");
    }
}
