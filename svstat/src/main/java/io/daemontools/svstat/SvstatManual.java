package io.daemontools.svstat;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.OperandKind;
import io.daemontools.manual.SharedSections;

/** The manual of svstat. */
public final class SvstatManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("svstat", "shows the state of services")
                .any("dir", OperandKind.SERVICE, "A service directory.")
                .section("DESCRIPTION", """
                        `svstat` prints a line for each service directory <dir>: the name as given, a colon, and the
                        state:

                        `up (pid <n>) <s> seconds`
                            The service has run as process <n> for <s> seconds.
                        `down <s> seconds`
                            The service has not run for <s> seconds.
                        `supervise not running`
                            A supervise(8) has run in <dir>, but none runs now.
                        `unable to ...`
                            The state cannot be read: <dir> does not exist or is not readable, or no supervise has ever
                            run in it.

                        These may follow, separated by commas:

                        `normally down`
                            The service is up, but because of a file `down` the next supervise would not start it.
                        `normally up`
                            The service is down, but there is no file `down`.
                        `paused`
                            The service got STOP from `svc -p`, and no CONT since.
                        `want up`
                            The service is down and about to be started. This lasts less than a second, unless
                            supervise(8) cannot fork; it retries every minute.
                        `want down`
                            The service is up, and will not be restarted when it exits. It may take time to exit.

                        A service that is always up for 0 or 1 seconds exits right after each start; its log should show
                        the reason. Its supervise shows it as up for a whole second, even if it exits sooner.

                        A monitor should check several times. A failing service has another process id each time and few
                        seconds, or shows `want up`. A stopped service shows `down` without `want up`. A service that
                        does not stop shows `want down`.
                        """)
                .section("SIGNALS", "None.")
                .section("FILES", """
                        `<dir>/supervise/ok`
                            Can be opened for writing without blocking while a supervise runs.
                        `<dir>/supervise/status`
                            The state; see supervise(8).
                        `<dir>/down`
                            Its existence means that the service is normally down.
                        """)
                .exit("0", "Success, whatever the states are. In scripts, use svok(8).")
                .exit("111", "The starting directory cannot be opened or returned to.")
                .section("EXAMPLES", """
                        Show all services and all loggers:

                            svstat /service/* /service/*/log

                        Stop a service, and show that it is down:

                            svc -d /service/foo
                            svstat /service/foo
                        """)
                .section(
                        "COMPATIBILITY",
                        SharedSections.compatible("svstat", "shows the state of a directory of that name") + """
                                This version reads the status of the supervise of 0.76 and of daemontools-encore, and
                                their svstat reads that of this version. A time in the future counts as now.

                                There are no options: an argument that begins with a dash is a directory.
                                """)
                .seeAlso("supervise(8)", "svc(8)", "svok(8)", "svscan(8)");
    }
}
