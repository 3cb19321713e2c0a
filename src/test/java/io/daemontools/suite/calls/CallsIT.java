package io.daemontools.suite.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.NativeProgram;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@link Calls} prints the same on each runtime, on Linux. */
class CallsIT {
    private static final String PRINTED = """
            watched 0
            ended 1
            by signal 15
            still readable 1
            no such process 0
            no such process 1
            unchanged 0
            created 1
            drained 0
            renamed 1
            drained 0
            removed 1
            drained 0
            file does not exist 0
            unread 0
            written 1
            drained 0
            written behind a link 0
            file does not exist 0
            exit 3
            signal 0
            memory 1
            time 1
            reaped 0
            file descriptor not open 0
            socket 416
            received 0
            sent 3
            sent 10
            readable 1
            received 3
            first 98
            truncated 0
            received 8
            first 97
            truncated 1
            of this process 1
            connection refused 0
            address already used 0
            file name too long 107
            wrong copies and places 0
            """;

    private static final Path SYSTEMD_NOTIFY = Path.of("/usr/bin/systemd-notify");

    /** READY=1, then BARRIER=1 with a descriptor: {@code sd_notify_barrier(3)}, which fails after five seconds. */
    private static final String NOTIFIED = """
            received 7
            first 82
            truncated 0
            of a known process 1
            received 8
            first 66
            truncated 1
            of a known process 1
            ended 1
            exit 0
            """;

    @BeyondOriginal
    void doWhatTheyAreDocumentedToDo(Toolset tools, Sandbox box) throws Exception {
        assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
        boolean notified = Files.exists(SYSTEMD_NOTIFY);
        List<String> command = new ArrayList<>(program(tools, box));
        if (notified) {
            command.add(SYSTEMD_NOTIFY + " --ready");
        }
        Result result = box.program(command.toArray(new String[0])).run();
        assertThat(result).isEqualTo(Result.prints(notified ? PRINTED + NOTIFIED : PRINTED));
    }

    private static List<String> program(Toolset tools, Sandbox box) throws Exception {
        if (tools.name().equals("native")) {
            return List.of(NativeProgram.build(box, Calls.class).toString());
        }
        Path library = tools.bin().resolveSibling("lib");
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                library + "/*" + File.pathSeparator + NativeProgram.classPathOf(Calls.class),
                Calls.class.getName());
    }
}
