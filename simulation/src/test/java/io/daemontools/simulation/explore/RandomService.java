package io.daemontools.simulation.explore;

import io.daemontools.simulation.kernel.Seed;
import io.daemontools.simulation.world.World;
import java.util.List;

/**
 * A service of a random scenario.
 *
 * @param name the name of its directory
 * @param run what its {@code run} executes
 * @param log what its logger's {@code run} executes; null without a logger
 * @param down whether it has a file {@code down}
 */
record RandomService(String name, String run, String log, boolean down) {
    private static final List<String> PROGRAMS = List.of(
            "printer NAME 700",
            "printer NAME 2500",
            "printer NAME 300 3",
            "stubborn NAME 1900",
            "exit 1",
            "sleeper 2000",
            "holder NAME 3000",
            "partial NAME 900",
            "flood NAME 5000 6000",
            "reloader NAME");
    private static final List<String> LOGGERS = List.of(
            "multilog t ./main",
            "multilog t s4096 n3 ./main",
            "multilog t s4096 n2 ./main",
            "multilog t s4096 !copy ./main");
    private static final int WITHOUT_LOGGER = 4;
    private static final int DOWN = 8;

    /** The service of a number. */
    static RandomService of(Seed seed, int number) {
        String name = String.valueOf((char) ('a' + number));
        String run = seed.oneOf(PROGRAMS).replace("NAME", name);
        String log = seed.oneIn(WITHOUT_LOGGER) ? null : seed.oneOf(LOGGERS);
        return new RandomService(name, run, log, seed.oneIn(DOWN));
    }

    /** Makes its directory. */
    void make(World world) {
        if (world.kernel().files().get(directory()) != null) {
            return;
        }
        if (log != null) {
            world.service(name + "/log", log);
        }
        world.service(name, run);
        if (down) {
            world.kernel().files().write(directory() + "/down", 0644, "");
        }
    }

    /** The path of its directory. */
    String directory() {
        return World.SERVICES + '/' + name;
    }
}
