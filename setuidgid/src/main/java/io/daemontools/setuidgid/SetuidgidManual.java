package io.daemontools.setuidgid;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.OperandKind;
import io.daemontools.manual.SharedSections;

/** The manual of setuidgid. */
public final class SetuidgidManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("setuidgid", "runs a program as another account")
                .operand("account", OperandKind.ACCOUNT, "The name of the account.")
                .program("The program to run.")
                .section("DESCRIPTION", """
                        `setuidgid` sets its group and its supplementary groups to the group of <account>, and its user
                        to that of <account>. Then it executes <program>. If a step fails, <program> is not executed.

                        `setuidgid` must be started as root, even if it already runs as <account>.
                        """)
                .section("ENVIRONMENT", SharedSections.SEARCH_PATH + """

                        The environment stays unchanged: `HOME`, `USER` and others are those of the caller. Use
                        envdir(8) to set them.
                        """)
                .section("SIGNALS", SharedSections.SIGNALS_OF_PROGRAM)
                .section("FILES", SharedSections.ACCOUNTS)
                .exit("100", "Fewer than two arguments.")
                .exit("111", "The account is unknown, privileges cannot be changed, or <program> cannot be executed.")
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
                        """)
                .section(
                        "COMPATIBILITY",
                        SharedSections.compatible("setuidgid", "prints its usage and exits 100")
                                + SharedSections.ACCOUNTS_IF_STATIC
                                + SharedSections.PROGRAM_ON_JAVA)
                .seeAlso("envuidgid(8)", "envdir(8)", "softlimit(8)", "supervise(8)", "setuid(2)", "setgroups(2)");
    }
}
