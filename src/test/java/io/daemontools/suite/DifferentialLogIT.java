package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Comparison;
import io.daemontools.suite.harness.Differential;
import io.daemontools.suite.harness.Effort;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** This multilog and the original write the same logs from generated lines. */
class DifferentialLogIT {

    @Differential
    void patternsSelectTheSameLines(Comparison pair, Sandbox box) throws IOException {
        Random random = new Random(Effort.seed());
        for (int round = 0; round < Effort.times(1); round++) {
            patternsSelectTheSameLines(pair, box, random, round);
        }
    }

    private static void patternsSelectTheSameLines(Comparison pair, Sandbox box, Random random, int round)
            throws IOException {
        String input = random.ints(400, 0, 12)
                .mapToObj(length -> RandomText.of(random, length, "ab* \u00e9") + "\n")
                .collect(Collectors.joining());
        List<String> script = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            script.add("-*");
            for (int j = random.nextInt(3); j >= 0; j--) {
                script.add(RandomText.of(random, 1, "+-") + RandomText.of(random, random.nextInt(5), "ab* \u00e9"));
            }
            script.add("./" + i);
        }
        List<String> expected = logs(box, pair.original(), "original" + round, script, input);
        assertThat(logs(box, pair.built(), "built" + round, script, input)).isEqualTo(expected);
        assertThat(expected).anyMatch(String::isEmpty).anyMatch(log -> log.length() > 100);
    }

    private static List<String> logs(Sandbox box, Toolset tools, String directory, List<String> script, String input) {
        Result result = box.command(tools, "multilog", script.toArray(String[]::new))
                .in(box.directory(directory))
                .reading(input)
                .run();
        assertThat(result).isEqualTo(Result.silent());
        return script.stream()
                .filter(action -> action.startsWith("./"))
                .map(log -> box.content(directory + "/" + log + "/current"))
                .toList();
    }
}
