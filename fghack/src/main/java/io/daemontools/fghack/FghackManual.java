package io.daemontools.fghack;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.SharedSections;

/** The manual of fghack. */
public final class FghackManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("fghack", "waits for a program that goes into the background", Fghack.OPTSTRING)
                .option('s', "Wait for all descendants, not only for those that have the pipe open.")
                .program("The program to run.")
                .section("DESCRIPTION", """
                        `fghack` runs <program> as a child, with about thirty descriptors open for writing to a pipe. It
                        waits until the pipe is closed, that is, until <program> and all processes that have inherited
                        these descriptors have exited or closed them. Then it exits as <program> did.

                        supervise(8) takes a daemon that forks into the background for one that has exited. With
                        `fghack`, supervise(8) waits until the daemon itself exits, and then restarts it.

                        This is a hack. A daemon that closes all descriptors ends the wait, unless `-s` is given.
                        Signals from svc(8) go to `fghack`, not to the daemon. If the daemon has an option to stay in
                        the foreground, use it instead.
                        """)
                .section("OPTIONS", """
                        `-s` is an option only as the first argument. `fghack` then asks the system to make it the
                        parent of orphaned descendants (the subreaper on Linux, the reaper on FreeBSD). It waits until
                        the pipe is closed and all descendants have exited. These include processes that a `run` script
                        left in the background before it executed `fghack`.

                        """)
                .section("ENVIRONMENT", SharedSections.SEARCH_PATH)
                .section("SIGNALS", """
                        `fghack` forwards none: `svc -t` ends `fghack`, and the daemon keeps running. `fghack` catches
                        CHLD with `-s`, and none without.
                        """)
                .section("FILES", "It opens none. It discards what the daemon writes to the pipe.")
                .exit("100", "There is no <program>.")
                .exit(
                        "111",
                        "<program> cannot be executed, or was killed by a signal; there are no free descriptors or processes; or "
                                + "the system does not support `-s`.")
                .exit("other", "The exit code of <program>.")
                .section("EXAMPLES", """
                        A `run` for a daemon without an option to stay in the foreground:

                            #!/bin/sh
                            exec 2>&1
                            exec fghack my-daemon

                        The same for a daemon that closes all descriptors:

                            #!/bin/sh
                            exec 2>&1
                            exec fghack -s my-daemon

                        Wait until the last background process has exited:

                            fghack sh -c 'sleep 2 & exit 3'
                        """)
                .section(
                        "COMPATIBILITY",
                        SharedSections.compatible("fghack", "looks for a program of that name")
                                + """
                                The option `-s` is new: 0.76 looks for a program of that name.

                                If CHLD is ignored at the start, 0.76 prints "wait failed"; this version sets CHLD to
                                its default action. On a JVM, <program> starts with ILL, BUS, FPE and SEGV at their
                                default action even if they were ignored, because HotSpot uses these signals.

                                """
                                + SharedSections.residentOnJava("fghack"))
                .seeAlso("supervise(8)", "pgrphack(8)", "svc(8)");
    }
}
