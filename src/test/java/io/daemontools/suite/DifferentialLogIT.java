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

    /** Lines of any length, and files that take more than one of the largest blocks that are read. */
    @Differential
    void filesEndAtTheSameByte(Comparison pair, Sandbox box) throws IOException {
        Random random = new Random(Effort.seed());
        for (int round = 0; round < Effort.times(2); round++) {
            String input = random.ints(3000, 0, 250)
                    .mapToObj(length -> "x".repeat(random.nextInt(50) == 0 ? 20 * length : length) + "\n")
                    .collect(Collectors.joining());
            String size = "s" + (34_000 + random.nextInt(120_000));
            List<Integer> expected = sizes(box, pair.original(), "sizes-original" + round, size, input);
            assertThat(sizes(box, pair.built(), "sizes-built" + round, size, input))
                    .as(size)
                    .isEqualTo(expected);
            assertThat(expected).hasSizeGreaterThan(2);
        }
    }

    private static List<Integer> sizes(Sandbox box, Toolset tools, String directory, String size, String input)
            throws IOException {
        Result result = box.command(tools, "multilog", size, "n100", "./log")
                .in(box.directory(directory))
                .reading(input)
                .run();
        assertThat(result).isEqualTo(Result.silent());
        LogDirectoryView log = new LogDirectoryView(box, directory + "/log");
        assertThat(log.everything()).isEqualTo(input);
        List<Integer> sizes = new ArrayList<>();
        for (String file : log.finished()) {
            sizes.add(log.content(file).length());
        }
        return sizes;
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
