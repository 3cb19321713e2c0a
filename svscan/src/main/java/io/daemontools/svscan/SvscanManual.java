package io.daemontools.svscan;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.OperandKind;
import io.daemontools.manual.SharedSections;

/** The manual of svscan. */
public final class SvscanManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("svscan", "supervises a directory of services")
                .optional(
                        "dir", OperandKind.DIRECTORY, "The directory of services; the working directory if not given.")
                .section("DESCRIPTION", """
                        `svscan` starts a supervise(8) for each service directory in <dir>, and another for the logger
                        of each. Every five seconds it scans <dir> again, and starts new services. It restarts a
                        supervise that has ended at once, but at least a second after its last start; one that has
                        exited 0, as after `svc -dx`, at the next scan.

                        Between two scans, `svscan` starts a new service as soon as its directory is complete: `run` is
                        executable, and so is `log/run` if there is a `log`. A directory that is being made in <dir> must
                        be complete for 10 milliseconds. The next scan starts an incomplete one, as 0.76 does. If
                        `svscan` cannot watch <dir>, only the scans find new services.

                        If a supervise runs already, `svscan` does not start another one until that one has ended.

                        A service is a directory, or a symbolic link to one, whose name does not begin with a dot. Two
                        links to one directory are one service, with the name that was found first.

                        If the directory <name> contains `log`, and its name has at most 255 bytes, the service has a
                        logger. `svscan` then starts `supervise <name>` and, in <name>, `supervise log`. A FIFO connects
                        the standard output of the first to the standard input of the second. `svscan` holds the FIFO
                        open as long as it knows the service, so no line is lost while either end is restarted. If it
                        cannot make or open the FIFO, it prints a warning and makes a pipe. A directory that replaces
                        another one is a new service, even if the file system gives it the same inode number.

                        `svscan` knows a service by its directory, not by its name. This becomes of a service whose
                        directory changes:

                        renamed
                            The service goes on under its new name.
                        two exchanged
                            Both go on under each other's names.
                        moved out of <dir>
                            The service goes on. `svscan` does not restart its supervises, and forgets the service once
                            they have exited. `svc -dx` with the new path ends it.
                        link removed
                            The same: the directory still exists.
                        link turned to another directory
                            The service of the former directory goes on, as above. That of the other one is started at
                            once.
                        removed
                            `svscan` sends its supervise the commands `dx`, and then `xc` to that of the logger, which
                            reads to the end of its input. This needs the `/proc` of Linux; elsewhere they go on, out of
                            reach.
                        removed and made again
                            The same, and the new service is started at once.
                        `log` added
                            `svscan` starts the logger at the first scan at which `log/run` is executable, or within a
                            minute if `log` is a symbolic link, and prints a warning. The service writes to the logger
                            once its supervise has been started again, as after `svc -dx`.
                        `log` removed
                            The logger goes on until its supervise ends.

                        If the directory of a service is not in <dir> any more, and its supervise has exited, `svscan`
                        closes the FIFO for writing. The logger then reads to the end of its input and exits. To remove a
                        service without losing a line:

                            rm /service/foo
                            svc -dx /etc/foo
                            svc -x /etc/foo/log

                        `svscan` is meant to run until the system stops, and to be started at boot; see svscanboot(8).
                        """)
                .section("ENVIRONMENT", """
                        `PATH`
                            The directories in which `svscan` searches for `supervise`. Services inherit this variable
                            and all others.
                        `SVSCAN_STOP_SECONDS`
                            If it is set, `svscan` stops in order, see below, and its value is the timeout in seconds,
                            at most six digits. The default is 9. Services have two seconds less. They inherit the
                            variable, and so does an `svscan` among them.
                        """)
                .section("SIGNALS", """
                        `svscan` ignores PIPE; its children do not. It catches CHLD, and other signals only if it stops
                        in order. A signal that ends `svscan` leaves the supervises and their services running, but
                        nothing restarts a supervise that exits. When `svscan` is started again, it finds them, and the
                        lines in the FIFOs. The lines between a service and its logger are lost only if both and their
                        supervises have ended meanwhile.

                        To stop everything, end `svscan` first, then the supervises, and those of loggers last:

                            svc -dx /service/*
                            svc -xc /service/*/log

                        A logger exits by itself when it has read everything, because no other process holds its pipe
                        open. `c` continues a paused one. The script `libexec/daemontools/svscan-stop` of an installation
                        does all this, waits, and names the services that do not stop.

                        `svscan` sets CHLD to its default action when it starts.

                        In three cases `svscan` stops everything in order before it ends: as PID 1; if
                        `SVSCAN_STOP_SECONDS` is set; and on Linux as the main program of a container. It is the main
                        program if it runs in a PID namespace of its own, and was started from outside that, as in a pod
                        with one namespace for all containers. It also is if its parent is PID 1 and has no other child,
                        as under tini or `docker run --init`.

                        `svscan` then starts each supervise in its own session. TERM, INT and QUIT ask for the stop, and
                        so do PWR, which LXC sends, and SIGRTMIN+3, which systemd-nspawn sends. `svscan` exits 0 after:

                        services
                            `svscan` sends them TERM and CONT, and continues their supervises. It kills those that still
                            run two seconds before the timeout, or at once on a second signal, and their process
                            groups. If a supervise is killed while its service runs, `svscan` starts it again.
                        loggers
                            `svscan` continues paused ones. They read to the end of their input and exit. If one ends
                            before that, `svscan` starts it again. If a logger still runs half a second after the
                            services, `svscan` sends TERM and CONT to unsupervised processes, one of which may hold the
                            logger's pipe open. It kills them half a second before the timeout, so that the logger still
                            writes what it has not read.
                        other processes
                            `svscan` sends them TERM and CONT, and kills those that still run at the timeout.

                        As PID 1, that is all others; else all descendants of `svscan`, which inherits orphans on
                        Linux and FreeBSD.

                        HUP has `svscan` scan its directory at once. It stops nothing.

                        When a service with a file `essential` has ended, `svscan` also stops everything, and exits with
                        the exit code of the service, or 128 plus the number of the signal that ended it; 111 if that is
                        not known. supervise(8) does not restart such a service: it ends for good when its process ends,
                        unless it is wanted down, as after `svc -d`.

                        `svscan` reaps all orphaned processes that it inherits. Because of the separate sessions, signals
                        to a process group, such as INT from a terminal or `kill 0` in a run script, do not reach other
                        services. A service can read from svscan's terminal and write to it, but `/dev/tty` is not
                        available.
                        """)
                .section("FILES", """
                        `<name>`
                            A service directory; see supervise(8).
                        `<name>/essential`
                            If it exists, an ordered stop begins when the service has ended; at once, if it has ended
                            before and its supervise(8) runs. In `<name>/log` it has no effect on svscan.
                        `<name>/log`
                            The service directory of its logger.
                        `<name>/supervise/pipe`
                            The FIFO between a service and its logger, created with mode 0600. `svscan` also creates
                            the directory `<name>/supervise`, as supervise(8) does. The service inherits the end for
                            reading, too, as descriptor 63: it waits where it would get SIGPIPE when its logger,
                            supervises and `svscan` have all been killed.
                        `<name>/supervise/ok`
                            If this FIFO can be opened for writing, a supervise runs.
                        """)
                .exit("0", "After a signal that asks for an ordered stop: everything has stopped.")
                .exit("other", "That of an essential service, or 128 plus the number of the signal that ended it.")
                .exit("111", "It cannot change to <dir>, or it is not known how an essential service has ended.")
                .section("EXAMPLES", """
                        A directory of services, with a service and its logger:

                            mkdir -p service/foo/log
                            printf '%s\\n' '#!/bin/sh' 'exec 2>&1' 'exec my-daemon' \\
                                >service/foo/run
                            printf '%s\\n' '#!/bin/sh' 'exec multilog t ./main' \\
                                >service/foo/log/run
                            chmod +x service/foo/run service/foo/log/run
                            svscan service &

                        Create a service elsewhere, and link it when it is complete:

                            ln -s /etc/foo /service/foo
                        """)
                .section(
                        "COMPATIBILITY",
                        SharedSections.compatible("svscan", "looks for a directory of that name")
                                + """
                                In 0.76 the FIFO is a pipe without a name, svscan starts a supervise even if one runs,
                                and restarts one only in a scan.

                                There is no fixed limit on the number of services; in 0.76 it is 1000. `svscan` raises its
                                soft limit on descriptors to the hard one; its children have the former limit. 0.76
                                finds new services only in a scan, never looks for `log` again, and lets the service of
                                a removed directory go on. This version does not forget a service while <dir> cannot
                                be read. 0.76 never stops in order: as PID 1 it ignores all signals, shares one process
                                group with all services, and reaps other processes only at its next scan. If 0.76
                                starts with CHLD ignored, it restarts no supervise.

                                """
                                + SharedSections.residentOnJava("svscan"))
                .seeAlso("supervise(8)", "svc(8)", "svstat(8)", "svscanboot(8)", "readproctitle(8)", "multilog(8)");
    }
}
