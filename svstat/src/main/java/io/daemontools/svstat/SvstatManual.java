package io.daemontools.svstat;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.OperandKind;
import io.daemontools.manual.SharedSections;

/** What is to be said of svstat. */
public final class SvstatManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("svstat", "shows the state of services")
                .any("dir", OperandKind.SERVICE, "A service directory.")
                .section("DESCRIPTION", """
                        `svstat` prints a line for each service directory <dir>: its name as it was given, a colon, and its state:

                        `up (pid <n>) <s> seconds`
                            The service has run as process <n> for <s> seconds.
                        `down <s> seconds`
                            It has not run for <s> seconds.
                        `supervise not running`
                            There was a supervise(8) once, and there is none now.
                        `unable to ...`
                            The state cannot be seen: <dir> is not there or not readable, or no supervise ever ran in it.

                        What is not as usual follows, after commas:

                        `normally down`
                            It is up, but there is a file `down`, so that the next supervise would not start it.
                        `normally up`
                            It is down, but there is no file `down`.
                        `paused`
                            It was sent STOP by `svc -p`, and no CONT since.
                        `want up`
                            It is down, and is about to be started. This lasts for less than a second, unless no process can be
                            had: supervise(8) tries once a minute.
                        `want down`
                            It is up, and will not be started again once it ends; it may be taking its time to end.

                        A service that is up for 0 or 1 seconds whenever one looks ends as soon as it is started: its log should
                        tell why. Its supervise shows it as up for a whole second, even if it has ended after a moment.

                        A monitor should look several times. It finds a service that fails by a process id that differs each time,
                        by few seconds up each time, or by `want up`; one that was stopped, by `down` without `want up`; one that
                        does not stop, by `want down`.
                        """)
                .section("SIGNALS", "`svstat` catches and sends none.")
                .section("FILES", """
                        `<dir>/supervise/ok`
                            Can be opened for writing if a supervise runs.
                        `<dir>/supervise/status`
                            The state; see supervise(8).
                        `<dir>/down`
                            Says that the service is normally down.
                        """)
                .exit("0", "Always, whatever the states are; svok(8) is for scripts.")
                .exit("111", "The starting directory cannot be opened or returned to.")
                .section("EXAMPLES", """
                        All services, and all loggers:

                            svstat /service/* /service/*/log

                        A service that was stopped for now shows that, and since when:

                            svc -d /service/foo
                            svstat /service/foo
                        """)
                .section(
                        "COMPATIBILITY",
                        SharedSections.compatible("svstat", "shows the state of a directory of that name") + """
                                States written by the supervise of 0.76 and of daemontools-encore are understood, and theirs understand
                                this one's. A time in the future counts as now.

                                svstat takes no options: a word that begins with a dash is a directory.
                                """)
                .seeAlso("supervise(8)", "svc(8)", "svok(8)", "svscan(8)");
    }
}
