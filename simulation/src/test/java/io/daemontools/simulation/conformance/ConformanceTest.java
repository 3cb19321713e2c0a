package io.daemontools.simulation.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each scenario has the same record on the simulated kernel as on the real one. */
class ConformanceTest {
    @TempDir
    private static Path directory;

    private static Machine real;

    @BeforeAll
    static void setUp() {
        real = new RealKernel(directory);
    }

    static List<Scenario> scenarios() {
        return Scenarios.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void theSameCallsHaveTheSameResults(Scenario scenario) throws IOException {
        List<String> record = real.run(scenario);
        Files.writeString(
                Path.of("target/records.txt"),
                "== " + scenario + "\n" + String.join("\n", record) + "\n\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        assertThat(record).noneMatch(line -> line.startsWith("failed"));
    }
}
