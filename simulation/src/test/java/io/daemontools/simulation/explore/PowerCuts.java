package io.daemontools.simulation.explore;

import io.daemontools.simulation.disk.CachedDisk;
import io.daemontools.simulation.disk.Profile;
import io.daemontools.simulation.file.Directory;
import io.daemontools.simulation.file.Disk;
import io.daemontools.simulation.file.FileSystem;
import io.daemontools.simulation.file.Inode;
import io.daemontools.simulation.file.RegularFile;
import io.daemontools.simulation.kernel.Call;
import io.daemontools.simulation.kernel.Faults;
import io.daemontools.simulation.kernel.Observer;
import io.daemontools.simulation.kernel.Scheduler;
import io.daemontools.simulation.kernel.Seed;
import io.daemontools.simulation.kernel.SimulatedProcess;
import io.daemontools.simulation.kernel.Trace;
import io.daemontools.simulation.world.World;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Cuts the power after each call of a scenario, starts the machine with several of the states of the files that the disk may leave, and
 * checks each. The scenario itself runs only once, as a machine after a power cut is a copy. Calls that leave the same states are tried once.
 */
final class PowerCuts {
    /**
     * A violation.
     *
     * @param place the call after which the power was cut, and the number of the state; further ones if it was cut again
     * @param text what is wrong
     */
    record Found(String place, String text) {}

    private final LoggedService scenario;
    private final Profile profile;
    private final long seed;
    private final int states;
    private final int every;
    private final int depth;
    private final Set<Long> seen = new HashSet<>();
    private final Map<String, Found> violations = new TreeMap<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private String only = "";
    private Trace trace;
    private long calls;
    private long callsAfter;
    private long cuts;
    private long boots;

    /**
     * An exploration.
     *
     * @param seed determines the scheduling, and which states are chosen
     * @param states how many states are chosen at each call
     * @param every the power is cut at every that many of the calls that matter
     * @param depth 2 to cut it once more while the machine starts
     */
    PowerCuts(LoggedService scenario, Profile profile, long seed, int states, int every, int depth) {
        this.scenario = scenario;
        this.profile = profile;
        this.seed = seed;
        this.states = states;
        this.every = every;
        this.depth = depth;
    }

    /** Runs it. */
    PowerCuts run() {
        try (World world = new World(Scheduler.seeded(new Seed(seed), 4), Faults.NONE, profile.disk())) {
            scenario.prepare(world);
            world.kernel().observe(new Cutter(world, "", depth, every));
            world.runUntil(scenario.seconds());
            calls = world.kernel().calls();
        }
        return this;
    }

    /**
     * Starts the machine only with one of the states, and keeps the calls that it makes then.
     *
     * @param place as it is in {@link Found}
     */
    Trace reproduce(String place) {
        only = place;
        trace = Trace.keepingLines();
        run();
        return trace;
    }

    private boolean wanted(String moment) {
        return only.isEmpty() || only.equals(moment) || only.startsWith(moment + '/');
    }

    private boolean ordered() {
        return profile == Profile.EXT4;
    }

    private LogContents log(FileSystem files) {
        return new LogContents(files, ordered());
    }

    /** How many different states were started. */
    long boots() {
        return boots;
    }

    /** The kinds of violations, each with the first one. */
    Map<String, Found> violations() {
        return violations;
    }

    @Override
    public String toString() {
        return scenario.name() + ' ' + profile + " seed " + seed + ": " + calls + " calls, " + cuts + " cuts, " + boots
                + " different states started, " + callsAfter + " calls after the cuts, violations " + counts;
    }

    /** Cuts the power of one machine. */
    private final class Cutter implements Observer {
        private final World world;
        private final CachedDisk disk;
        private final String place;
        private final int levels;
        private final int step;
        private long version;
        private int moments;

        Cutter(World world, String place, int levels, int step) {
            this.world = world;
            this.place = place;
            this.levels = levels;
            this.step = step;
            disk = (CachedDisk) world.kernel().files().disk();
        }

        @Override
        public void called(SimulatedProcess process, Call call) {
            if (disk.version() != version) {
                version = disk.version();
                moments++;
                if (moments % step == 0) {
                    cut(place + "/call " + world.kernel().calls());
                }
            }
        }

        private void cut(String moment) {
            FileSystem files = world.kernel().files();
            LogContents durable = log(files.surviving(disk.durableState(), Disk.PERFECT, () -> 0));
            for (int i = 0; i < states; i++) {
                if (wanted(moment + " state " + i)) {
                    cuts++;
                    start(moment + " state " + i, durable);
                }
            }
        }

        private void start(String moment, LogContents durable) {
            Seed choices = new Seed(seed * 31 + moment.hashCode());
            try (World after = world.afterPowerCut(choices, Scheduler.seeded(choices.split(), 4))) {
                if (seen.add(hash(after.kernel().files().root()) * 31
                        + durable.lines().size())) {
                    boots++;
                    check(after, moment, durable);
                }
            }
        }

        private void check(World after, String moment, LogContents durable) {
            AfterPowerCut check = new AfterPowerCut(durable, scenario.fullDisk(), ordered());
            scenario.started(after);
            if (only.equals(moment)) {
                after.kernel().setTrace(trace);
            }
            after.kernel().observe(check);
            if (levels > 1) {
                after.kernel().observe(new Cutter(after, moment, levels - 1, every));
            }
            long before = after.kernel().calls();
            String violation;
            try {
                after.runUntil(scenario.settlingTime());
                violation = check.violation(after);
            } catch (RuntimeException | Error broken) {
                violation = broken.toString();
            }
            callsAfter += after.kernel().calls() - before;
            if (violation != null) {
                String kind = violation.replaceAll("[0-9a-f]{6,}|\\d+", "N");
                counts.merge(kind, 1, Integer::sum);
                violations.putIfAbsent(
                        kind,
                        new Found(
                                moment,
                                violation + ", log " + log(after.kernel().files())));
            }
        }

        private long hash(Inode inode) {
            long hash = inode.permissions();
            if (inode instanceof Directory directory) {
                for (String name : directory.names().stream().sorted().toList()) {
                    hash = (hash * 31 + name.hashCode()) * 1_000_003 + hash(directory.get(name));
                }
            } else if (inode instanceof RegularFile file) {
                hash = hash * 31 + file.text().hashCode() + 7L * file.links();
            }
            return hash;
        }
    }
}
