package io.daemontools.setuidgid;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.OperandKind;
import io.daemontools.manual.SharedSections;

/** What is to be said of setuidgid. */
public final class SetuidgidManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("setuidgid", "runs a program as another account")
                .operand("account", OperandKind.ACCOUNT, "The name of the account.")
                .program("The program to be run.")
                .section("DESCRIPTION", """
                        `setuidgid` gives up its privileges for those of <account>: its supplementary groups become the one group of
                        the account, its group that group, and its user the account's. Then it becomes <program>. If any of
                        this fails, <program> is not run.

                        It takes the privileges of root to do so, even if it runs as <account> already.
                        """)
                .section("ENVIRONMENT", SharedSections.SEARCH_PATH + """

                        Nothing is changed: `HOME`, `USER` and the like are still those of the caller. envdir(8) sets others.
                        """)
                .section("SIGNALS", SharedSections.SIGNALS_OF_PROGRAM)
                .section("FILES", SharedSections.ACCOUNTS)
                .exit("100", "It was called with fewer than two words.")
                .exit("111", "The account is unknown, privileges cannot be changed, or <program> cannot be run.")
                .exit("other", SharedSections.EXIT_OF_PROGRAM)
                .section("EXAMPLES", """
                        A `run` of a service without privileges:

                            #!/bin/sh
                            exec 2>&1
                            exec setuidgid nobody my-daemon

                        A logger of an account of its own:

                            #!/bin/sh
                            exec setuidgid foolog multilog t ./main

                        To see what becomes of the groups:

                            setuidgid nobody id
                        """)
                .section(
                        "COMPATIBILITY",
                        SharedSections.compatible("setuidgid", "says how it is to be called, and exits 100")
                                + SharedSections.ACCOUNTS_IF_STATIC
                                + SharedSections.PROGRAM_ON_JAVA)
                .seeAlso("envuidgid(8)", "envdir(8)", "softlimit(8)", "supervise(8)", "setuid(2)", "setgroups(2)");
    }
}
