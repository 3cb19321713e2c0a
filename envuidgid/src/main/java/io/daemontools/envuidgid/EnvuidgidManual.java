package io.daemontools.envuidgid;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.OperandKind;
import io.daemontools.manual.SharedSections;

/** The manual of envuidgid. */
public final class EnvuidgidManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("envuidgid", "runs a program with an account's ids in its environment")
                .operand("account", OperandKind.ACCOUNT, "The name of the account, or ids as numbers.")
                .program("The program to run.")
                .section("DESCRIPTION", """
                        `envuidgid` sets the environment variables `UID` and `GID` to the user id and the group id of
                        <account>, as decimal numbers, and then executes <program>. It does not change its own ids. Use
                        it for a <program> that starts as root, for example to open a port or to change its root
                        directory, and then drops its privileges to these ids.

                        """ + SharedSections.ACCOUNT_NUMBERS)
                .section("ENVIRONMENT", SharedSections.SEARCH_PATH + """

                        `UID`
                            Set to the user id of the account.
                        `GID`
                            Set to the group id of the account.
                        """)
                .section("SIGNALS", SharedSections.SIGNALS_OF_PROGRAM)
                .section("FILES", SharedSections.ACCOUNTS)
                .exit("100", "Fewer than two arguments.")
                .exit(
                        "111",
                        "The account is unknown, an id is not from 0 to 4294967294, or <program> cannot be executed.")
                .exit("other", SharedSections.EXIT_OF_PROGRAM)
                .section("EXAMPLES", """
                        Show the variables:

                            envuidgid nobody env | grep '^[UG]ID='

                        A `run` of a server that drops its privileges itself:

                            #!/bin/sh
                            exec 2>&1
                            exec envuidgid tinydns envdir ./env my-name-server

                        In bash scripts, `UID` is a read-only variable; use `sh`, or `env` as above.
                        """)
                .section(
                        "COMPATIBILITY",
                        SharedSections.compatible("envuidgid", "prints its usage and exits 100")
                                + """
                                Ids as numbers are new: 0.76 looks for accounts of these names.

                                """
                                + SharedSections.ACCOUNTS_IF_STATIC
                                + SharedSections.PROGRAM_ON_JAVA)
                .seeAlso("setuidgid(8)", "envdir(8)", "supervise(8)", "environ(7)");
    }
}
