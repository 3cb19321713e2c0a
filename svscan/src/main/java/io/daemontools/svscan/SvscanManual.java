package io.daemontools.svscan;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.OperandKind;
import io.daemontools.manual.SharedSections;

/** What is to be said of svscan. */
public final class SvscanManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("svscan", "keeps a directory of services supervised")
                .optional(
                        "dir", OperandKind.DIRECTORY, "The directory of services; the working directory if not given.")
                .section("DESCRIPTION", """
                        `svscan` starts a supervise(8) for each directory in <dir>, and another for each of their loggers, and sees
                        to it that they keep running. Every five seconds it looks at <dir> again: what is new is started, and
                        a supervise that has ended is started again.

                        What counts is a directory, or a symbolic link to one, whose name does not begin with a dot. Two
                        links to one directory are one service, under the name that was found first.

                        If there is a `log` in the directory <name>, and the name has at most 255 bytes, the service has a logger:
                        a supervise of <name> and a supervise of `log`, the second started in <name>, with a pipe from the
                        standard output of the first to the standard input of the second. The pipe is held open by `svscan`
                        for as long as it knows the service. So no line is lost while either end is being restarted. Whether
                        there is a `log` is looked at once, when the service is first seen. A directory that replaces another
                        one is a new service, even if the file system gives it the same inode number.

                        A service whose directory is gone is forgotten once its supervises have ended. Until then a supervise is not
                        started again.

                        `svscan` looks for `supervise` in its `PATH`. It is meant to run for ever, and to be started when the system
                        is: see svscanboot(8).
                        """)
                .section("ENVIRONMENT", """
                        `PATH`
                            Where `supervise` is looked for. This variable, and all others, are what every service starts with.
                        `SVSCAN_STOP_SECONDS`
                            As process 1: how many seconds a stop may take, of which services have all but two; 9 if it is not set.
                            Not more than six digits.
                        """)
                .section("SIGNALS", """
                        `svscan` catches none, unless it is process 1, and ignores PIPE; its children do not. A signal that ends it leaves the supervises and their services
                        running, but nobody starts a supervise that ends, and once that of a service and that of its logger have ended the
                        pipe between them is gone, with what was in it.

                        To stop everything, end `svscan` first, and then the supervises, those of loggers last:

                            svc -dx /service/*
                            svc -x /service/*/log

                        A logger ends by itself when it has read all there is, since nobody else holds its pipe any more. The script
                        `libexec/daemontools/svscan-stop` of an installation does all that, waits, and says what does not stop.

                        As process 1, which it is in a container of its own, `svscan` starts each supervise in a session of its own,
                        waits for all processes that it inherits, and stops in order on TERM and INT: it sends services TERM and CONT;
                        kills those that have not ended when the time is over, or at once on a second TERM; lets the loggers read to
                        the end; sends TERM and CONT to what is left; kills that when the time is over; and exits 0. If a logger has
                        not ended half a second after the services, `svscan` sends TERM and CONT to the processes that nobody
                        supervises, since one of them may hold the logger's pipe open.

                        A session of its own means that signals for a process group, such as INT from a terminal or `kill 0` in a
                        run script, do not reach other services. A service can read from svscan's terminal and write to it, but
                        `/dev/tty` is not available.

                        `svscan` sets CHLD to its default action when it starts.
                        """)
                .section("FILES", """
                        `<name>`
                            A service directory; see supervise(8).
                        `<name>/log`
                            The service directory of its logger.
                        """)
                .exit("0", "As process 1, after TERM or INT: everything has been stopped.")
                .exit("111", "It cannot change to <dir>. It does not end by itself otherwise.")
                .section("EXAMPLES", """
                        A directory of services, with a service and its logger:

                            mkdir -p service/foo/log
                            printf '%s\\n' '#!/bin/sh' 'exec 2>&1' 'exec my-daemon' \\
                                >service/foo/run
                            printf '%s\\n' '#!/bin/sh' 'exec multilog t ./main' \\
                                >service/foo/log/run
                            chmod +x service/foo/run service/foo/log/run
                            svscan service &

                        A service is best made elsewhere and linked to when it is complete, since a `log` that is added later is not
                        seen:

                            ln -s /etc/foo /service/foo
                        """)
                .section(
                        "COMPATIBILITY",
                        SharedSections.compatible("svscan", "looks for a directory of that name")
                                + """
                                There is no limit on the number of services, which is 1000 in 0.76. A service is not forgotten
                                while <dir> cannot be read. As process 1, 0.76 ignores TERM and INT, has one process group
                                with all services, and does not wait for processes that it has not started itself until its
                                next round. When 0.76 starts with CHLD ignored, it starts no supervise again.

                                """
                                + SharedSections.residentOnJava("svscan"))
                .seeAlso("supervise(8)", "svc(8)", "svstat(8)", "svscanboot(8)", "readproctitle(8)", "multilog(8)");
    }
}
