package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.Invocation;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.SandboxExtension;
import io.daemontools.suite.harness.Toolset;
import io.daemontools.suite.harness.Toolsets;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.xml.sax.InputSource;

/** {@code bench/run}: the report for given samples, and that it measures. The values are not checked. */
@ExtendWith(SandboxExtension.class)
class BenchIT {
    private static final int CSV_COLUMNS = 11;

    /** Row, suite, figure: times in nanoseconds. */
    private static final String SAMPLES = """
            start-svstat 0.76 2000000
            start-svstat 0.76 4000000
            start-svstat 0.76 3000000
            start-svstat native 1100000
            start-svstat native 2000000
            start-svstat native 1500000
            start-svstat static 1800000
            start-svstat jvm 149000000
            start-svstat s6 6000000
            start-svok 0.76 1000000
            start-svok 0.76 1000000
            start-svok 0.76 1000000
            start-svok native 900000
            start-svok native 1020000
            start-svok native 1100000
            start-svc 0.76 1000000
            start-svc native !failed
            services-start@10 0.76 30
            services-start@100 0.76 300
            services-start@1000 0.76 3000
            services-start@10 native 1
            services-start@100 native 100
            services-start@1000 native 10000
            control-signal@1000 0.76 100
            control-signal@1000 native 20
            control-signal@1000 runit 10
            """;

    @BeforeEach
    void needsLinux() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "bench/run needs Linux");
    }

    private static Invocation bench(Sandbox box, String... arguments) {
        String[] argv = Stream.concat(Stream.of(Repository.path("bench/run").toString()), Stream.of(arguments))
                .toArray(String[]::new);
        return box.program(argv).with("BENCH_TARGET", box.dir().toString());
    }

    private static String content(Sandbox box, String file) {
        try {
            return Files.readString(box.path(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(String text, String start) {
        return text.lines().filter(line -> line.startsWith(start)).collect(Collectors.joining("\n"));
    }

    private static void isWellFormed(String svg) throws Exception {
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    @Test
    void reportsTheSamples(Sandbox box) throws Exception {
        box.file("samples", SAMPLES.replace(' ', '\t'));
        box.file("facts", "date\ttoday\nprocessor\tfast & <new>\n");
        assertThat(bench(box, "--report").run()).isEqualTo(Result.silent());

        String table = content(box, "table.md");
        assertThat(line(table, "| svstat | ms |"))
                .startsWith("| svstat | ms | 3 | 1.50 (0.50×) | 1.80 (0.60×) | 149 (49.7×) |");
        assertThat(line(table, "| svok | ms |"))
                .as("half of the ratios lie around 1")
                .contains("1.02 (≈1.02×)");
        assertThat(line(table, "| svc | ms |")).contains("| 1 | failed |");
        assertThat(line(table, "| start of N")).isEqualTo("| start of N services | 1.00 | 2.00 |");
        assertThat(line(content(box, "table.csv"), "start-svc,svc,ms,native"))
                .isEqualTo("start-svc,svc,ms,native,0,,,,,,");
        goalsAreJudged(table.substring(0, table.indexOf("## start")));
        isWellFormed(content(box, "chart.svg"));
        assertThat(content(box, "chart.svg")).contains("start-up of svstat", "Java, native", "0.50×", "2.00×");
    }

    private static void goalsAreJudged(String goals) {
        assertThat(goals)
                .contains("| svstat | native ≤ 0.75× 0.76 | met (0.50×) |")
                .contains("| svstat | static ≤ 0.50× 0.76 | **missed** (0.60×) |")
                .contains("| svstat | jvm ≤ 150 ms | met (149) |")
                .contains("| signal to 1000 | native ≤ 0.30× 0.76 | met (0.20×) |")
                .contains("| signal to 1000 | native < 1.00× runit | **missed** (2.00×) |");
    }

    @Test
    void measuresInstalledPrograms(Sandbox box) throws Exception {
        Optional<Toolset> built = Toolsets.all().stream()
                .filter(toolset -> toolset.name().equals("native"))
                .findFirst();
        assumeTrue(built.isPresent() && Toolsets.original().isPresent(), "needs the native programs and the original");
        assumeTrue(Repository.path("bench").toString().indexOf(' ') < 0, "bench/run takes no path with blanks");
        assumeTrue(box.shell("exec cc --version").run().code() == 0, "needs a C compiler");
        Result result = bench(box, "--as-is", "--quick", "--rounds", "1", "--suites", "0.76,native", "control", "size")
                .with("NATIVE", built.get().bin().toString())
                .with("ORIGINAL", Toolsets.original().get().bin().toString())
                .run();
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(content(box, "table.md")).contains("status of 100", "signal to 100", "supervise");
        assertThat(content(box, "table.csv")
                        .lines()
                        .map(line -> line.replaceAll("\"[^\"]*\"", "quoted").split(",", -1)))
                .hasSizeGreaterThan(30)
                .allMatch(cells -> cells.length == CSV_COLUMNS);
        isWellFormed(content(box, "chart.svg"));
        assertThat(List.of(box.dir().toFile().list())).noneMatch(name -> name.startsWith("logs."));
    }

    @Test
    void rejectsUnknownArguments(Sandbox box) {
        assertThat(bench(box, "everything").run().err())
                .startsWith("bench/run: unknown group: everything; there are: start ");
        assertThat(bench(box, "--fast").run())
                .isEqualTo(Result.fails(111, "bench/run: unknown option: --fast; try --help\n"));
    }
}
