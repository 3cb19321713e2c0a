package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Sanitizers;
import io.daemontools.suite.harness.Toolset;
import io.daemontools.suite.harness.Torture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The data limit under which each command works. Not on the JVM, which does not start in so little memory. */
@EnabledOnOs(OS.LINUX)
class DataLimitIT {
    private static final Path TABLE = Path.of("docs/decisions/8-limits-on-memory.md");

    /** A row of the table: a command, the kilobytes that it needs with glibc, those that 0.76 needs, and those with musl: fewer. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\w+) \\| (\\d+) \\| (?:\\d+|-) \\| (?:\\d+|-) \\|$");

    private static final long USUAL = 300_000;
    private static final long KILOBYTE = 1024;

    /** A margin for other compilers, C libraries and environments. */
    private static final long KILOBYTES_MORE = 16;

    private static Map<String, Long> table() {
        Map<String, Long> table = new TreeMap<>();
        ROW.matcher(Repository.content(TABLE))
                .results()
                .forEach(row -> table.put(row.group(1), Long.parseLong(row.group(2))));
        return table;
    }

    /** Run scripts have this limit. */
    @EachToolset
    void everyCommandWorksUnder300000(Toolset tools, Sandbox box) throws IOException {
        assumeFalse(tools.isJvm(), "Java does not start in so little memory");
        Sanitizers.leaveOut("they need more memory");
        for (SmallJobs.Job job : new SmallJobs(tools, box, USUAL).all().values()) {
            job.run();
        }
    }

    @BeyondOriginal
    void everyCommandWorksUnderItsFigure(Toolset tools, Sandbox box) throws IOException {
        assumeFalse(tools.isJvm(), "Java does not start in so little memory");
        Sanitizers.leaveOut("they need more memory");
        Torture.leaveOut("the figures are of jobs that need no collection");
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "the figures are of x86-64");
        assumeFalse(tools.preloadable().equals(tools), "the figures are of statically linked programs");
        Map<String, Long> table = table();
        assertThat(table.keySet())
                .isEqualTo(new SmallJobs(tools, box, USUAL).all().keySet());
        for (Map.Entry<String, Long> row : table.entrySet()) {
            long limit = (row.getValue() + KILOBYTES_MORE) * KILOBYTE;
            assertThat(limit).as(row.getKey()).isLessThan(USUAL);
            new SmallJobs(tools, box, limit).all().get(row.getKey()).run();
        }
    }

    /** The heap of the command must leave enough to the C library, which looks up accounts. */
    @BeyondOriginal
    void accountsAreFoundUnderEachLargerLimit(Toolset tools, Sandbox box) throws IOException {
        assumeFalse(tools.isJvm(), "Java does not start in so little memory");
        Sanitizers.leaveOut("they need more memory");
        Torture.leaveOut("the figures are of jobs that need no collection");
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "the figures are of x86-64");
        assumeFalse(
                Boolean.getBoolean("daemontools.static"),
                "a static C library looks accounts up with more data, or crashes");
        for (String command : List.of("envuidgid", "setuidgid")) {
            long figure = table().get(command) + KILOBYTES_MORE;
            for (long limit = figure * KILOBYTE; limit < USUAL; limit += KILOBYTES_MORE / 2 * KILOBYTE) {
                new SmallJobs(tools, box, limit).all().get(command).run();
            }
        }
    }
}
