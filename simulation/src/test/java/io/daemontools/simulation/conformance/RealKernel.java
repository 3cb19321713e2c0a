package io.daemontools.simulation.conformance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The kernel under this JVM. Scenarios run in other JVMs, as they change their process. */
final class RealKernel implements Machine, AutoCloseable {
    private static final String RECORD = ".record";
    private static final int SIGNALED = 128;
    private static final int PATIENCE_IN_SECONDS = 300;

    private final Path base;
    private final List<Scenario> all = Scenarios.all();

    private final ExecutorService pool =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());

    /** The records of all scenarios of a kind that share a process, by index. */
    private final Map<Scenario.Kind, Future<Map<Integer, List<String>>>> shared = new EnumMap<>(Scenario.Kind.class);

    /** The records of scenarios with a process of their own, by index. */
    private final Map<Integer, Future<List<String>>> own = new HashMap<>();

    /** Uses an empty directory. */
    RealKernel(Path base) {
        this.base = base;
        try {
            Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxrwxrwx"));
            Path programs = Files.createDirectory(base.resolve("bin"));
            for (Map.Entry<String, Programs.Both> each : Programs.byName().entrySet()) {
                Path file = programs.resolve(each.getKey());
                Files.writeString(file, "#!/bin/sh\n" + each.getValue().script() + "\n");
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Runs it, and, when it is the first, starts to run all others. */
    @Override
    public List<String> run(Scenario scenario) {
        if (shared.isEmpty()) {
            startAll();
        }
        int index = all.indexOf(scenario);
        try {
            return scenario.ownProcess()
                    ? own.get(index).get()
                    : shared.get(scenario.process()).get().getOrDefault(index, List.of("did not run"));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        }
    }

    private void startAll() {
        for (Scenario.Kind kind : List.of(Scenario.Kind.SHARED, Scenario.Kind.UNPRIVILEGED)) {
            shared.put(kind, pool.submit(() -> runShared(kind)));
        }
        for (int i = 0; i < all.size(); i++) {
            int index = i;
            if (all.get(i).ownProcess()) {
                own.put(i, pool.submit(() -> runOwn(all.get(index), index)));
            }
        }
    }

    private Map<Integer, List<String>> runShared(Scenario.Kind kind) throws IOException, InterruptedException {
        start(kind, kind.name());
        return records(kind.name());
    }

    private List<String> runOwn(Scenario scenario, int index) throws IOException, InterruptedException {
        String name = scenario.process() + "-" + index;
        int status = start(scenario.process(), name, Integer.toString(index));
        List<String> record = records(name).getOrDefault(index, new ArrayList<>());
        record.add(status > SIGNALED ? "killed by signal " + (status - SIGNALED) : "exit " + status);
        record.add("prints "
                + Trace.quoted(Files.readString(base.resolve(name + ".output"), StandardCharsets.ISO_8859_1)));
        return record;
    }

    /** Runs a process to its end and returns its exit code; -1 if it did not end in time. */
    private int start(Scenario.Kind kind, String name, String... index) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(kind, base.resolve(name + RECORD), index))
                .redirectInput(new File("/dev/null"))
                .redirectOutput(base.resolve(name + ".output").toFile())
                .redirectError(base.resolve(name + ".errors").toFile())
                .start();
        try {
            return process.waitFor(PATIENCE_IN_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } finally {
            process.destroyForcibly();
        }
    }

    /** Stops what still runs. */
    @Override
    public void close() {
        pool.shutdownNow();
    }

    private List<String> command(Scenario.Kind kind, Path record, String... index) {
        boolean few = kind == Scenario.Kind.FEW_DESCRIPTORS;
        List<String> command = new ArrayList<>(List.of(
                "/usr/bin/env",
                "PATH=" + base.resolve("bin") + ":/usr/bin:/bin",
                "TZ=UTC0",
                "VARIABLE=value",
                "/bin/sh",
                "-c",
                (few ? "ulimit -S -n " + Scenario.FEW + "; " : "") + "exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-XX:-UseContainerSupport",
                "-XX:-MaxFDLimit",
                "-XX:+DisableAttachMechanism",
                "-Dfile.encoding=ISO-8859-1",
                "-cp",
                System.getProperty("java.class.path"),
                RealProcess.class.getName(),
                base.toString(),
                kind.name(),
                record.toString()));
        command.addAll(List.of(index));
        return command;
    }

    private Map<Integer, List<String>> records(String name) throws IOException {
        Map<Integer, List<String>> records = new HashMap<>();
        List<String> record = new ArrayList<>();
        for (String line : Files.readAllLines(base.resolve(name + RECORD), StandardCharsets.ISO_8859_1)) {
            if (line.startsWith(RealProcess.HEADER)) {
                record = new ArrayList<>();
                records.put(Integer.parseInt(line.substring(RealProcess.HEADER.length())), record);
            } else {
                record.add(line);
            }
        }
        return records;
    }
}
