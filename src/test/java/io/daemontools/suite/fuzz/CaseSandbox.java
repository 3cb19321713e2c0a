package io.daemontools.suite.fuzz;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.CProgram;
import io.daemontools.suite.harness.Sandbox;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The C programs that cases need, and directories for runners. */
final class CaseSandbox {
    /** The commands that {@code note.c} replaces. */
    private static final List<String> STAND_INS = List.of("supervise", "svc", "svscan", "readproctitle");

    private static final Duration SLOWEST = Await.patiently(Duration.ofSeconds(30));

    /** A directory in which writes to the disk take no time. */
    private static final Path MEMORY = Path.of("/dev/shm");

    private final Sandbox box;
    private final Path place;
    private final Path cases;
    private final Path stage;
    private final Path probe;
    private final Path note;

    private CaseSandbox(Sandbox box, Path place, Path cases, Path stage, Path probe, Path note) {
        this.box = box;
        this.place = place;
        this.cases = cases;
        this.stage = stage;
        this.probe = probe;
        this.note = note;
    }

    static CaseSandbox in(Sandbox box) throws IOException {
        CProgram.copy(box, "cases_files.h");
        Path note = CProgram.program(box, "note.c", "-static");
        return new CaseSandbox(
                box,
                place(box, note),
                CProgram.program(box, "cases.c"),
                CProgram.program(box, "stage.c", "-static"),
                CProgram.program(box, "probe.c", "-static", "-DPROBE_REPORT=\"report\""),
                note);
    }

    /** In memory, if programs may be run there. */
    private static Path place(Sandbox box, Path program) throws IOException {
        if (!Files.isWritable(MEMORY)) {
            return box.dir();
        }
        Path place = Files.createTempDirectory(MEMORY, "daemontools-suite");
        box.closeLater((Closeable) () -> remove(place));
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path copy = Files.copy(program, place.resolve("program"));
        return Files.isExecutable(copy) ? place : box.dir();
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Makes runners, each in its directory, after all programs have been compiled. */
    List<CaseRunner> runners(int count) throws IOException {
        List<Path> directories = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            directories.add(directory("runner" + i));
        }
        List<CaseRunner> runners = new ArrayList<>();
        for (Path directory : directories) {
            Process process = new ProcessBuilder(cases.toString(), Long.toString(SLOWEST.toSeconds()))
                    .directory(directory.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            box.closeLater((Closeable) process::destroy);
            runners.add(new CaseRunner(directory, stage, process));
        }
        return runners;
    }

    private Path directory(String name) throws IOException {
        Path directory = Files.createDirectory(place.resolve(name));
        for (String tools : List.of("tools", "tools-native", "tools-jvm", "tools-original")) {
            Path folder = Files.createDirectory(directory.resolve(tools));
            for (String standIn : STAND_INS) {
                Files.copy(note, folder.resolve(standIn));
            }
        }
        Files.copy(probe, directory.resolve("tools/probe"));
        return directory;
    }
}
