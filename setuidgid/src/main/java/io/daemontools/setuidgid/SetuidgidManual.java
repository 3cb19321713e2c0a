package io.daemontools.setuidgid;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.OperandKind;
import io.daemontools.manual.SharedSections;

/** The manual of setuidgid. */
public final class SetuidgidManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("setuidgid", "runs a program as another account", Setuidgid.OPTSTRING)
                .option('s', "Also set the supplementary groups of the account.")
                .operand("account", OperandKind.ACCOUNT, "The name of the account, or ids as numbers.")
                .program("The program to run.")
                .section("DESCRIPTION", """
                        `setuidgid` sets its group and its supplementary groups to the group of <account>, and its user
                        to that of <account>. Then it executes <program>. If a step fails, <program> is not executed.

                        `setuidgid` must be started as root, even if it already runs as <account>.

                        Without `-s`, <program> is in no other group, even if <account> is a member of some, for example
                        of `dialout`.

                        """ + SharedSections.ACCOUNT_NUMBERS)
                .section("OPTIONS", """
                        `-s` is an option only as the first argument, before <account> and <program>. The supplementary
                        groups are those of which <account> is a member (initgroups(3)). A number has none.

                        """)
                .section("ENVIRONMENT", SharedSections.SEARCH_PATH + """

                        The environment stays unchanged: `HOME`, `USER` and others are those of the caller. Use
                        envdir(8) to set them.
                        """)
                .section("SIGNALS", SharedSections.SIGNALS_OF_PROGRAM)
                .section("FILES", SharedSections.ACCOUNTS)
                .exit("100", "Fewer than two arguments.")
                .exit(
                        "111",
                        "The account is unknown, an id is not from 0 to 4294967294, privileges cannot be changed, or <program> cannot be executed.")
                .exit("other", SharedSections.EXIT_OF_PROGRAM)
                .section("EXAMPLES", """
                        A `run` of a service without privileges:

                            #!/bin/sh
                            exec 2>&1
                            exec setuidgid nobody my-daemon

                        A logger with its own account:

                            #!/bin/sh
                            exec setuidgid foolog multilog t ./main

                        Show the resulting ids and groups:

                            setuidgid nobody id
                            setuidgid -s nobody id

                        In a container without accounts:

                            setuidgid :1234:1234 my-daemon
                        """)
                .section(
                        "COMPATIBILITY",
                        SharedSections.compatible("setuidgid", "prints its usage and exits 100")
                                + """
                                Ids as numbers and the option `-s` are new: 0.76 looks for accounts of these names.
                                daemontools-encore has `-s`, too.

                                """
                                + SharedSections.ACCOUNTS_IF_STATIC
                                + SharedSections.PROGRAM_ON_JAVA)
                .seeAlso(
                        "envuidgid(8)",
                        "envdir(8)",
                        "softlimit(8)",
                        "supervise(8)",
                        "setuid(2)",
                        "setgroups(2)",
                        "initgroups(3)");
    }
}
