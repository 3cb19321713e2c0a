package io.daemontools.simulation.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.simulation.os.OperatingSystem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The scenarios on the FreeBSD variant of the simulated kernel. Nothing is compared with a real kernel: {@link FreeBsdResults} has what
 * is expected to differ from Linux.
 */
class FreeBsdTest {
    private static final int SEEDS = 3;
    private static final int LONGEST = 120;
    private static final int SHOWN = 40;

    private static final Map<String, List<String>> TABLE = table();

    private static Map<String, List<String>> table() {
        Map<String, List<String>> table = new LinkedHashMap<>();
        List<String> results = new ArrayList<>();
        for (String line : FreeBsdResults.TABLE.split("\n", -1)) {
            if (line.startsWith(" ")) {
                results.add(line.strip());
            } else if (!line.isEmpty()) {
                results = new ArrayList<>();
                table.put(line, results);
            }
        }
        return table;
    }

    static List<Scenario> scenarios() {
        return Scenarios.all();
    }

    static List<String> record(Scenario scenario, long seed, OperatingSystem system) {
        return new SimulatedMachine(seed, true, system)
                .run(scenario).stream().map(FreeBsdTest::shortened).toList();
    }

    private static String shortened(String line) {
        String text = line.strip();
        return text.length() <= LONGEST
                ? text
                : text.substring(0, SHOWN) + "..." + text.substring(text.length() - SHOWN);
    }

    /** The lines of a record that differ from those of another one. */
    static List<String> differences(List<String> linux, List<String> other) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < other.size(); i++) {
            if (i >= linux.size() || !other.get(i).equals(linux.get(i))) {
                lines.add(other.get(i));
            }
        }
        return lines;
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void theResultsOfLinuxButForThoseOfTheTable(Scenario scenario) {
        List<String> expected = TABLE.getOrDefault(scenario.name(), List.of());
        for (long seed = 0; seed < SEEDS; seed++) {
            List<String> linux = record(scenario, seed, OperatingSystem.LINUX);
            List<String> record = record(scenario, seed, OperatingSystem.FREEBSD);
            assertThat(differences(linux, record)).as("seed %d", seed).isEqualTo(expected);
            assertThat(record).hasSameSizeAs(linux);
        }
    }

    /** On a real FreeBSD, {@link ConformanceTest} skips them. */
    @Test
    void theTableHasScenariosThatAreLinuxAlone() {
        Map<String, Scenario.Scope> scopes =
                Scenarios.all().stream().collect(Collectors.toMap(Scenario::name, Scenario::scope));
        assertThat(TABLE.keySet()).allMatch(name -> scopes.get(name) == Scenario.Scope.LINUX);
    }
}
