package io.daemontools.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Signal;
import io.daemontools.simulation.file.Disk;
import io.daemontools.simulation.kernel.Faults;
import io.daemontools.simulation.kernel.Scheduler;
import io.daemontools.simulation.kernel.Seed;
import io.daemontools.simulation.kernel.SimulatedProcess;
import io.daemontools.simulation.os.OperatingSystem;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** svwait misses no change, whatever the order of its calls and those of supervise, and sees each without a look from time to time. */
class SvwaitTest {
    private static final int SEEDS = 150;
    private static final double CHANGE = 2;

    /** The time that svwait and supervise may take for their calls. */
    private static final double SOON = CHANGE + 0.03;

    private static final String SERVICE = World.SERVICES + "/a";
    private static final String SUPERVISE = Commands.DIRECTORY + "supervise";

    /** Runs svwait, which is started within a tenth of a millisecond around a change, until it is to have seen the change. */
    private static void seesAtOnce(
            OperatingSystem system,
            String option,
            String program,
            Consumer<World> preparation,
            Consumer<World> change) {
        for (int seed = 1; seed <= SEEDS; seed++) {
            try (World world = new World(Scheduler.seeded(new Seed(seed), 4), Faults.NONE, Disk.PERFECT, system)) {
                world.service("a", program);
                preparation.accept(world);
                SimulatedProcess[] svwait = {null};
                double start = CHANGE + (seed % 40 - 30) * 1e-5;
                world.at(start, () -> svwait[0] = world.start(Commands.DIRECTORY + "svwait", option, SERVICE));
                world.at(CHANGE, () -> change.accept(world));
                world.runUntil(SOON);
                assertThat(svwait[0].ended()).as("seed %s", seed).isTrue();
                assertThat(svwait[0].status().exitCode()).as("seed %s", seed).isZero();
            }
        }
    }

    private static void supervise(World world) {
        world.start(Init.PATH, SUPERVISE, SERVICE);
    }

    private static Consumer<World> svc(String letters) {
        return world -> world.start(Commands.DIRECTORY + "svc", letters, SERVICE);
    }

    @ParameterizedTest
    @EnumSource
    void aStop(OperatingSystem system) {
        seesAtOnce(system, "-D", "sleeper 100000", SvwaitTest::supervise, svc("-d"));
    }

    @ParameterizedTest
    @EnumSource
    void aStopWithTheEndOfSupervise(OperatingSystem system) {
        seesAtOnce(system, "-d", "sleeper 100000", SvwaitTest::supervise, svc("-dx"));
    }

    @ParameterizedTest
    @EnumSource
    void aStart(OperatingSystem system) {
        seesAtOnce(
                system,
                "-u",
                "sleeper 100000",
                world -> {
                    world.write(SERVICE + "/down", new byte[0]);
                    supervise(world);
                },
                svc("-u"));
    }

    @ParameterizedTest
    @EnumSource
    void theFirstSupervise(OperatingSystem system) {
        seesAtOnce(system, "-u", "sleeper 100000", World::startReaper, world -> world.start(SUPERVISE, SERVICE));
    }

    @ParameterizedTest
    @EnumSource
    void aServiceThatAnotherSuperviseAdopts(OperatingSystem system) {
        seesAtOnce(
                system,
                "-u",
                "sleeper 100000",
                world -> {
                    world.startReaper();
                    SimulatedProcess supervise = world.start(SUPERVISE, SERVICE);
                    world.at(1, () -> world.kernel().kill(supervise, Signal.KILL));
                },
                world -> world.start(SUPERVISE, SERVICE));
    }

    @ParameterizedTest
    @EnumSource
    void readiness(OperatingSystem system) {
        seesAtOnce(
                system,
                "-U",
                "notifier 3 1",
                world -> {
                    world.write(SERVICE + "/down", new byte[0]);
                    world.write(SERVICE + "/notification-fd", new byte[] {'3', '\n'});
                    supervise(world);
                },
                svc("-u"));
    }
}
