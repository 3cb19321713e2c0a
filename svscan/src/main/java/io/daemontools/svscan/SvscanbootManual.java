package io.daemontools.svscan;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.OperandKind;
import io.daemontools.manual.SharedSections;

/** The manual of svscanboot. */
public final class SvscanbootManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("svscanboot", "starts svscan at boot")
                .optional(
                        "dir", OperandKind.DIRECTORY, "The directory of services; the default is chosen at build time.")
                .section("DESCRIPTION", """
                        `svscanboot` runs svscan(8) on the directory of services <dir>, with a clean environment.
                        readproctitle(8) shows the recent errors of svscan and all supervises in the output of ps(1):

                            svscan dir 2>&1 | readproctitle service errors: ....

                        There are 400 dots, of which the last 397 bytes of errors take the place.

                        Services of an earlier start continue, and svscan watches their supervises.

                        The standard input of all services is `/dev/null`. The output of a service without a logger also
                        appears in ps(1).

                        `svscanboot` exits when svscan exits, even if supervises still run, so that init restarts it.
                        The supervises that svscan has left write to the old readproctitle until they exit.

                        `svscanboot` is a shell script. Have the system's init start and restart it: from an `inittab`,
                        as a unit, or from `rc.local`.
                        """)
                .section("ENVIRONMENT", """
                        `PATH`
                            Set to `/command`, `/usr/local/bin`, `/usr/local/sbin`, `/bin`, `/sbin`, `/usr/bin`,
                            `/usr/sbin` and `/usr/X11R6/bin`. If the directory of `svscanboot` itself is not among
                            these, it comes first.
                        `SVSCAN_STOP_SECONDS`
                            If it is not empty, svscan takes the place of `svscanboot` and stops in order; see
                            svscan(8). It is passed on.

                        All other variables are removed.
                        """)
                .section("SIGNALS", """
                        As PID 1, svscan takes the place of `svscanboot`, and the signals are those of svscan(8).

                        Otherwise `svscanboot` catches none. If a signal ends it, its children svscan and readproctitle continue.
                        readproctitle ignores INT and QUIT.
                        """)
                .section("FILES", """
                        `/service`
                            The default directory of services. The packages for Debian use `/etc/service`, those for
                            FreeBSD `/var/service`.
                        """)
                .exit("111", "It cannot change to its own directory.")
                .exit("other", "The exit code of svscan, or 128 plus the number of the signal that ended svscan.")
                .section("EXAMPLES", """
                        From an inittab:

                            SV:123456:respawn:/usr/local/bin/svscanboot

                        As an ordinary user, with another directory:

                            svscanboot "$HOME/service" &

                        Show the recent errors:

                            ps -axww | grep 'readproctitle service errors'
                        """)
                .section("COMPATIBILITY", SharedSections.compatible("svscanboot", "ignores all arguments") + """
                                The argument <dir> is that of FreeBSD's port. The script of 0.76 runs commands from
                                fixed directories in `PATH`; this one runs the commands in its own directory. 0.76's
                                svscanboot waits for readproctitle, which runs as long as any supervise does; this one
                                exits when svscan exits. 0.76's svscanboot first ends the services of an earlier start.
                                """)
                .seeAlso("svscan(8)", "readproctitle(8)", "supervise(8)", "svc(8)", "ps(1)");
    }
}
