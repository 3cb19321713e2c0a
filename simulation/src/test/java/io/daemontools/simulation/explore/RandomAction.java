package io.daemontools.simulation.explore;

import io.daemontools.posix.Clocks;
import io.daemontools.posix.Signal;
import io.daemontools.simulation.file.Credentials;
import io.daemontools.simulation.file.FileSystem;
import io.daemontools.simulation.kernel.Kernel;
import io.daemontools.simulation.kernel.Seed;
import io.daemontools.simulation.kernel.SimulatedProcess;
import io.daemontools.simulation.world.Commands;
import io.daemontools.simulation.world.World;
import java.util.List;
import java.util.Locale;

/**
 * What is done to a machine from outside.
 *
 * @param kind what
 * @param seconds when, after the beginning
 * @param service the service that it is about
 * @param detail the option of svc, or the program of the process that gets a signal
 * @param number which of several processes; how far the clock is set; how long a process is stopped
 */
record RandomAction(Kind kind, double seconds, RandomService service, String detail, int number) {
    /** The kinds of actions. */
    private enum Kind {
        SVC,
        SVC_LOG,
        KILL,
        STOP,
        SET_CLOCK,
        ADD,
        HIDE,
        REMOVE,
        RENAME,
        DOWN_FILE
    }

    private static final List<Kind> KINDS = List.of(
            Kind.SVC,
            Kind.SVC,
            Kind.SVC,
            Kind.SVC,
            Kind.SVC,
            Kind.SVC_LOG,
            Kind.SVC_LOG,
            Kind.KILL,
            Kind.KILL,
            Kind.KILL,
            Kind.STOP,
            Kind.STOP,
            Kind.SET_CLOCK,
            Kind.ADD,
            Kind.HIDE,
            Kind.REMOVE,
            Kind.RENAME,
            Kind.DOWN_FILE);
    private static final List<String> OPTIONS = List.of(
            "-u", "-d", "-o", "-p", "-c", "-h", "-a", "-i", "-t", "-k", "-x", "-du", "-tc", "-dx", "-pd", "-ux");
    private static final List<String> KILLED = List.of("svscan", "supervise", "supervise", "multilog", "printer");

    /** Not what supervise runs, or is about to run: of that it learns only what {@code svc -p} does. */
    private static final List<String> STOPPED = List.of("svscan", "supervise");

    private static final int DAY = 86_400;
    private static final int DAYS = 4000;
    private static final double SECONDS_A_STEP = 0.1;
    private static final int STEPS = 50;

    /** An action at a time. */
    static RandomAction of(Seed seed, double seconds, List<RandomService> services) {
        Kind kind = seed.oneOf(KINDS);
        RandomService service = seed.oneOf(services);
        String option = seed.oneOf(OPTIONS);
        String killed = seed.oneOf(KILLED);
        String stopped = seed.oneOf(STOPPED);
        String detail = switch (kind) {
            case KILL -> killed;
            case STOP -> stopped;
            default -> option;
        };
        return new RandomAction(kind, seconds, service, detail, seed.below(DAYS));
    }

    /** Does it. */
    void perform(World world) {
        Kernel kernel = world.kernel();
        switch (kind) {
            case SVC -> svc(world, service.directory());
            case SVC_LOG -> svc(world, service.directory() + "/log");
            case KILL -> {
                SimulatedProcess target = target(kernel);
                if (target != null) {
                    kernel.kill(target, Signal.KILL);
                }
            }
            case STOP -> {
                SimulatedProcess target = target(kernel);
                if (target != null && target.executed()) {
                    kernel.kill(target, Signal.STOP);
                    world.at(
                            kernel.timeline().passed() / (double) Clocks.SECOND + SECONDS_A_STEP * (1 + number % STEPS),
                            () -> kernel.kill(target, Signal.CONT));
                }
            }
            case SET_CLOCK -> {
                long days = number - DAYS / 2L;
                kernel.timeline().setWallClock(kernel.timeline().wallClock() + days * DAY * Clocks.SECOND);
            }
            case ADD -> service.make(world);
            case HIDE -> rename(world, World.SERVICES + "/." + service.name());
            case REMOVE -> {
                if (present(world)) {
                    String hidden = World.SERVICES + "/." + service.name();
                    rename(world, hidden);
                    world.start(Commands.DIRECTORY + "svc", "-dx", hidden, hidden + "/log");
                }
            }
            case RENAME -> rename(world, service.directory() + "2");
            case DOWN_FILE -> {
                if (present(world)) {
                    kernel.files().write(service.directory() + "/down", 0644, "");
                }
            }
        }
    }

    private void svc(World world, String directory) {
        world.start(Commands.DIRECTORY + "svc", detail, directory);
    }

    private SimulatedProcess target(Kernel kernel) {
        List<SimulatedProcess> found = kernel.processes().all().stream()
                .filter(process -> !process.ended() && process.path().endsWith('/' + detail))
                .toList();
        return found.isEmpty() ? null : found.get(number % found.size());
    }

    private boolean present(World world) {
        return world.kernel().files().get(service.directory()) != null;
    }

    private void rename(World world, String to) {
        FileSystem files = world.kernel().files();
        if (present(world) && files.get(to) == null) {
            files.rename(
                    files.find(files.root(), service.directory(), Credentials.ROOT),
                    files.find(files.root(), to, Credentials.ROOT),
                    Credentials.ROOT);
        }
    }

    /** When and what. */
    @Override
    public String toString() {
        String what = kind.toString().toLowerCase(Locale.ROOT).replace('_', ' ');
        String object = switch (kind) {
            case SVC, SVC_LOG -> detail + " " + service.name();
            case KILL -> detail;
            case STOP -> detail + " for " + (1 + number % STEPS) + "00 ms";
            case SET_CLOCK -> "by " + (number - DAYS / 2) + " days";
            default -> service.name();
        };
        return seconds + " s: " + what + " " + object;
    }
}
