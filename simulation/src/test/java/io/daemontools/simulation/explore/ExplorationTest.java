package io.daemontools.simulation.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.simulation.kernel.Trace;
import io.daemontools.simulation.os.OperatingSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Looks for violations. The quick run has a fixed number of histories, {@code -Ddaemontools.simulation.histories}, the same each time.
 * Without it, as in the full run, the time is that of {@code -Ddaemontools.simulation.seconds}, and all processors are used. {@code
 * -Ddaemontools.simulation.seed} begins the random histories.
 */
class ExplorationTest {
    private static final double SECONDS =
            Double.parseDouble(System.getProperty("daemontools.simulation.seconds", "20"));
    private static final long HISTORIES = Long.getLong("daemontools.simulation.histories", 0);
    private static final long SEED = Long.getLong("daemontools.simulation.seed", 1);

    /** The full run has time for pairs of kills. */
    private static final boolean FULL = SECONDS > 1000;

    /** Logged services, which svscan starts, and supervises that find something. */
    private static final List<String> ON_FREEBSD = List.of("service", "logged", "adopted", "pid-reused", "svc-dx");

    private static final Path REPORT = Path.of("target", "simulation.txt");
    private static final TreeMap<String, Figures> FIGURES = new TreeMap<>();

    private static void explore(String name, double share, Search search) throws InterruptedException {
        Figures figures = FIGURES.computeIfAbsent(name, first -> new Figures());
        List<String> reports = new ArrayList<>();
        List<Plan> violations = HISTORIES > 0
                ? Explorer.exploreFirst(search, (long) (share * HISTORIES), SECONDS, figures)
                : Explorer.explore(search, share * SECONDS, figures);
        for (Plan plan : violations) {
            Plan smaller = Reducer.reduce(plan);
            Run run = Run.of(smaller, new Trace());
            reports.add(
                    run.history().violation() + "\n  ./simulate " + smaller + "\n  smaller than ./simulate " + plan);
        }
        assertThat(reports).as(name).isEmpty();
        assertThat(figures.histories()).as("histories of %s", name).isPositive();
    }

    @Test
    void eachCrashPoint() throws InterruptedException {
        explore("crash points", FULL ? 0.1 : 0.2, Searches.crashPoints(SEED, Scenarios.all(), OperatingSystem.LINUX));
    }

    /** All of some scenarios, in the quick run, too; those of all scenarios in the full run. */
    @Test
    void eachCrashPointOnFreeBsd() throws InterruptedException {
        List<Scenario> scenarios = FULL
                ? Scenarios.all()
                : ON_FREEBSD.stream().map(Scenarios::named).toList();
        Search search = Searches.crashPoints(SEED, scenarios, OperatingSystem.FREEBSD);
        explore("crash points on FreeBSD", FULL ? 0.05 : 1, search);
    }

    @Test
    void eachFaultOnFreeBsd() throws InterruptedException {
        Search search = Searches.faults(SEED, Scenarios.all(), OperatingSystem.FREEBSD);
        explore("failed calls on FreeBSD", FULL ? 0.05 : 0.1, search);
    }

    @Test
    void pairsOfCrashes() throws InterruptedException {
        explore(
                "pairs of crashes",
                FULL ? 0.1 : 0.05,
                Searches.inTurn(Scenarios.all().stream()
                        .map(scenario -> Searches.crashPairs(SEED, scenario))
                        .toList()));
    }

    @Test
    void eachFault() throws InterruptedException {
        explore("failed calls", FULL ? 0.1 : 0.25, Searches.faults(SEED, Scenarios.all(), OperatingSystem.LINUX));
    }

    @Test
    void randomFaults() throws InterruptedException {
        explore("random faults", FULL ? 0.05 : 0.1, Searches.randomFaults(SEED, Scenarios.all()));
    }

    @Test
    void randomHistories() throws InterruptedException {
        explore("random histories", FULL ? 0.5 : 0.2, Searches.random(SEED));
    }

    @Test
    void interleavings() throws InterruptedException {
        explore(
                "interleavings",
                0.2,
                Searches.inTurn(Scene.ALL.stream().map(Searches::interleavings).toList()));
    }

    /** The figures of this run, which {@code src/test/README.md} quotes. */
    @AfterAll
    static void report() throws IOException {
        Figures sum = new Figures();
        FIGURES.values().forEach(sum::add);
        StringBuilder text = new StringBuilder();
        FIGURES.forEach((name, figures) ->
                text.append(name).append(": ").append(figures).append('\n'));
        text.append("simulation: ").append(sum).append('\n');
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, text);
        System.out.print(text);
    }
}
