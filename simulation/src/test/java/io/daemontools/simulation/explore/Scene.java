package io.daemontools.simulation.explore;

import io.daemontools.simulation.world.Commands;
import io.daemontools.simulation.world.Init;
import io.daemontools.simulation.world.World;
import java.util.List;
import java.util.function.Consumer;

/**
 * A few processes that meet within a short time, for all orders of their calls.
 *
 * @param name its name
 * @param preparation makes services and starts processes
 * @param from when the order of calls begins to vary, in seconds
 * @param seconds when it is fixed again
 */
record Scene(String name, Consumer<World> preparation, double from, double seconds) implements Scenario {
    private static final String SERVICE = World.SERVICES + "/a";
    private static final String SUPERVISE = Commands.DIRECTORY + "supervise";
    private static final double MEETING = 2;
    private static final double SETTLING = 13;

    /** All of them. */
    static final List<Scene> ALL = List.of(
            scene("svc-and-starting-supervise", 0, world -> {
                supervise(world);
                world.start(Commands.DIRECTORY + "svc", "-d", SERVICE);
            }),
            scene("svc-and-supervise", MEETING, world -> {
                supervise(world);
                world.commandAt(MEETING, "svc", "-dx", SERVICE);
            }),
            scene("two-svcs-and-supervise", MEETING, world -> {
                supervise(world);
                world.commandAt(MEETING, "svc", "-d", SERVICE);
                world.commandAt(MEETING, "svc", "-u", SERVICE);
            }),
            scene("svscan-and-starting-supervises", 0, world -> {
                logged(world);
                world.startInit();
            }),
            scene("supervise-and-supervise", 0, world -> {
                supervise(world);
                world.start(SUPERVISE, SERVICE);
            }),
            scene("supervise-and-its-service", 0, world -> {
                world.service("a", "exit 0");
                world.start(Init.PATH, SUPERVISE, SERVICE);
                world.commandAt(MEETING, "svc", "-o", SERVICE);
            }),
            scene("multilog-and-term", MEETING, world -> {
                logged(world);
                world.startInit();
                world.commandAt(MEETING, "svc", "-t", SERVICE, SERVICE + "/log");
            }));

    private static Scene scene(String name, double from, Consumer<World> preparation) {
        return new Scene(name, preparation, from, from + 1);
    }

    private static void supervise(World world) {
        world.service("a", "printer a 2500");
        world.start(Init.PATH, SUPERVISE, SERVICE);
    }

    private static void logged(World world) {
        world.service("a/log", "multilog ./main");
        world.service("a", "printer a 500");
    }

    @Override
    public void prepare(World world) {
        preparation.accept(world);
    }

    @Override
    public double settlingTime() {
        return SETTLING;
    }
}
