package io.daemontools.fghack;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.SharedSections;

/** What is to be said of fghack. */
public final class FghackManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("fghack", "waits for a program that goes into the background", Fghack.OPTSTRING)
                .option('s', "Wait for all descendants, not only for those that keep the pipe open.")
                .program("The program to be run.")
                .section("DESCRIPTION", """
                        `fghack` runs <program> as a child with the writing end of a pipe open under some thirty descriptors, and waits
                        until all of them are closed: by the end of <program> and of all that it has left behind. It then
                        exits as <program> did.

                        So a daemon that forks into the background and exits, which supervise(8) would take for its end, keeps
                        `fghack` waiting for as long as it lives, and can be restarted when it ends.

                        This is a hack. A daemon that closes all descriptors ends the wait, unless `-s` is given. Signals from
                        svc(8) go to `fghack`, not to the daemon. If the daemon has an option to stay in the foreground, use it.
                        """)
                .section("OPTIONS", """
                        `-s` is an option only as the first argument. `fghack` then asks the system to make it the parent of orphaned
                        descendants (the subreaper on Linux, the reaper on FreeBSD), and waits until the pipe is closed and all
                        descendants have ended. They include processes that a `run` script has left in the background before it
                        became `fghack`.

                        """)
                .section("ENVIRONMENT", SharedSections.SEARCH_PATH)
                .section("SIGNALS", """
                        `fghack` hands none on: `svc -t` ends `fghack` and leaves the daemon running. It catches CHLD with `-s`, and
                        none without.
                        """)
                .section("FILES", "It opens none. What the daemon writes to the pipe is read and forgotten.")
                .exit("100", "There is no <program>.")
                .exit(
                        "111",
                        "<program> cannot be run, or was ended by a signal; or there are no descriptors or processes to be had; or "
                                + "the system has no call for `-s`.")
                .exit("other", "What <program> exited with.")
                .section("EXAMPLES", """
                        A `run` for a daemon that cannot be kept in the foreground:

                            #!/bin/sh
                            exec 2>&1
                            exec fghack my-daemon

                        The same for a daemon that closes all descriptors:

                            #!/bin/sh
                            exec 2>&1
                            exec fghack -s my-daemon

                        It ends with the last of what a program leaves behind:

                            fghack sh -c 'sleep 2 & exit 3'
                        """)
                .section(
                        "COMPATIBILITY",
                        SharedSections.compatible("fghack", "looks for a program of that name")
                                + """
                                The option `-s` is new: 0.76 looks for a program of that name.

                                Run on Java, `fghack` finds the end of its child even if CHLD was ignored when it was started, which the
                                script's shell resets; natively it says "wait failed" then, as 0.76 does. That ILL, BUS, FPE and SEGV were
                                ignored is lost for <program>, because HotSpot needs them for itself.

                                """
                                + SharedSections.residentOnJava("fghack"))
                .seeAlso("supervise(8)", "pgrphack(8)", "svc(8)");
    }
}
