package io.daemontools.simulation.conformance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The kernel under this JVM. Scenarios run in other JVMs, as they change their process. */
final class RealKernel implements Machine {
    private static final int SIGNALED = 128;
    private static final int PATIENCE_IN_SECONDS = 120;

    private final Path base;
    private final List<Scenario> all = Scenarios.all();

    /** The records so far, by index. */
    private final Map<Integer, List<String>> records = new HashMap<>();

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

    @Override
    public List<String> run(Scenario scenario) {
        int index = all.indexOf(scenario);
        try {
            switch (scenario.process()) {
                case SHARED, UNPRIVILEGED -> {
                    if (!records.containsKey(index)) {
                        start(scenario.process(), scenario.process().name());
                    }
                }
                default -> {
                    String name = scenario.process() + "-" + index;
                    int status = start(scenario.process(), name, Integer.toString(index));
                    List<String> record = records.get(index);
                    record.add(status > SIGNALED ? "killed by signal " + (status - SIGNALED) : "exit " + status);
                    String output = Files.readString(base.resolve(name + ".output"), StandardCharsets.ISO_8859_1);
                    record.add("prints " + Trace.quoted(output));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return records.getOrDefault(index, List.of("did not run"));
    }

    /** Runs a process to its end and notes its records. */
    private int start(Scenario.Kind kind, String name, String... index) throws IOException {
        Path record = base.resolve(name + ".record");
        Process process = new ProcessBuilder(command(kind, record, index))
                .redirectInput(new File("/dev/null"))
                .redirectOutput(base.resolve(name + ".output").toFile())
                .redirectError(base.resolve(name + ".errors").toFile())
                .start();
        boolean ended = false;
        try {
            ended = process.waitFor(PATIENCE_IN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            process.destroyForcibly();
        }
        note(record);
        return ended ? process.exitValue() : -1;
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

    private void note(Path file) throws IOException {
        List<String> record = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            if (line.startsWith(RealProcess.HEADER)) {
                record = new ArrayList<>();
                records.put(Integer.parseInt(line.substring(RealProcess.HEADER.length())), record);
            } else {
                record.add(line);
            }
        }
    }
}
