package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import io.daemontools.suite.harness.Toolsets;
import java.util.ArrayList;
import java.util.List;

/** svwait on real services, also on those of 0.76. */
class SvwaitIT {
    /** No test needs it; it ends a wait that would not end. */
    private static final String LIMIT = "-t600000";

    private static Running waiting(Toolset tools, Sandbox box, String option) {
        return box.start(tools, "svwait", option, LIMIT, "foo");
    }

    private static void reached(Running svwait) {
        assertThat(svwait.ended()).as(svwait.err()).isZero();
        assertThat(svwait.out() + svwait.err()).isEmpty();
    }

    @BeyondOriginal
    void seesTheLifeOfAService(Toolset tools, Sandbox box) {
        List<Toolset> supervises = new ArrayList<>(List.of(tools));
        if (!tools.isJvm()) {
            Toolsets.original().ifPresent(supervises::add);
        }
        for (Toolset other : supervises) {
            box.shell("rm -rf foo").run();
            ServiceDirectory foo =
                    box.service("foo").run(ServiceDirectory.STAYS_UP).down();
            Running svwait = waiting(tools, box, "-u");
            Running supervise = box.start(other, "supervise", "foo");
            Await.until("supervise", () -> box.run(other, "svok", "foo").code() == 0);
            assertThat(svwait.runs()).isTrue();
            foo.control("u");
            reached(svwait);
            assertThat(foo.status().pid()).isPositive();

            Running restarted = waiting(tools, box, "-r");
            Await.until("restart", () -> {
                foo.control("t");
                return !restarted.runs();
            });
            reached(restarted);

            String svc = other.command("svc");
            assertThat(box.run(tools, "svwait", "-r", LIMIT, "foo", "--", svc, "-t", "foo"))
                    .isEqualTo(Result.silent());
            assertThat(box.run(tools, "svwait", "-r", "foo", "--", "sh", "-c", "exit 7"))
                    .isEqualTo(new Result(7, "", ""));

            Result timedOut = box.run(tools, "svwait", "-D", "-t", "1", "foo");
            assertThat(timedOut.code()).isEqualTo(99);
            assertThat(timedOut.err()).startsWith("svwait: fatal: timed out: foo (");
            Running down = waiting(tools, box, "-D");
            foo.control("dx");
            reached(down);
            assertThat(supervise.ended()).isZero();
        }
    }
}
