package io.daemontools.suite.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.CProgram;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Effort;
import io.daemontools.suite.harness.InSandbox;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * svscan, supervises and loggers are killed at random moments, and svscan is started again. Each service goes on as the same
 * process, and is supervised again. Only lines that a killed logger had read are missing. On Linux.
 */
class KillsIT {

    /** In the full run, about 10,000. */
    private static final int KILLS = Effort.isWhole() ? Effort.times(500) : 300;

    /** On a JVM, each start takes much longer. */
    private static final int KILLS_ON_JVM = Effort.times(25);

    /** On suites that lose their services, of which each round needs a new tree. */
    private static final int KILLS_OF_OTHERS = 300;

    private static final int WRITERS = 6;
    private static final int KILLS_PER_ROUND = 15;

    /** The size of a logger's read, and a line that is not complete in it. */
    private static final int READ_AHEAD = 16 * 1024 + 1000;

    /** All suites scan every five seconds, or at once. */
    private static final Duration RECOVERY = Await.patiently(Duration.ofSeconds(8));

    private static void assumeLinux() {
        assumeThat(Files.isSymbolicLink(Path.of("/proc/self/cwd"))).isTrue();
    }

    private static Path numbers(Sandbox box) throws IOException {
        return CProgram.program(box, "numbers.c", "-static", "-DPAUSE_MICROSECONDS=5000");
    }

    private static Path alone(Sandbox box) throws IOException {
        return CProgram.program(box, "alone.c", "-static");
    }

    @BeyondOriginal
    void servicesGoOnAndAreSupervisedAgain(Toolset tools, Sandbox box) throws IOException {
        assumeLinux();
        boolean jvm = tools.isJvm();
        Kills kills = new Kills(new Random(Effort.seed()), jvm);
        LoggedTree tree = new LoggedTree(Suite.of(tools), box, "services", jvm ? 1 : WRITERS, numbers(box), alone(box));
        tree.start();
        try {
            Await.equal("problems", List.of(), tree::problems);
            List<Long> pids = tree.supervisedPids();
            Losses losses = new Losses(kills);
            while (kills.number() < (jvm ? KILLS_ON_JVM : KILLS)) {
                kills.round(tree, jvm ? 4 : KILLS_PER_ROUND);
                assertIsAsBefore(tree, pids);
                losses.check(tree);
            }
            restartAll(tree);
            stop(tree);
            losses.check(tree);
            assertThat(tree.secondCopies()).isZero();
            System.out.printf("kills: %s: %s; all supervised, 0 second copies, same pids; %s%n", tools, kills, losses);
        } finally {
            tree.end();
        }
    }

    private static void assertIsAsBefore(LoggedTree tree, List<Long> pids) throws IOException {
        Await.equal("problems", List.of(), tree::problems);
        assertThat(tree.supervisedPids()).isEqualTo(pids);
        assertThat(tree.secondCopies()).isZero();
        Await.equal("second loggers", 0, tree::secondLoggers);
        assertThat(tree.supervised())
                .extracting(ServiceDirectory::status)
                .allMatch(status -> status.want() == 'u' && !status.paused());
        List<Long> numbers = tree.numbers();
        Await.until("log of " + numbers, () -> tree.haveLogged(numbers));
    }

    /** The supervises can still command their services. */
    private static void restartAll(LoggedTree tree) throws IOException {
        for (ServiceDirectory directory : tree.supervised()) {
            long pid = directory.status().pid();
            Control.send(directory, "t");
            directory.upAgain(pid);
            assertThat(ProcessInfo.runs(pid)).isFalse();
        }
        Await.equal("problems", List.of(), tree::problems);
    }

    /** Services before loggers, so that all lines are logged. */
    private static void stop(LoggedTree tree) throws IOException {
        tree.killScanner();
        for (ServiceDirectory service : tree.services()) {
            Control.send(service, "dx");
            service.awaitDown();
        }
        List<Long> numbers = tree.numbers();
        Await.until("log of " + numbers, () -> tree.haveLogged(numbers));
        for (ServiceDirectory service : tree.writing()) {
            Control.send(service.logger(), "dx");
        }
        Await.equal("processes", List.of(), tree::processes);
    }

    /** What killed loggers had read. */
    private static final class Losses {
        private final Kills kills;
        private long lines;
        private int gaps;
        private long bytes;

