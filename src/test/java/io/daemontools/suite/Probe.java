package io.daemontools.suite;

import io.daemontools.suite.harness.CProgram;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that reports the state it was started in, and a stage for the command that runs it: {@code probe.c} and {@code
 * stage.c} describe it.
 */
final class Probe {
    private static final String REPORT = "report";
    private static final String ERRORS = "errors";

    private final Sandbox box;
    private final Path program;
    private final Path stage;

    private Probe(Sandbox box, Path program, Path stage) {
        this.box = box;
        this.program = program;
        this.stage = stage;
    }

    /** Makes it in a sandbox, in which it can be run once at a time. */
    static Probe in(Sandbox box) throws IOException {
        Path program = CProgram.program(box, "probe.c", "-static", "-DPROBE_REPORT=\"" + box.path(REPORT) + "\"");
        return new Probe(box, program, CProgram.program(box, "stage.c"));
    }

    /** Its path. */
    String path() {
        return program.toString();
    }

    /**
     * Runs a command on a stage.
     *
     * @param directives the stage's; what is written to descriptor 2 should go to where {@code append=2} leads
     * @param command its path, its name and its arguments
     * @return how it ended, what it wrote to standard error, and the report, if there is one
     */
    List<String> run(List<String> directives, List<String> command) throws IOException {
        Path report = emptyFile(REPORT);
        emptyFile(ERRORS);
        List<String> argv = new ArrayList<>(List.of(stage.toString()));
        argv.addAll(directives);
        argv.add("--");
        argv.addAll(command);
        Running running = box.program(argv.toArray(String[]::new)).start();
        List<String> seen = new ArrayList<>();
        seen.add("exit " + running.ended());
        seen.add("errors " + running.err() + box.content(ERRORS));
        for (String line : Files.readAllLines(report, StandardCharsets.ISO_8859_1)) {
            seen.add(line.startsWith("process ") ? "in place: " + line.equals("process " + running.pid()) : line);
        }
        return seen;
    }

    /** The same file each time, for anyone to write to. */
    private Path emptyFile(String name) throws IOException {
        Path file = box.file(name, "");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    }

    /** The lines that only one of two reports has. */
    static List<String> difference(List<String> expected, List<String> actual) {
        List<String> difference = new ArrayList<>();
        expected.stream().filter(line -> !actual.contains(line)).forEach(line -> difference.add("missing: " + line));
        actual.stream().filter(line -> !expected.contains(line)).forEach(line -> difference.add("instead: " + line));
        if (difference.isEmpty() && !expected.equals(actual)) {
            difference.add("another order: " + actual);
        }
        return difference;
    }
}
