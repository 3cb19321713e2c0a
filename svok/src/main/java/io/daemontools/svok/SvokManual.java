package io.daemontools.svok;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.OperandKind;
import io.daemontools.manual.SharedSections;

/** What is to be said of svok. */
public final class SvokManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("svok", "checks whether a service is supervised")
                .operand("dir", OperandKind.SERVICE, "The service directory.")
                .section("DESCRIPTION", """
                        `svok` says by its exit status whether a supervise(8) runs in the service directory <dir>, and prints
                        nothing. Whether the service itself is up is no concern of it: see svstat(8).
                        """)
                .section("SIGNALS", "`svok` catches and sends none.")
                .section("FILES", """
                        `<dir>/supervise/ok`
                            A FIFO that can be opened for writing, without waiting, as long as a supervise runs. To do so takes the
                            right to write to it.
                        """)
                .exit("0", "A supervise runs there.")
                .exit("100", "None does; or `svok` was called without a directory, and says so.")
                .exit("111", "It cannot find out: <dir> is not there, or the FIFO cannot be opened.")
                .section("EXAMPLES", """
                        Wait until a service that was just made is in the care of a supervise:

                            until svok /service/foo; do sleep 1; done

                        Send a command only where somebody listens:

                            svok /service/foo && svc -h /service/foo
                        """)
                .section("COMPATIBILITY", SharedSections.compatible("svok", "looks for a directory of that name") + """
                                Words after <dir> are ignored, as they are in 0.76.
                                """)
                .seeAlso("supervise(8)", "svstat(8)", "svc(8)");
    }
}
