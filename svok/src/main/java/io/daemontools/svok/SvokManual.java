package io.daemontools.svok;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.OperandKind;
import io.daemontools.manual.SharedSections;

/** The manual of svok. */
public final class SvokManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("svok", "checks whether a service is supervised")
                .operand("dir", OperandKind.SERVICE, "The service directory.")
                .section("DESCRIPTION", """
                        `svok` exits 0 if a supervise(8) runs in the service directory <dir>, and prints nothing. It
                        does not check whether the service is up; see svstat(8).
                        """)
                .section("SIGNALS", "None.")
                .section("FILES", """
                        `<dir>/supervise/ok`
                            A FIFO that can be opened for writing without blocking while a supervise runs. `svok` needs
                            permission to write to it.
                        """)
                .exit("0", "A supervise runs in <dir>.")
                .exit("100", "No supervise runs in <dir>; or, with a message, there is no argument.")
                .exit("111", "An error: <dir> does not exist, or the FIFO cannot be opened.")
                .section("EXAMPLES", """
                        Wait until a new service has a supervise:

                            until svok /service/foo; do sleep 1; done

                        Send a command only if a supervise runs:

                            svok /service/foo && svc -h /service/foo
                        """)
                .section("COMPATIBILITY", SharedSections.compatible("svok", "looks for a directory of that name") + """
                                Arguments after <dir> are ignored, as in 0.76.
                                """)
                .seeAlso("supervise(8)", "svstat(8)", "svc(8)");
    }
}
