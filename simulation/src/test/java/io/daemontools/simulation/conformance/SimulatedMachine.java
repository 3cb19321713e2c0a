package io.daemontools.simulation.conformance;

import io.daemontools.posix.Account;
import io.daemontools.posix.Posix;
import io.daemontools.posix.Resource;
import io.daemontools.posix.Spawn;
import io.daemontools.posix.WaitStatus;
import io.daemontools.simulation.file.Credentials;
import io.daemontools.simulation.file.Disk;
import io.daemontools.simulation.file.RegularFile;
import io.daemontools.simulation.kernel.Faults;
import io.daemontools.simulation.kernel.Kernel;
import io.daemontools.simulation.kernel.Scheduler;
import io.daemontools.simulation.kernel.Seed;
import io.daemontools.simulation.os.OperatingSystem;
import io.daemontools.simulation.program.Program;
import java.util.ArrayList;
import java.util.List;

/** A simulated kernel for each scenario. */
final class SimulatedMachine implements Machine {
    private static final String PROGRAMS = "/bin";
    private static final String DIRECTORY = "/scenario";
    private static final String OUTPUT = "/output";
    private static final String INIT = "/sbin/init";
    private static final String SCENARIO = "/sbin/scenario";
    private static final int UMASK = 022;
    private static final int ANYBODY = 0777;

    private final long seed;
    private final boolean root;
    private final OperatingSystem system;

    /**
     * A machine.
     *
     * @param seed determines the interleaving of processes
     * @param root whether scenarios run with privileges unless they are to run without
     * @param system whose rules its kernel follows
     */
    SimulatedMachine(long seed, boolean root, OperatingSystem system) {
        this.seed = seed;
        this.root = root;
        this.system = system;
    }

    @Override
    public List<String> run(Scenario scenario) {
        List<String> record = new ArrayList<>();
        try (Kernel kernel = new Kernel(Scheduler.seeded(new Seed(seed), 4), Faults.NONE, Disk.PERFECT, system)) {
            Programs.byName().forEach((name, both) -> kernel.install(PROGRAMS + '/' + name, both.program()));
            kernel.accounts().put("root", new Account(0, 0));
            kernel.files().makeDirectories(DIRECTORY);
            kernel.files().chmod(kernel.files().get(DIRECTORY), ANYBODY, Credentials.ROOT);
            kernel.install(SCENARIO, process(scenario, record, surroundings(kernel)));
            boolean[] ended = new boolean[1];
            kernel.install(INIT, (arguments, posix) -> {
                WaitStatus status = start(posix);
                ended[0] = true;
                if (scenario.ownProcess()) {
                    record.add(Calls.shown(status));
                    record.add("prints "
                            + Trace.quoted(((RegularFile) kernel.files().get(OUTPUT)).text()));
                }
                return 0;
            });
            kernel.start(List.of(INIT), "PATH=" + PROGRAMS, "TZ=UTC0", "VARIABLE=value");
            kernel.run();
            if (!ended[0]) {
                record.add("waits without end");
            }
        }
        return record;
    }

    /** Process 1: starts the scenario's process, and waits for its end and those of its orphans. */
    private static WaitStatus start(Posix posix) {
        int output = posix.openTruncate(OUTPUT);
        int process = posix.spawn(Spawn.program("init: ", SCENARIO).dup2("init: ", output, Posix.STDOUT));
        WaitStatus status = new WaitStatus();
        int ended;
        do {
            ended = posix.waitpid(Posix.ANY_CHILD, status);
        } while (ended != process);
        return status;
    }

    private Program process(Scenario scenario, List<String> record, Surroundings surroundings) {
        return (arguments, posix) -> {
            posix.umask(UMASK);
            posix.chdir(DIRECTORY);
            if (scenario.process() == Scenario.Kind.FEW_DESCRIPTORS) {
                posix.setSoftLimit(Resource.OPEN_FILES, Scenario.FEW);
            }
            if (!root || scenario.process() == Scenario.Kind.UNPRIVILEGED) {
                posix.setgroups(Scenario.NOBODY);
                posix.setgid(Scenario.NOBODY);
                posix.setuid(Scenario.NOBODY);
            }
            posix.mkdir("own", 0755);
            posix.chdir("own");
            new Calls(posix, new Trace(record::add, PROGRAMS), surroundings).perform(scenario);
            return 0;
        };
    }

    private static Surroundings surroundings(Kernel kernel) {
        return new Surroundings() {
            @Override
            public void symlink(String target, String path) {
                kernel.files()
                        .symlink(
                                kernel.files().find(kernel.files().root(), absolute(path), Credentials.ROOT),
                                target,
                                Credentials.ROOT);
            }

            @Override
            public void rmdir(String path) {
                kernel.files().removeTree(absolute(path));
            }

            /** STOP acts at once. */
            @Override
            public void awaitStop(int process) {}

            private String absolute(String path) {
                return DIRECTORY + "/own/" + path;
            }

            @Override
            public String programs() {
                return PROGRAMS;
            }
        };
    }
}
