package io.daemontools.fghack;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.Passages;

/** What is to be said of fghack. */
public final class FghackManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("fghack", "keeps a program that goes into the background in sight")
                .program("The program to be run.")
                .section("DESCRIPTION", """
                        `fghack` runs <program> as a child with the writing end of a pipe open under some thirty descriptors, and waits
                        until all of them are closed: by the end of <program> and of all that it has left behind. It then
                        exits as <program> did.

                        So a daemon that forks into the background and exits, which supervise(8) would take for its end, keeps
                        `fghack` waiting for as long as it lives, and can be restarted when it ends.

                        This is a hack. A daemon that closes all descriptors that it did not open gets away. And signals from
                        svc(8) go to `fghack`, not to the daemon. A daemon that can be told to stay in the foreground should be.
                        """)
                .section("ENVIRONMENT", Passages.SEARCH_PATH)
                .section("SIGNALS", """
                        `fghack` catches none, and hands none on: `svc -t` ends `fghack` and leaves the daemon running.
                        """)
                .section("FILES", "It opens none. What the daemon writes to the pipe is read and forgotten.")
                .exit("100", "There is no <program>.")
                .exit(
                        "111",
                        "<program> cannot be run, or was ended by a signal; or there are no descriptors or processes to be had.")
                .exit("other", "What <program> exited with.")
                .section("EXAMPLES", """
                        A `run` for a daemon that cannot be kept in the foreground:

                            #!/bin/sh
                            exec 2>&1
                            exec fghack my-daemon

                        It ends with the last of what a program leaves behind:

                            fghack sh -c 'sleep 2 & exit 3'
                        """)
                .section(
                        "COMPATIBILITY",
                        Passages.compatible("fghack", "looks for a program of that name")
                                + """
                                Run on Java, `fghack` finds the end of its child even if CHLD was ignored when it was started, which the
                                script's shell resets; natively it says "wait failed" then, as 0.76 does. That ILL, BUS, FPE and SEGV were
                                ignored is lost for <program>, because HotSpot needs them for itself.

                                """
                                + Passages.residentOnJava("fghack"))
                .seeAlso("supervise(8)", "pgrphack(8)", "svc(8)");
    }
}
