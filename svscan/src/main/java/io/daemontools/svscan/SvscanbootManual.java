package io.daemontools.svscan;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.OperandKind;
import io.daemontools.manual.Passages;

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

                        Standard input is `/dev/null` for all services. So is standard output, for services without a logger. What a
                        service without a logger prints on standard error shows up in ps(1), too.

                        It is a shell script, to be started by the system's init and kept running by it: from an `inittab`, as a
                        unit, or from `rc.local`.
                        """)
                .section("ENVIRONMENT", """
                        `PATH`
                            Set to the directory that `svscanboot` itself is in, and then to `/command`, `/usr/local/bin`,
                            `/usr/local/sbin`, `/bin`, `/sbin`, `/usr/bin`, `/usr/sbin` and `/usr/X11R6/bin`. All other variables
                            are removed.
                        """)
                .section("SIGNALS", """
                        `svscanboot` catches none. When it is ended, svscan and readproctitle run on; they are its children.
                        """)
                .section("FILES", """
                        `/service`
                            The directory of services unless the build was told another. Debian's is `/etc/service`, FreeBSD's is
                            `/var/service`.
                        """)
                .exit("111", "The directory it is in cannot be entered. It stays as long as svscan does.")
                .section("EXAMPLES", """
                        From an inittab:

                            SV:123456:respawn:/usr/local/bin/svscanboot

                        With a directory of one's own, as an ordinary user:

                            svscanboot "$HOME/service" &

                        To see the last complaints:

                            ps -axww | grep 'readproctitle service errors'
                        """)
                .section("COMPATIBILITY", Passages.compatible("svscanboot", "takes no argument") + """
                                The argument <dir> is that of FreeBSD's port. The directory of the script comes first in `PATH`, so that it is
                                its own suite that it starts, wherever that was installed.
                                """)
                .seeAlso("svscan(8)", "readproctitle(8)", "supervise(8)", "svc(8)", "ps(1)");
    }
}
