package io.daemontools.suite.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.Effort;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/**
 * Calls of svscan, supervise and multilog fail at random while services are started, stopped and paused. Afterwards every
 * service is up and supervised, none has been started twice, and every line is logged once.
 *
 * <p>Not on 0.76: it does not retry a failed fork, and it continues if a descriptor could not be made non-blocking.
 */
class RandomFaultsIT {

    private static final int SPEED = 50;
    private static final int PER_MILLE = 15;
    private static final int ROUNDS = Effort.times(3);
    private static final int FAILURES = 60;
    private static final List<String> PROGRAMS = List.of("svscan", "supervise", "multilog");

    @BeyondOriginal
    void doNotEndDaemons(Toolset tools, Sandbox box) throws IOException {
        FaultInjector.assumePossible(tools);
        Random random = new Random(Effort.seed());
        FaultInjector faults = FaultInjector.in(box, SPEED, PROGRAMS.toArray(String[]::new));
        faults.end();
        Tree tree = new Tree(tools, box, faults.environment("random " + Effort.seed() + " " + PER_MILLE));
        tree.start();
        tree.awaitRecovery();
        int failed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            faults.begin();
            Await.until(FAILURES + " failures", () -> {
                command(tree, random);
                List<String> failures = faults.failures();
                return failures.size() >= FAILURES && PROGRAMS.stream().allMatch(program -> has(failures, program));
            });
            faults.end();
            failed += faults.failures().size();
            tree.awaitRecovery();
        }
        tree.stop();
        assertThat(tree.svscan().err().lines())
                .allMatch(line -> line.matches("(svscan|supervise|multilog): (fatal|warning): .*"));
        assertIsEveryLine(tree);
        System.out.printf(
                "faults: at random in svscan, supervise, multilog of %s: %d in %d rounds, %d lines all there%n",
                tools, failed, ROUNDS, tree.number());
    }

    private static boolean has(List<String> failures, String program) {
        return failures.stream().anyMatch(failure -> failure.startsWith(program + " "));
    }

    /** A logger gets no TERM: after it, a write that fails twice is given up. */
    private static void command(Tree tree, Random random) throws IOException {
        List<ServiceDirectory> services = tree.services();
        ServiceDirectory service = services.get(random.nextInt(services.size()));
        String commands = service.path().endsWith("log") ? "upco" : "tdupco";
        int command = random.nextInt(commands.length());
        Control.send(service, commands.substring(command, command + 1));
    }

    /** Without newlines, since a failed read puts one in the middle of a line. */
    private static void assertIsEveryLine(Tree tree) throws IOException {
        String logged = tree.logged().replace("\n", "");
        int at = 0;
        for (long number = 0; number < tree.number(); number++) {
            String line = NumberedLog.line(number);
            assertThat(logged.startsWith(line, at))
                    .as("line " + number + " at: " + logged.substring(at, Math.min(at + 200, logged.length())))
                    .isTrue();
            at += line.length();
        }
        assertThat(logged).hasSize(at);
    }
}
