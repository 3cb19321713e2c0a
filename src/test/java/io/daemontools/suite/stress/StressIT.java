package io.daemontools.suite.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.Effort;
import io.daemontools.suite.harness.NativeProgram;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Sanitizers;
import io.daemontools.suite.harness.Toolset;
import io.daemontools.suite.harness.Torture;
import java.nio.file.Path;
import java.time.Duration;

/** {@link Stress} as a native program, made as the commands are, prints what HotSpot does. */
class StressIT {
    /** A fault of TeaVM's collector appeared at a thousand, depending on the length of the program's name. */
    private static final int ROUNDS = 500;

    private static final int WATCHED_ROUNDS = 50;

    @BeyondOriginal
    void computesTheSameSumsAsHotspot(Toolset tools, Sandbox box) throws Exception {
        assumeThat(tools.name()).isEqualTo("native");
        int rounds = Torture.isOn() ? 1 : Effort.times(Sanitizers.watch() ? WATCHED_ROUNDS : ROUNDS);
        Path program = NativeProgram.build(box, Stress.class);
        String sums = Stress.checksums(rounds);
        assertThat(sums.lines()).hasSize(5);
        assertThat(box.program(program.toString(), Integer.toString(rounds))
                        .within(Duration.ofMinutes(2).plusMillis(100L * rounds))
                        .run())
                .isEqualTo(Result.prints(sums));
    }

    @BeyondOriginal
    void fullHeapIsCollectedAndGrows(Toolset tools, Sandbox box) throws Exception {
        assumeThat(tools.name()).isEqualTo("native");
        Path program = NativeProgram.build(box, FullHeap.class);
        assertThat(box.program(program.toString()).run()).isEqualTo(Result.silent());
    }
}
