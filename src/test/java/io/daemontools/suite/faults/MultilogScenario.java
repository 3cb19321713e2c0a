package io.daemontools.suite.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A multilog with faults, and then one without, read the same input into a directory with a line from before an outage. */
final class MultilogScenario implements FaultInjector.Scenario {

    /** Files of different sizes, in which lines end at different places. */
    private static final String INPUT = IntStream.range(0, 250)
            .mapToObj(i -> "<" + i + " " + "x".repeat(i * 7919 % 90) + ">\n")
            .collect(Collectors.joining());

    private final Toolset tools;
    private final Sandbox box;
    private final FaultInjector faults;
    private final List<String> script;
    private int lives;

    MultilogScenario(Toolset tools, Sandbox box, FaultInjector faults, List<String> script) {
        this.tools = tools.preloadable();
        this.box = box;
        this.faults = faults;
        this.script = script;
    }

    @Override
    public void run(String fault) throws IOException {
        Path directory = box.directory("life" + ++lives);
        Path main = Files.createDirectory(directory.resolve("main"));
        Files.writeString(main.resolve("current"), "left\n");
        faults.begin();
        String[] arguments = Stream.concat(Stream.of(tools.command("multilog")), script.stream())
                .toArray(String[]::new);
        Result result = FaultInjector.with(
                        box.shell("\"$@\"; code=$?; unset FAULT; \"$@\" && exit $code; exit 99", arguments),
                        faults.environment(fault))
                .in(directory)
                .reading(INPUT)
                .run();
        assertThat(result.code()).as(result.err()).isIn(0, 111);
        assertThat(result.err().lines()).allMatch(line -> line.matches("multilog: (fatal|warning): .*"));
        assertThat(everything(main)).isEqualTo(("left\n" + INPUT).replace("\n", ""));
        assertThat(Files.readString(directory.resolve("status"))).startsWith("<249 ");
    }

    /** All lines without newlines, since a line in which the input ended gets one. */
    private static String everything(Path main) throws IOException {
        try (Stream<Path> files = Files.list(main)) {
            StringBuilder all = new StringBuilder();
            List<Path> logs = files.filter(file -> file.getFileName().toString().matches("@.*|current"))
                    .sorted()
                    .toList();
            for (Path file : logs) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
            return all.toString().replace("\n", "");
        }
    }
}
