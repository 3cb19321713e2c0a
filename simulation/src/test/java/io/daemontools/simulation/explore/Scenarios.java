package io.daemontools.simulation.explore;

import io.daemontools.posix.Clocks;
import io.daemontools.posix.Signal;
import io.daemontools.simulation.kernel.Timeline;
import io.daemontools.simulation.world.Commands;
import io.daemontools.simulation.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The scenarios: each a few seconds of one thing. svscan is the child of a process 1 that restarts it, unless stated otherwise. */
public final class Scenarios {
    private static final String LOG = "t ./main";
    private static final String SMALL_LOG = "t s4096 n3 ./main";
    private static final long DAY = 86_400 * Clocks.SECOND;

    private Scenarios() {}

    /** All of them. */
    public static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>(List.of(
                scenario("service", 3, world -> world.service("a", "printer a 500")),
                scenario("logged", 3, world -> world.loggedService("a", "printer a 300", LOG)),
                scenario("two", 3, Scenarios::two),
                scenario("rotating", 3, world -> world.loggedService("a", "flood a 400 2000", SMALL_LOG)),
                scenario("long-lines", 3, world -> world.loggedService("a", "long a 400 5000", SMALL_LOG)),
                scenario(
                        "processor",
                        3,
                        world -> world.loggedService("a", "flood a 400 2000", "t s4096 n3 !copy ./main")),
                scenario("crashing", 4, world -> world.loggedService("a", "exit 111", LOG)),
                scenario("ending", 4, world -> world.loggedService("a", "printer a 100 3", LOG)),
                scenario("partial", 4, Scenarios::partial),
                scenario("daemon", 3, Scenarios::daemon),
                scenario("holder", 4, world -> world.loggedService("a", "holder a 600", LOG)),
                scenario("stubborn", 5, Scenarios::stubborn),
                scenario("reloader", 4, Scenarios::reloader),
                scenario("full-pipe", 5, Scenarios::fullPipe),
                scenario("added", 8, Scenarios::added),
                scenario("renamed", 9, Scenarios::renamed),
                scenario("removed", 9, Scenarios::removed),
                scenario("made", 4, Scenarios::made),
                scenario("exchanged", 5, Scenarios::exchanged),
                scenario("log-added", 12, Scenarios::logAdded),
                scenario("withdrawn", 5, Scenarios::withdrawn),
                scenario("clock", 5, Scenarios::clock),
                scenario("logger-commands", 6, Scenarios::loggerCommands),
                new WrittenScenario("container", 4, false, Scenarios::container),
                new WrittenScenario("stubborn-container", 4, false, Scenarios::stubbornContainer),
                new WrittenScenario("two-supervises", 4, false, Scenarios::twoSupervises)));
        for (String letters : List.of("du", "dx", "pc", "ok", "tikha", "xu", "pdu", "cptk", "odo", "e", "ped", "uex")) {
            all.add(letters(letters));
        }
        all.addAll(AdoptionScenarios.all());
        return List.copyOf(all);
    }

    /** A logged service that gets svc's letters, one each 700 ms. */
    public static Scenario letters(String letters) {
        double interval = 0.7;
        return scenario("svc-" + letters, 1 + interval * letters.length(), world -> {
            world.loggedService("a", "printer a 300", LOG);
            for (int i = 0; i < letters.length(); i++) {
                world.commandAt(1 + interval * i, "svc", "-" + letters.charAt(i), "/service/a");
            }
        });
    }

    /** The one with a name. */
    public static Scenario named(String name) {
        for (Scenario scenario : all()) {
            if (scenario.name().equals(name)) {
                return scenario;
            }
        }
        throw new IllegalArgumentException("no scenario " + name);
    }

    private static Scenario scenario(String name, double seconds, Consumer<World> preparation) {
        return WrittenScenario.withInit(name, seconds, false, preparation);
    }

    private static void two(World world) {
        world.loggedService("a", "printer a 400", LOG);
        world.loggedService("b", "printer b 500", LOG);
    }

    /** The logger gets its signals in the middle of a line, at some seed. */
    private static void partial(World world) {
        world.loggedService("a", "partial a 300", LOG);
        world.commandAt(1.5, "svc", "-a", "/service/a/log");
        world.commandAt(2.5, "svc", "-t", "/service/a/log");
    }

    private static void daemon(World world) {
        world.loggedService("a", "daemon a 700", LOG);
        world.commandAt(1.5, "svc", "-d", "/service/a");
    }

    private static void stubborn(World world) {
        world.loggedService("a", "stubborn a 500", LOG);
        world.commandAt(1.5, "svc", "-d", "/service/a");
        world.commandAt(3, "svc", "-k", "/service/a");
        world.commandAt(3.5, "svc", "-u", "/service/a");
    }

    private static void reloader(World world) {
        world.loggedService("a", "reloader a", LOG);
        for (int i = 0; i < 3; i++) {
            world.commandAt(1 + 0.6 * i, "svc", "-h", "/service/a");
        }
    }

    private static void fullPipe(World world) {
        world.loggedService("a", "flood a 1500 70000", "t s65536 n4 ./main");
        world.commandAt(1.5, "svc", "-p", "/service/a/log");
        world.commandAt(3.5, "svc", "-c", "/service/a/log");
    }

    private static void added(World world) {
        world.service("a", "printer a 500");
        world.loggedService(".new", "printer b 300", LOG);
        world.at(2, () -> world.rename(".new", "b"));
    }

    private static void renamed(World world) {
        world.loggedService("a", "printer a 300", LOG);
        world.at(2, () -> world.rename("a", "b"));
        world.commandAt(6, "svc", "-t", "/service/b");
    }

    private static void removed(World world) {
        two(world);
        world.at(2, () -> world.rename("a", ".a"));
        world.commandAt(2.2, "svc", "-dx", "/service/.a", "/service/.a/log");
        world.at(5.5, () -> world.kernel().files().removeTree("/service/.a"));
    }

    /** A directory is made in the directory of services, part by part. */
    private static void made(World world) {
        world.service("a", "printer a 500");
        world.at(1, () -> world.kernel().files().makeDirectories(World.SERVICES + "/b"));
        world.at(1.004, () -> world.service("b", "printer b 300"));
        world.at(1.009, () -> world.kernel().files().makeDirectories(World.SERVICES + "/b/log"));
        world.at(1.03, () -> world.service("b/log", "multilog " + LOG));
        world.commandAt(3, "svc", "-t", "/service/b");
    }

    /** Two services exchange their names. */
    private static void exchanged(World world) {
        two(world);
        world.at(1.5, () -> world.rename("a", ".t"));
        world.at(1.6, () -> world.rename("b", "a"));
        world.at(1.7, () -> world.rename(".t", "b"));
        world.commandAt(3, "svc", "-t", "/service/a");
    }

    private static void logAdded(World world) {
        world.service("a", "printer a 500");
        world.at(1.5, () -> world.service("a/log", "multilog " + LOG));
        world.commandAt(6.5, "svc", "-dx", "/service/a");
    }

    /** Removed from the directory of services, so that no line is lost. */
    private static void withdrawn(World world) {
        two(world);
        world.at(1.5, () -> world.rename("a", ".a"));
        world.commandAt(1.7, "svc", "-dx", "/service/.a");
        world.commandAt(2.2, "svc", "-x", "/service/.a/log");
    }

    private static void clock(World world) {
        world.loggedService("a", "flood a 300 2500", SMALL_LOG);
        world.at(1.5, () -> world.kernel().timeline().setWallClock(Timeline.WALL_CLOCK - DAY));
        world.at(2.5, () -> world.kernel().timeline().setWallClock(Timeline.WALL_CLOCK + DAY));
        world.at(3.5, () -> world.kernel().timeline().setWallClock(Timeline.WALL_CLOCK));
    }

    private static void loggerCommands(World world) {
        world.loggedService("a", "printer a 150", LOG);
        world.commandAt(1.5, "svc", "-t", "/service/a/log");
        world.commandAt(3, "svc", "-a", "/service/a/log");
        world.commandAt(4, "svc", "-du", "/service/a/log");
    }

    private static void container(World world) {
        two(world);
        terminate(world, 2.5);
    }

    private static void stubbornContainer(World world) {
        world.loggedService("a", "stubborn a 400", LOG);
        world.loggedService("b", "daemon b 500", LOG);
        terminate(world, 2);
    }

    private static void terminate(World world, double seconds) {
        var svscan = world.startSvscan();
        world.at(seconds, () -> world.kernel().kill(svscan, Signal.TERM));
    }

    private static void twoSupervises(World world) {
        world.service("a", "printer a 300");
        world.startReaper();
        for (int i = 0; i < 3; i++) {
            world.at(0.1 + i, () -> {
                world.start(Commands.DIRECTORY + "supervise", World.SERVICES + "/a");
                world.start(Commands.DIRECTORY + "supervise", World.SERVICES + "/a");
            });
        }
        world.commandAt(1.6, "svc", "-dx", "/service/a");
    }
}
