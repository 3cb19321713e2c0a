package io.daemontools.svscan;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.OperandKind;
import io.daemontools.manual.SharedSections;

/** What is to be said of svscanboot. */
public final class SvscanbootManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("svscanboot", "starts svscan when the system starts")
                .optional(
                        "dir",
                        OperandKind.DIRECTORY,
                        "The directory of services; the one chosen at build time if not given.")
                .section("DESCRIPTION", """
                        `svscanboot` starts svscan(8) on the directory of services <dir>, with a clean environment, and has
                        readproctitle(8) keep what svscan and all supervises complain of where ps(1) shows it:

                            svscan dir 2>&1 | readproctitle service errors: ....

                        with 400 dots, of which the last 397 bytes of complaints take the place.

                        Before that it sends `svc -dx` to all services in <dir> and to their loggers: a supervise that an earlier
                        start has left behind would keep its lock, and svscan could not start another.

                        Standard input is `/dev/null` for all services. What a service without a logger prints on standard output and
                        standard error shows up in ps(1), too.

                        `svscanboot` ends when svscan ends, even if supervises still run: the system's init sees that, and starts it
                        again. The supervises that svscan has left write to the old readproctitle until they end.

                        It is a shell script, to be started by the system's init and kept running by it: from an `inittab`, as a
                        unit, or from `rc.local`.
                        """)
                .section("ENVIRONMENT", """
                        `PATH`
                            Set to `/command`, `/usr/local/bin`, `/usr/local/sbin`, `/bin`, `/sbin`, `/usr/bin`, `/usr/sbin` and
                            `/usr/X11R6/bin`. If the directory that `svscanboot` itself is in is none of these, it comes first. All
                            other variables are removed.
                        """)
                .section("SIGNALS", """
                        `svscanboot` catches none. When a signal ends it, svscan and readproctitle run on; they are its children.
                        readproctitle ignores INT and QUIT.
                        """)
                .section("FILES", """
                        `/service`
                            The directory of services unless the build was told another. Debian's is `/etc/service`, FreeBSD's is
                            `/var/service`.
                        """)
                .exit("111", "The directory that `svscanboot` is in cannot be entered.")
                .exit("other", "The exit status of svscan, or 128 and the number of the signal that ended svscan.")
                .section("EXAMPLES", """
                        From an inittab:

                            SV:123456:respawn:/usr/local/bin/svscanboot

                        With a directory of one's own, as an ordinary user:

                            svscanboot "$HOME/service" &

                        To see the last complaints:

                            ps -axww | grep 'readproctitle service errors'
                        """)
                .section("COMPATIBILITY", SharedSections.compatible("svscanboot", "takes no argument") + """
                                The argument <dir> is that of FreeBSD's port. 0.76's script has fixed directories in `PATH`; this one starts
                                the commands beside it, wherever they were installed. 0.76's svscanboot waits for the end of readproctitle,
                                which stays as long as any supervise; this one ends when svscan ends.
                                """)
                .seeAlso("svscan(8)", "readproctitle(8)", "supervise(8)", "svc(8)", "ps(1)");
    }
}
