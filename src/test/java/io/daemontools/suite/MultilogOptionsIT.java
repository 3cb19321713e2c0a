package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;

/** Arguments of multilog that 0.76 ignores. */
class MultilogOptionsIT {
    @BeyondOriginal
    void copiesLinesToStandardOutput(Toolset tools, Sandbox box) {
        String[] script = {"1", "-no*", "pweb", "j", "1", "D", "F0", "R9", "A9", "N1", "./main"};
        Result result =
                box.command(tools, "multilog", script).reading("yes \\\nno\n").run();
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines())
                .containsExactlyInAnyOrder("yes \\", "no", "{\"service\":\"web\",\"text\":\"yes \\\\\"}");
        assertThat(new LogDirectoryView(box, "main").current()).isEqualTo("yes \\\n");
    }

    @BeyondOriginal
    void reportsAFailureOfStandardOutput(Toolset tools, Sandbox box) {
        Result result = box.shell("exec \"$1\" 1 ./main >/dev/full", tools.command("multilog"))
                .reading("one\n")
                .run();
        assertThat(result.err())
                .isEqualTo("multilog: warning: unable to write to standard output, copying no more lines: "
                        + "out of disk space\n");
        assertThat(new LogDirectoryView(box, "main").current()).isEqualTo("one\n");
    }

    @BeyondOriginal
    void limitsTheTotalSize(Toolset tools, Sandbox box) throws IOException {
        String input = "a line\n".repeat(9000);
        LogDirectoryView main = new LogDirectoryView(box, "main");
        assertThat(box.command(tools, "multilog", "s4096", "n100", "S9000", "./main")
                        .reading(input)
                        .run())
                .isEqualTo(Result.silent());
        assertThat(main.finished()).hasSizeBetween(2, 4);
        assertThat(main.everything().length() - main.current().length()).isBetween(4000, 9000);
    }
}
