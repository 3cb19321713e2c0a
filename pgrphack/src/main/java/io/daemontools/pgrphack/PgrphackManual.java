package io.daemontools.pgrphack;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.SharedSections;

/** What is to be said of pgrphack. */
public final class PgrphackManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("pgrphack", "runs a program in a process group of its own")
                .program("The program to be run.")
                .section("DESCRIPTION", """
                        `pgrphack` makes itself the leader of a new session, and so of a new process group, without a controlling
                        terminal, and then becomes <program>.

                        A program that signals its whole process group, as some do to end their children, would hit its supervise(8) and
                        all of that supervise's group otherwise; and so would an interrupt from the terminal that svscan(8)
                        was started at.

                        A process that leads a group already cannot make a new session. It has what it needs, so <program> is run
                        all the same, in the session that it is in.
                        """)
                .section("ENVIRONMENT", SharedSections.SEARCH_PATH)
                .section("SIGNALS", SharedSections.SIGNALS_OF_PROGRAM)
                .section("FILES", "It opens none.")
                .exit("100", "There is no <program>.")
                .exit("111", "<program> cannot be run.")
                .exit("other", SharedSections.EXIT_OF_PROGRAM)
                .section("EXAMPLES", """
                        A `run` of a server whose children are to be signalled together, and with nobody else:

                            #!/bin/sh
                            exec 2>&1
                            exec pgrphack my-server

                        To see the process group, the second number, change:

                            pgrphack sh -c 'ps -o pid= -o pgid= -p $$'
                        """)
                .section(
                        "COMPATIBILITY",
                        SharedSections.compatible("pgrphack", "looks for a program of that name")
                                + SharedSections.PROGRAM_ON_JAVA)
                .seeAlso("supervise(8)", "fghack(8)", "svc(8)", "setsid(2)");
    }
}
