package io.daemontools.suite.faults;

import io.daemontools.suite.harness.ServiceDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Kills supervisors, loggers and the scanner of a tree at random moments, alone or all at once, and counts them. */
final class Kills {

    private static final int OUT_OF = 20;
    private static final int ALL = 1;
    private static final int SCANNER = 3;
    private static final int LOGGER = 9;

    /** How often the processes are looked at, at most, before the next kill: each time takes some milliseconds. */
    private static final int LOOKS = 4;

    private final Random random;
    private final boolean sparesNewLoggers;
    private final Map<ServiceDirectory, Integer> loggersOf = new HashMap<>();
    private int supervisors;
    private int loggers;
    private int scanners;
    private int allAtOnce;

    /**
     * {@code sparesNewLoggers}: kills no supervise of a logger in the round in which it has killed the logger. On a JVM, supervise may
     * not have recorded the next one yet.
     */
    Kills(Random random, boolean sparesNewLoggers) {
        this.random = random;
        this.sparesNewLoggers = sparesNewLoggers;
    }

    /** Kills at least {@code number} processes. The scanner runs at the end. */
    void round(LoggedTree tree, int number) throws IOException {
        int before = number();
        loggersOf.clear();
        while (number() - before < number) {
            List<SeenProcess> processes = atSomeMoment(tree);
            int what = random.nextInt(OUT_OF);
            if (what < ALL) {
                killAll(tree, processes);
            } else if (what < SCANNER) {
                killScanner(tree);
            } else if (what < LOGGER) {
                ServiceDirectory service = any(tree.writing());
                killLoggers(service, tree.loggers(service, processes));
            } else {
                killSupervisors(anyOf(supervisors(tree, processes)));
            }
            if (!tree.scanner().runs() && random.nextBoolean()) {
                tree.start();
            }
        }
        if (!tree.scanner().runs()) {
            tree.start();
        }
    }

    private List<SeenProcess> atSomeMoment(LoggedTree tree) throws IOException {
        for (int looks = random.nextInt(LOOKS); looks > 0; looks--) {
            tree.processes();
        }
        return tree.processes();
    }

    private void killAll(LoggedTree tree, List<SeenProcess> processes) {
        killScanner(tree);
        killSupervisors(supervisors(tree, processes));
        tree.writing().forEach(service -> killLoggers(service, tree.loggers(service, processes)));
        allAtOnce++;
    }

    private void killScanner(LoggedTree tree) {
        scanners += tree.killScanner() ? 1 : 0;
    }

    private void killSupervisors(List<SeenProcess> killed) {
        killed.forEach(SeenProcess::kill);
        supervisors += killed.size();
    }

    private void killLoggers(ServiceDirectory service, List<SeenProcess> killed) {
        killed.forEach(SeenProcess::kill);
        loggers += killed.size();
        loggersOf.merge(service, killed.size(), Integer::sum);
    }

    private List<SeenProcess> supervisors(LoggedTree tree, List<SeenProcess> processes) {
        List<SeenProcess> all = new ArrayList<>(tree.supervisors(processes));
        if (sparesNewLoggers) {
            for (ServiceDirectory service : tree.writing()) {
                Path logger = service.logger().path();
                all.removeIf(
                        process -> loggersOf(service) > 0 && process.directory().equals(logger));
            }
        }
        return all;
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private List<SeenProcess> anyOf(List<SeenProcess> choices) {
        return choices.isEmpty() ? choices : List.of(any(choices));
    }

    /** How many loggers of a service the last round has killed. */
    int loggersOf(ServiceDirectory service) {
        return loggersOf.getOrDefault(service, 0);
    }

    /** How many processes have been killed. */
    int number() {
        return supervisors + loggers + scanners;
    }

    @Override
    public String toString() {
        return "%d kills (%d supervisors, %d loggers, %d scanners; %d times all at once)"
                .formatted(number(), supervisors, loggers, scanners, allAtOnce);
    }
}
