package io.daemontools.simulation.explore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command {@code ./simulate}. */
class SimulateTest {
    private static final Path PAGE = Path.of("../../../docs/simulation.md");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();

    private int run(String line) {
        List<String> arguments = line.isEmpty() ? List.of() : List.of(line.split(" ", -1));
        return Simulate.run(arguments, new PrintStream(out, true, UTF_8), new PrintStream(error, true, UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                            | a seed is missing",
                "x                             | not a seed: x",
                "3 nowhere                     | no scenario nowhere",
                "3 logged kil@4                | not a fault: kil@4",
                "3 logged kill@-4              | not a fault: kill@-4",
                "3 logged kill@9999999999999999999 | not a fault: kill@9999999999999999999",
                "3 logged EFOO@4               | not a fault: EFOO@4",
                "3 logged until=soon | not a positive number of seconds: until=soon",
                "3 logged until=-1 | not a positive number of seconds: until=-1",
                "3 logged order=1              | not a list of choices such as 17:1,45:2: order=1",
                "3 logged without=a1           | only random scenarios have parts to leave out",
                "3 random without=a99          | the random scenario of this seed has no part a99"
            })
    void aWrongArgumentIsNamedInOneLine(String line, String message) {
        assertThat(run(line)).isEqualTo(100);
        assertThat(error.toString(UTF_8)).isEqualTo("simulate: " + message + "; see ./simulate -h\n");
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    void helpListsTheScenarios() {
        assertThat(run("-h")).isZero();
        assertThat(out.toString(UTF_8)).contains("  logged\n", "  svc-and-supervise\n");
    }

    @Test
    void aFaultOfACallThatIsNotMadeIsReported() {
        assertThat(run("-q 3 logged kill@999999")).isZero();
        assertThat(out.toString(UTF_8))
                .contains("faults: none, because the history has no such call\n", "no violation\n");
    }

    /** A change of the kernel or of a command may change the trace, and then the page. */
    @Test
    void theExampleOfThePageIsWhatTheCommandPrints() throws IOException {
        assertThat(run("3 logged kill@302")).isZero();
        String page = Files.readString(PAGE);
        for (String block : page.split("```\n", -1)) {
            if (block.startsWith("     2.7") || block.startsWith("./simulate 3 ")) {
                assertThat(out.toString(UTF_8).lines().toList())
                        .containsSubsequence(block.lines().toList());
            }
        }
        assertThat(page).contains("```\n./simulate 3 logged kill@302: ");
    }
}
