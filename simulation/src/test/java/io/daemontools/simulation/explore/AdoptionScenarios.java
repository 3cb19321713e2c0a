package io.daemontools.simulation.explore;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Signal;
import io.daemontools.service.HistoryCodec;
import io.daemontools.service.RunStart;
import io.daemontools.simulation.file.Disk;
import io.daemontools.simulation.file.RegularFile;
import io.daemontools.simulation.kernel.Faults;
import io.daemontools.simulation.kernel.Scheduler;
import io.daemontools.simulation.kernel.Seed;
import io.daemontools.simulation.kernel.SimulatedProcess;
import io.daemontools.simulation.world.Commands;
import io.daemontools.simulation.world.SuperviseWithoutHistory;
import io.daemontools.simulation.world.World;
import java.util.List;
import java.util.function.Consumer;

/**
 * Scenarios in which a supervise finds the process of its service's last run, or another process with its id. Bystanders, which are
 * no service, take the ids that become free.
 */
final class AdoptionScenarios {
    private static final String LOG = "t ./main";
    private static final String STATE = World.SERVICES + "/a/supervise/";
    private static final String HISTORY = STATE + "history";
    private static final int BYSTANDERS = 6;

    private AdoptionScenarios() {}

    /** All of them. */
    static List<Scenario> all() {
        return List.of(
                scenario("adopted", 5, AdoptionScenarios::adopted),
                scenario("pid-reused", 6, AdoptionScenarios::pidReused),
                scenario("former-boot", 4, AdoptionScenarios::formerBoot),
                scenario("copied", 9, AdoptionScenarios::copied),
                scenario("original-between", 6, AdoptionScenarios::originalBetween),
                scenario("torn-history", 6, AdoptionScenarios::tornHistory),
                scenario("forged-history", 6, AdoptionScenarios::forgedHistory));
    }

    private static Scenario scenario(String name, double seconds, Consumer<World> preparation) {
        return WrittenScenario.withInit(name, seconds, true, preparation);
    }

    private static void service(World world) {
        world.loggedService("a", "printer a 300", LOG);
    }

    /** Twice in a row, and it then gets signals. */
    private static void adopted(World world) {
        service(world);
        world.at(1.5, () -> kill(world, "supervise"));
        world.at(2.7, () -> kill(world, "supervise"));
        commands(world, 3.8);
    }

    /** The service and its supervise are killed; svscan is late. */
    private static void pidReused(World world) {
        service(world);
        world.at(1.5, () -> killWithService(world));
        bystanders(world, 1.6);
        commands(world, 3.5);
    }

    /** The record is that of a machine before its power was cut. Its process id is that of a bystander. */
    private static void formerBoot(World world) {
        service(world);
        try (World former = new World(
                Scheduler.seeded(new Seed(1), 4),
                Faults.NONE,
                Disk.PERFECT,
                world.kernel().system())) {
            former.startReaper();
            former.runUntil(0.1);
            try (World rebooted = former.afterPowerCut(new Seed(1), Scheduler.seeded(new Seed(2), 4))) {
                service(rebooted);
                rebooted.startInit();
                rebooted.runUntil(1.5);
                for (String name : List.of("history", "status")) {
                    world.write(STATE + name, content(rebooted, STATE + name));
                }
            }
        }
        FileStatus status = new FileStatus();
        world.kernel().files().get(HISTORY).describe(status);
        change(world, start -> start.setFile((int) Bytes.hash(status.device(), status.inode())));
        world.at(0, () -> {
            for (int i = 0; i < 2 * BYSTANDERS; i++) {
                world.start("/bin/sleeper", "100000");
            }
        });
        commands(world, 2);
    }

    /** The directory is copied with everything in it while its service runs. */
    private static void copied(World world) {
        world.service("a", "printer a 300");
        world.at(1.5, () -> world.copy("a", "b"));
        world.commandAt(7.5, "svc", "-t", "/service/b");
        world.commandAt(8.5, "svc", "-d", "/service/b");
    }

    /** A supervise that keeps no history has a run of its own, which is killed with it. */
    private static void originalBetween(World world) {
        service(world);
        world.at(1.4, () -> world.replaceCommand("supervise", new SuperviseWithoutHistory()));
        world.at(1.5, () -> killWithService(world));
        world.at(3.4, () -> world.replaceCommand("supervise", Commands.supervise()));
        world.at(3.5, () -> killWithService(world));
        bystanders(world, 3.6);
        commands(world, 5);
    }

    /** A part of the record is missing. */
    private static void tornHistory(World world) {
        service(world);
        world.at(1.5, () -> {
            killWithService(world);
            if (world.kernel().files().get(HISTORY) instanceof RegularFile history
                    && history.size() > 2 * HistoryCodec.HALF) {
                history.truncate((int) history.size() - HistoryCodec.HALF - HistoryCodec.HALF / 2);
            }
        });
        bystanders(world, 1.6);
        world.at(3.5, () -> kill(world, "supervise"));
        commands(world, 5);
    }

    /** The record has the process id of a bystander. */
    private static void forgedHistory(World world) {
        service(world);
        world.at(1.5, () -> {
            killWithService(world);
            int bystander = world.start("/bin/sleeper", "100000").pid();
            change(world, start -> start.setPid(bystander));
        });
        commands(world, 3.5);
    }

    /** Changes the first record of the history. */
    private static void change(World world, Consumer<RunStart> change) {
        RunStart start = new RunStart();
        if (world.kernel().files().get(HISTORY) instanceof RegularFile file
                && file.size() >= 2 * HistoryCodec.SIZE
                && HistoryCodec.decode(file.bytes(), HistoryCodec.SIZE, start)) {
            byte[] history = file.bytes();
            change.accept(start);
            HistoryCodec.encode(start, history, HistoryCodec.SIZE);
            world.write(HISTORY, history);
        }
    }

    private static byte[] content(World world, String path) {
        return ((RegularFile) world.kernel().files().get(path)).bytes();
    }

    private static void commands(World world, double seconds) {
        double interval = 0.4;
        world.commandAt(seconds, "svc", "-t", "/service/a");
        world.commandAt(seconds + interval, "svc", "-h", "/service/a");
        world.commandAt(seconds + 2 * interval, "svc", "-d", "/service/a");
    }

    private static void bystanders(World world, double seconds) {
        double interval = 0.01;
        for (int i = 0; i < BYSTANDERS; i++) {
            world.at(seconds + interval * i, () -> world.start("/bin/sleeper", "100000"));
        }
    }

    /** Kills the supervise of the service, and its run; svscan does not see it for half a second. */
    private static void killWithService(World world) {
        for (SimulatedProcess process : List.copyOf(world.kernel().processes().all())) {
            if (process.path().endsWith("/svscan")) {
                world.kernel().kill(process, Signal.STOP);
                world.at(world.seconds() + 0.5, () -> world.kernel().kill(process, Signal.CONT));
            }
        }
        kill(world, "supervise");
        kill(world, "printer");
    }

    private static void kill(World world, String program) {
        for (SimulatedProcess process : List.copyOf(world.kernel().processes().all())) {
            boolean inService =
                    process.workingDirectory() == world.kernel().files().get(World.SERVICES + "/a");
            if (inService && process.executed() && process.path().endsWith('/' + program)) {
                world.kernel().kill(process, Signal.KILL);
            }
        }
    }
}
