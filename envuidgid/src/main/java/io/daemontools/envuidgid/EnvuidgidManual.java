package io.daemontools.envuidgid;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.OperandKind;
import io.daemontools.manual.SharedSections;

/** What is to be said of envuidgid. */
public final class EnvuidgidManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("envuidgid", "runs a program with an account's ids as variables")
                .operand("account", OperandKind.ACCOUNT, "The name of the account.")
                .program("The program to be run.")
                .section("DESCRIPTION", """
                        `envuidgid` sets the variables `UID` and `GID` to the user and the group of <account>, as decimal numbers,
                        and then becomes <program>. It stays what it was otherwise: it is for a <program> that needs root to begin
                        with, to open a port or to change its root directory, and then gives its privileges up for these.
                        """)
                .section("ENVIRONMENT", SharedSections.SEARCH_PATH + """

                        `UID`
                            Set to the account's user.
                        `GID`
                            Set to the account's group.
                        """)
                .section("SIGNALS", SharedSections.SIGNALS_OF_PROGRAM)
                .section("FILES", SharedSections.ACCOUNTS)
                .exit("100", "It was called with fewer than two words.")
                .exit("111", "The account is unknown, or <program> cannot be run.")
                .exit("other", SharedSections.EXIT_OF_PROGRAM)
                .section("EXAMPLES", """
                        What is set:

                            envuidgid nobody env | grep '^[UG]ID='

                        A `run` of a server that drops its privileges itself:

                            #!/bin/sh
                            exec 2>&1
                            exec envuidgid tinydns envdir ./env my-name-server

                        In a script, `UID` is a read-only variable of bash; use `sh`, or `env` as above.
                        """)
                .section(
                        "COMPATIBILITY",
                        SharedSections.compatible("envuidgid", "says how it is to be called, and exits 100")
                                + SharedSections.ACCOUNTS_IF_STATIC
                                + SharedSections.PROGRAM_ON_JAVA)
                .seeAlso("setuidgid(8)", "envdir(8)", "supervise(8)", "environ(7)");
    }
}
