package io.daemontools.svnew;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.OperandKind;
import io.daemontools.manual.SharedSections;

/** The manual of svnew. */
public final class SvnewManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("svnew", "makes a service directory", Svnew.OPTSTRING)
                .option('u', "user", "Run the program as this account.")
                .option('l', "loguser", "Run the logger as this account, which gets the log directory.")
                .option(
                        'e',
                        "assignment",
                        "Set an environment variable, NAME=value. The option may be repeated; the last value of a name counts.")
                .operand("dir", OperandKind.DIRECTORY, "The directory to make. It must not exist.")
                .operand("--", OperandKind.TEXT, "Required.")
                .program("The program of the service. It must stay in the foreground.")
                .section("DESCRIPTION", """
                        `svnew` makes the service directory <dir> with a logger. It is complete when it gets its name,
                        so <dir> may be in the directory of a running svscan(8).

                        `run` sends standard error to the logger, too. It executes <program> by envdir(8) if there is a
                        variable, and by setuidgid(8) if there is a <user>. The shell passes every argument on
                        unchanged, whatever bytes it has. A <program> without a slash is searched for in the PATH of the
                        service.

                        `log/run` executes multilog(8), which writes lines with timestamps to `log/main`.

                        `svnew` changes nothing that exists. If two make the same <dir>, one fails.
                        """)
                .section("OPTIONS", """
                        A value may have several lines. It cannot end in a blank, since envdir(8) removes blanks there.

                        """ + SharedSections.AFTER_OPTIONS_OF_NEW)
                .section("SIGNALS", """
                        TERM, INT and HUP end `svnew`. It first removes what it has made. XFSZ is ignored: beyond a limit on
                        file sizes, a write fails, and `svnew` removes what it has made.
                        """)
                .section("FILES", """
                        `<dir>/run`
                            Mode 0755.
                        `<dir>/env/<name>`
                            The value of the variable <name>. The directory has mode 0700, and the file mode 0600.
                        `<dir>/log/run`
                            Mode 0755.
                        `<dir>/log/main`
                            The log directory. It belongs to <loguser>, and has mode 0750.
                        `.svnew.<n>`
                            The directory until it is complete, beside <dir>. svscan(8) ignores it. `svnew` leaves it
                            there only if it is killed or the system stops.
                        """)
                .exit("0", "The directory is complete, and on the disk.")
                .exit("100", "Wrong arguments, or a variable that envdir(8) could not set.")
                .exit("111", "An account is unknown, <dir> exists, or a system call failed. Nothing has been made.")
                .section("EXAMPLES", """
                        Make a service with its own accounts and two variables:

                            svnew -u www -l wwwlog -e PORT=8080 -e ROOT=/srv/www /service/www -- /usr/local/bin/httpd -f

                        Make one to be edited before it starts:

                            svnew /service/.foo -- my-daemon
                            mv /service/.foo /service/foo
                        """)
                .section("COMPATIBILITY", """
                        0.76 has no such command. The directory also works with it.

                        """ + SharedSections.ACCOUNTS_IF_STATIC)
                .seeAlso("svscan(8)", "supervise(8)", "multilog(8)", "setuidgid(8)", "envdir(8)");
    }
}
