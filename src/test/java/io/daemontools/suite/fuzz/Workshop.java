package io.daemontools.suite.fuzz;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.CProgram;
import io.daemontools.suite.harness.Privileges;
import io.daemontools.suite.harness.Sandbox;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The C programs that cases need, and directories for runners. */
final class Workshop {
    /** What {@code note.c} stands in for. */
    private static final List<String> STAND_INS = List.of("supervise", "svc", "svscan", "readproctitle");

    private static final Duration SLOWEST = Await.patiently(Duration.ofSeconds(30));

    private final Sandbox box;
    private final Path cases;
    private final Path stage;
    private final Path probe;
    private final Path note;

    private Workshop(Sandbox box, Path cases, Path stage, Path probe, Path note) {
        this.box = box;
        this.cases = cases;
        this.stage = stage;
        this.probe = probe;
        this.note = note;
    }

    static Workshop in(Sandbox box) throws IOException {
        CProgram.copy(box, "cases_files.h");
        return new Workshop(
                box,
                CProgram.program(box, "cases.c"),
                CProgram.program(box, "stage.c", "-static"),
                CProgram.program(box, "probe.c", "-static", "-DPROBE_REPORT=\"report\""),
                CProgram.program(box, "note.c", "-static"));
    }

    /** So many runners, each in its directory; all programs are there before the first is started. */
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
        Path directory = box.directory(name);
        for (String tools : List.of("tools", "tools-native", "tools-jvm", "tools-original")) {
            box.directory(name + "/" + tools);
            for (String standIn : STAND_INS) {
                Files.createLink(directory.resolve(tools).resolve(standIn), note);
            }
        }
        Files.createLink(directory.resolve("tools/probe"), probe);
        if (Privileges.root()) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return directory;
    }
}
