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

/** Generated lines through our multilog and tai64nlocal, and through the original's: the same must come out. */
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
                .mapToObj(length -> text(random, length, "ab* \u00e9") + "\n")
                .collect(Collectors.joining());
        List<String> script = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            script.add("-*");
            for (int j = random.nextInt(3); j >= 0; j--) {
                script.add(text(random, 1, "+-") + text(random, random.nextInt(5), "ab* \u00e9"));
            }
            script.add("./" + i);
        }
        List<String> expected = logs(box, pair.original(), "original" + round, script, input);
        assertThat(logs(box, pair.ours(), "ours" + round, script, input)).isEqualTo(expected);
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

    @Differential
    void stampsBecomeTheSameTimes(Comparison pair, Sandbox box) {
        Random random = new Random(Effort.seed());
        StringBuilder input = new StringBuilder();
        for (int i = 0; i < Effort.times(500); i++) {
            long seconds = (1L << 62) + random.nextLong(-60_000_000_000L, 200_000_000_000L);
            input.append("@%016x%08x %d\n".formatted(seconds, random.nextInt(), i));
            input.append("x" + text(random, random.nextInt(40), "@ x4\0\u00ff") + "\n");
        }
        for (String zone : List.of("UTC0", "EST5EDT,M3.2.0,M11.1.0", "Europe/Berlin", "nonsense")) {
            assertThat(local(box, pair.ours(), zone, input.toString()))
                    .as(zone)
                    .isEqualTo(local(box, pair.original(), zone, input.toString()));
        }
    }

    private static Result local(Sandbox box, Toolset tools, String zone, String input) {
        Result result = box.command(tools, "tai64nlocal")
                .with("TZ", zone)
                .reading(input)
                .run();
        assertThat(result.code()).isZero();
        return result;
    }

    private static String text(Random random, int length, String alphabet) {
        return random.ints(length, 0, alphabet.length())
                .mapToObj(alphabet::charAt)
                .map(String::valueOf)
                .collect(Collectors.joining());
    }
}
