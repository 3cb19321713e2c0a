package io.daemontools.simulation.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.simulation.os.OperatingSystem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each scenario has the same record on the simulated kernel, whatever the interleaving of its processes, as on the real one. Run
 * as root, all scenarios are compared; otherwise those that need privileges are skipped. The simulated kernel is Linux, so on
 * another system those that show Linux's own results are skipped.
 */
class ConformanceTest {
    private static final int SEEDS = 5;

    @TempDir
    private static Path directory;

    private static RealKernel real;

    @BeforeAll
    static void setUp() {
        real = new RealKernel(directory);
    }

    @AfterAll
    static void tearDown() {
        real.close();
    }

    static List<Scenario> scenarios() {
        return Scenarios.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void theSameCallsHaveTheSameResults(Scenario scenario) {
        boolean root = RealProcess.isRoot();
        assumeTrue(root || scenario.process() != Scenario.Kind.PRIVILEGED);
        assumeTrue(scenario.scope() == Scenario.Scope.EVERYWHERE
                || System.getProperty("os.name").equals("Linux"));
        List<String> record = real.run(scenario);
        for (int seed = 0; seed < SEEDS; seed++) {
            assertThat(new SimulatedMachine(seed, root, OperatingSystem.LINUX).run(scenario))
                    .as("seed %d", seed)
                    .isEqualTo(record);
        }
    }

    @Test
    void noTwoScenariosHaveTheSameName() {
        assertThat(scenarios()).extracting(Scenario::name).doesNotHaveDuplicates();
    }
}
