package io.daemontools.suite.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.NativeProgram;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.io.File;
import java.nio.file.Path;

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
            exit 3
            signal 0
            memory 1
            time 1
            reaped 0
            file descriptor not open 0
            """;

    @BeyondOriginal
    void doWhatTheyAreDocumentedToDo(Toolset tools, Sandbox box) throws Exception {
        assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
        Result result = tools.name().equals("native")
                ? box.program(NativeProgram.build(box, Calls.class).toString()).run()
                : onJvm(tools, box);
        assertThat(result).isEqualTo(Result.prints(PRINTED));
    }

    private static Result onJvm(Toolset tools, Sandbox box) throws Exception {
        Path library = tools.bin().resolveSibling("lib");
        return box.program(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        library + "/*" + File.pathSeparator + NativeProgram.classPathOf(Calls.class),
                        Calls.class.getName())
                .run();
    }
}
