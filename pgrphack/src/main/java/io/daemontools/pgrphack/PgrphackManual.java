package io.daemontools.pgrphack;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.SharedSections;

/** The manual of pgrphack. */
public final class PgrphackManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("pgrphack", "runs a program in its own process group")
                .program("The program to run.")
                .section("DESCRIPTION", """
                        `pgrphack` makes itself the leader of a new session, and therefore of a new process group,
                        without a controlling terminal. Then it executes <program>.

                        Some programs signal their whole process group to end their children. Without `pgrphack`, such a
                        signal also reaches supervise(8) and the rest of its process group, and an interrupt from the
                        terminal of svscan(8) also reaches <program>.

                        A process group leader cannot create a session. `pgrphack` then executes <program> in the
                        current session, where it already leads its own process group.
                        """)
                .section("ENVIRONMENT", SharedSections.SEARCH_PATH)
                .section("SIGNALS", SharedSections.SIGNALS_OF_PROGRAM)
                .section("FILES", "It opens none.")
                .exit("100", "There is no <program>.")
                .exit("111", "<program> cannot be executed.")
                .exit("other", SharedSections.EXIT_OF_PROGRAM)
                .section("EXAMPLES", """
                        A `run` of a server that signals its process group:

                            #!/bin/sh
                            exec 2>&1
                            exec pgrphack my-server

                        Show the new process group, the second number:

                            pgrphack sh -c 'ps -o pid= -o pgid= -p $$'
                        """)
                .section(
                        "COMPATIBILITY",
                        SharedSections.compatible("pgrphack", "looks for a program of that name")
                                + SharedSections.PROGRAM_ON_JAVA)
                .seeAlso("supervise(8)", "fghack(8)", "svc(8)", "setsid(2)");
    }
}