        Losses(Kills kills) {
            this.kills = kills;
        }

        /** Each killed logger has lost one block at most, and nobody else anything. */
        void check(LoggedTree tree) throws IOException {
            lines = 0;
            for (int i = 0; i < tree.logs().size(); i++) {
                NumberedLog log = tree.logs().get(i);
                int killed = kills.loggersOf(tree.writing().get(i));
                List<Long> missing = log.takeGaps();
                assertThat(missing).hasSizeLessThanOrEqualTo(killed);
                long sum = missing.stream().mapToLong(Long::longValue).sum();
                assertThat(sum).isLessThanOrEqualTo((long) killed * READ_AHEAD);
                assertThat(log.late()).isZero();
                lines += log.read();
                gaps += missing.size();
                bytes += sum;
            }
        }

        @Override
        public String toString() {
            return "%d lines, of which %d killed loggers had read %d bytes".formatted(lines, gaps, bytes);
        }
    }

    /** The same kills on 0.76; nothing is asserted but that they are survived somehow. */
    @EachToolset
    void figuresOfTheOriginal(Toolset tools, Sandbox box) throws IOException {
        assumeThat(tools.isOriginal()).isTrue();
        report(Suite.of(tools), box);
    }

    @InSandbox
    void figuresOfRunit(Sandbox box) throws IOException {
        report(Suite.runit(), box);
    }

    @InSandbox
    void figuresOfS6(Sandbox box) throws IOException {
        report(Suite.s6(), box);
    }

    /** A tree that has not recovered is replaced by a new one. */
    private static void report(Suite suite, Sandbox box) throws IOException {
        assumeLinux();
        assumeThat(Effort.isWhole()).isTrue();
        Kills kills = new Kills(new Random(Effort.seed()), false);
        Path numbers = numbers(box);
        Path alone = alone(box);
        Damage damage = new Damage();
        for (int trees = 1; kills.number() < KILLS_OF_OTHERS; trees++) {
            LoggedTree tree = new LoggedTree(suite, box, "services" + trees, WRITERS, numbers, alone);
            tree.start();
            try {
                Await.equal("problems", List.of(), tree::problems);
                boolean recovers = true;
                while (recovers && kills.number() < KILLS_OF_OTHERS) {
                    List<Long> pids = tree.supervisedPids();
                    kills.round(tree, KILLS_PER_ROUND);
                    recovers = damage.after(tree, pids);
                }
                damage.missing(tree);
            } finally {
                tree.end();
            }
        }
        System.out.printf("kills: %s: %s; %s%n", suite, kills, damage);
    }

    /** What a suite has lost. */
    private static final class Damage {
        private int rounds;
        private int recovered;
        private int copies;
        private int loggers;
        private int changed;
        private long lines;

        boolean after(LoggedTree tree, List<Long> pids) throws IOException {
            boolean supervised =
                    Await.happens(RECOVERY, () -> holds(() -> tree.problems().isEmpty()));
            List<Long> numbers = tree.numbers();
            boolean logged = Await.happens(RECOVERY, () -> holds(() -> tree.haveLogged(numbers)));
            List<Long> now = tree.supervisedPids();
            int other = 0;
            for (int i = 0; i < now.size(); i++) {
                other += now.get(i).equals(pids.get(i)) ? 0 : 1;
            }
            int second = tree.secondCopies();
            int secondLoggers = tree.secondLoggers();
            rounds++;
            copies += second;
            loggers += secondLoggers;
            changed += other;
            boolean whole = supervised && logged && other == 0 && second == 0 && secondLoggers == 0;
            recovered += whole ? 1 : 0;
            return whole;
        }

        /** After the last round of a tree. */
        void missing(LoggedTree tree) throws IOException {
            for (NumberedLog log : tree.logs()) {
                lines += log.missing(log.number());
            }
        }

        private static boolean holds(Await.Look<Boolean> look) {
            try {
                return look.look();
            } catch (IOException e) {
                return false; // not yet
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public String toString() {
            return ("%d of %d rounds survived unharmed; %d second copies of services, %d second loggers,"
                            + " %d times another pid, %d lines not logged")
                    .formatted(recovered, rounds, copies, loggers, changed, lines);
        }
    }
}
