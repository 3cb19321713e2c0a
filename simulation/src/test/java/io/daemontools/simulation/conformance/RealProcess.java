package io.daemontools.simulation.conformance;

import io.daemontools.posix.Signal;
import io.daemontools.posix.jvm.JvmPosix;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * A process on the real kernel, in which scenarios run. It writes their records to a file, line by line, so that what was recorded
 * before it was killed is not lost.
 */
final class RealProcess {
    /** The line of the record before each scenario, up to its index in {@link Scenarios#all}. */
    static final String HEADER = "scenario ";

    private static final long MILLISECOND = 1_000_000;
    private static final int UMASK = 022;
    private static final int MODE = 0755;

    private final JvmPosix posix = JvmPosix.ofCommand();
    private final Path base;
    private final Consumer<String> lines;

    private RealProcess(Path base, Consumer<String> lines) {
        this.base = base;
        this.lines = lines;
    }

    /** Runs one scenario, or all of a kind; the arguments are the {@link RealKernel}'s. */
    public static void main(String[] arguments) throws IOException {
        Path base = Path.of(arguments[0]);
        Scenario.Kind kind = Scenario.Kind.valueOf(arguments[1]);
        PrintStream file = new PrintStream(new FileOutputStream(arguments[2]), true, StandardCharsets.ISO_8859_1);
        RealProcess process = new RealProcess(base, file::println);
        process.prepare(kind);
        List<Scenario> all = Scenarios.all();
        if (arguments.length > 3) {
            int index = Integer.parseInt(arguments[3]);
            process.run(all.get(index), index);
        } else {
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i).process() == kind) {
                    process.run(all.get(i), i);
                }
            }
        }
        process.posix.exit(0);
    }

    /** Opens what HotSpot opens once, as its files take descriptors; loads what an unprivileged process may not be able to read. */
    private void prepare(Scenario.Kind kind) {
        posix.umask(UMASK);
        for (Signal signal : List.of(Signal.HUP, Signal.INT, Signal.TERM, Signal.ALRM)) {
            posix.setDefault(signal);
        }
        Trace nowhere = new Trace(line -> {}, "/");
        Calls first = new Calls(posix, nowhere, surroundings(base));
        String directory = base.toString();
        first.poll(0, first.watchDirectory(directory), first.catchSignals(Signal.ALRM));
        first.stat(directory + "/missing");
        first.list(directory);
        first.run("true");
        first.account("root");
        first.cleanUp();
        if (kind == Scenario.Kind.UNPRIVILEGED && isRoot()) {
            posix.setgroups(Scenario.NOBODY);
            posix.setgid(Scenario.NOBODY);
            posix.setuid(Scenario.NOBODY);
        }
    }

    /** Whether this process is privileged. */
    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private void run(Scenario scenario, int index) {
        String name = scenario.process() + "-" + index;
        posix.umask(UMASK);
        posix.chdir(base.toString());
        posix.mkdir(name, MODE);
        posix.chdir(name);
        lines.accept(HEADER + index);
        Path directory = base.resolve(name);
        Calls calls = new Calls(posix, new Trace(lines, base.resolve("bin").toString()), surroundings(directory));
        calls.perform(scenario);
    }

    private Surroundings surroundings(Path directory) {
        return new Surroundings() {
            @Override
            public void symlink(String target, String path) {
                try {
                    Files.createSymbolicLink(directory.resolve(path), Path.of(target));
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }

            @Override
            public void rmdir(String path) {
                try {
                    Files.delete(directory.resolve(path));
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }

            @Override
            public void awaitStop(int process) {
                Path status = Path.of("/proc/" + process + "/stat");
                try {
                    // The state follows the program's name in parentheses.
                    while (Files.exists(status) && !Files.readString(status).contains(") T ")) {
                        posix.sleep(MILLISECOND);
                    }
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }

            @Override
            public String programs() {
                return base.resolve("bin").toString();
            }
        };
    }
}
