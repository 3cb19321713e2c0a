package io.daemontools.simulation.explore;

import io.daemontools.posix.Bytes;
import io.daemontools.service.ServicePhase;
import io.daemontools.simulation.check.Checker;
import io.daemontools.simulation.check.LifeChecker;
import io.daemontools.simulation.world.Commands;
import io.daemontools.simulation.world.ExecScript;
import io.daemontools.simulation.world.Init;
import io.daemontools.simulation.world.World;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A service with files that ask for more than 0.76 does, under a supervise that process 1 keeps running.
 *
 * @param run the program of the service, with its arguments
 * @param finish that of its {@code finish}, or null
 * @param settings the other files
 * @param command a letter for svc, sent twice
 * @param phases in which it may be in the end
 * @param mostStarts how many runs there may be with one kill
 */
record LifeScenario(
        String name,
        String run,
        String finish,
        Map<String, String> settings,
        char command,
        Set<ServicePhase> phases,
        int mostStarts)
        implements Scenario {
    /** All of them. */
    static final List<LifeScenario> ALL = List.of(
            new LifeScenario("life-finish", "printer a 400", "sleeper 300", Map.of(), 't', Set.of(ServicePhase.UP), 5),
            new LifeScenario("life-failed", "sleeper 1200", "exit 125", Map.of(), 'c', Set.of(ServicePhase.FAILED), 2),
            new LifeScenario(
                    "life-limit",
                    "sleeper 1100",
                    null,
                    Map.of("restart-limit-count", "2", "restart-limit-interval", "60"),
                    'c',
                    Set.of(ServicePhase.FAILED),
                    5),
            new LifeScenario(
                    "life-backoff",
                    "exit 1",
                    null,
                    Map.of("backoff-delay", "4000", "backoff-limit", "100000"),
                    'c',
                    Set.of(ServicePhase.BACKING_OFF),
                    4),
            new LifeScenario(
                    "life-stop",
                    "stubborn a 500",
                    "exit 0",
                    Map.of("timeout-kill", "1000"),
                    'd',
                    Set.of(ServicePhase.DOWN),
                    3),
            new LifeScenario(
                    "life-ready",
                    "notifier 3 700",
                    null,
                    Map.of("notification-fd", "3"),
                    'c',
                    Set.of(ServicePhase.READY),
                    3),
            new LifeScenario(
                    "life-essential",
                    "sleeper 1100",
                    null,
                    Map.of("essential", ""),
                    'c',
                    Set.of(ServicePhase.DOWN),
                    1));

    private static final String SERVICE = World.SERVICES + "/a";
    private static final double SECONDS = 5;
    private static final double SETTLING = 8;

    @Override
    public void prepare(World world) {
        world.service("a", run);
        if (finish != null) {
            world.kernel().files().write(SERVICE + "/finish", 0755, ExecScript.text(finish));
        }
        settings.forEach((file, value) -> world.write(SERVICE + '/' + file, Bytes.of(value + '\n')));
        world.start(Init.PATH, Commands.DIRECTORY + "supervise", SERVICE);
        world.commandAt(1.5, "svc", "-" + command, SERVICE);
        world.commandAt(3.5, "svc", "-" + command, SERVICE);
    }

    @Override
    public double seconds() {
        return SECONDS;
    }

    @Override
    public double settlingTime() {
        return SETTLING;
    }

    @Override
    public List<Checker> checkers() {
        return List.of(new LifeChecker(phases, mostStarts));
    }

    @Override
    public String toString() {
        return name;
    }
}
