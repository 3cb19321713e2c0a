package io.daemontools.suite.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Effort;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * svscan, a supervise or multilog is killed at random moments. The operator ends the services without a supervise, and starts
 * svscan again. Everything recovers. Only lines that a killed multilog had read are missing.
 */
class KilledTreeIT {

    private static final int SPEED = 50;
    private static final int ROUNDS = Effort.times(15);

    /** The size of multilog's read, and a line. */
    private static final int READ_AHEAD = 16 * 1024 + 1000;

    @EachToolset
    void recovers(Toolset tools, Sandbox box) throws IOException {
        FaultInjector.assumePossible(tools);
        Random random = new Random(Effort.seed());
        FaultInjector faults = FaultInjector.in(box, SPEED, "none");
        Tree tree = new Tree(tools, box, faults.timely());
        tree.start();
        int multilogs = 0;
        for (int round = 0; round < ROUNDS; round++) {
            tree.awaitRecovery();
            awaitSomeMoment(tree, random);
            switch (random.nextInt(5)) {
                case 0 -> killSvscan(tree, tools);
                case 1 -> killSupervise(tree, tree.writing());
                case 2 -> killSupervise(tree, tree.writing().logger());
                case 3 -> killSuperviseOfAlone(tree);
                default -> {
                    ProcessInfo.signal("KILL", tree.writing().logger().status().pid());
                    multilogs++;
                }
            }
        }
        tree.awaitRecovery();
        tree.stop();
        List<Long> missing = missing(tree);
        assertThat(missing).hasSizeLessThanOrEqualTo(multilogs).allMatch(bytes -> bytes <= READ_AHEAD);
        System.out.printf(
                "kills: %d rounds of %s, %d lines; of what %d killed multilogs had read, %s bytes missing%n",
                ROUNDS, tools, tree.number(), multilogs, missing);
    }

    private static void awaitSomeMoment(Tree tree, Random random) throws IOException {
        long moment = tree.number() + random.nextInt(100);
        Await.atLeast("lines", moment, tree::number);
    }

    /**
     * Services and loggers continue. A new svscan starts their supervises when the old ones have released their locks. This version's
     * svscan holds the logger's FIFO, so that the logger has to be ended.
     */
    private static void killSvscan(Tree tree, Toolset tools) {
        ServiceDirectory writing = tree.writing();
        long service = tree.supervise("writing");
        long logger = tree.supervise("log");
        long alone = tree.supervise("alone");
        tree.svscan().signal("KILL");
        tree.svscan().ended();
        tree.start();
        end(writing, service, "dx");
        end(writing.logger(), logger, tools.isOriginal() ? "x" : "dx");
        end(tree.alone(), alone, "dx");
    }

    private static void end(ServiceDirectory service, long supervise, String commands) {
        try {
            Control.send(service, commands);
        } catch (IOException e) {
            throw new AssertionError("unable to command " + service.path(), e);
        }
        Await.until("end of supervise " + service.path(), () -> !ProcessInfo.runs(supervise));
    }

    /** The service of a killed supervise continues and has to be ended, so that another can start. */
    private static void killSupervise(Tree tree, ServiceDirectory service) {
        long orphan = service.status().pid();
        long supervise = tree.supervise(service.path().getFileName().toString());
        ProcessInfo.signal("KILL", supervise);
        Await.until("death", () -> !ProcessInfo.runs(supervise));
        ProcessInfo.signal("TERM", orphan);
    }

    /**
     * There must never be two of this service. It is killed before the next supervise starts, while its supervise is stopped
     * and does not notice.
     */
    private static void killSuperviseOfAlone(Tree tree) {
        long service = tree.alone().status().pid();
        long supervise = tree.supervise("alone");
        ProcessInfo.signal("STOP", supervise);
        ProcessInfo.signal("KILL", service);
        Await.until("death", () -> !ProcessInfo.runs(service));
        ProcessInfo.signal("KILL", supervise);
        Await.until("death", () -> !ProcessInfo.runs(supervise));
    }

    /** The number of missing bytes in each gap. A line without its beginning or end counts as missing. */
    private static List<Long> missing(Tree tree) throws IOException {
        List<Long> gaps = new ArrayList<>();
        long expected = 0;
        for (String line : tree.logged().split("\n", -1)) {
            if (line.startsWith("<") && line.endsWith(">")) {
                long number = Long.parseLong(line.substring(1, line.indexOf(' ')));
                assertThat(line).isEqualTo(Tree.line(number));
                assertThat(number).isGreaterThanOrEqualTo(expected);
                if (number > expected) {
                    gaps.add(LongStream.range(expected, number)
                            .map(lost -> Tree.line(lost).length() + 1)
                            .sum());
                }
                expected = number + 1;
            }
        }
        assertThat(expected).isEqualTo(tree.number());
        return gaps;
    }
}
