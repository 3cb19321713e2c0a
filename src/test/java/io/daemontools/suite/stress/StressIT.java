package io.daemontools.suite.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.Effort;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Sanitizers;
import io.daemontools.suite.harness.Toolset;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** {@link Stress} as a native program, made as the commands are, prints what HotSpot does. */
class StressIT {
    private static final String CLASSES = "io/daemontools/suite/stress/";

    /** A mistake of TeaVM's collector showed at a thousand, or not at all, by how long the program's name was. */
    private static final int ROUNDS = 500;

    private static final int WATCHED_ROUNDS = 50;

    @BeyondOriginal
    void leadsToTheSameSumsAsOnHotspot(Toolset tools, Sandbox box) throws Exception {
        assumeThat(tools.name()).isEqualTo("native");
        int rounds = Effort.times(Sanitizers.watch() ? WATCHED_ROUNDS : ROUNDS);
        Path program = build(box);
        String sums = Stress.checksums(rounds);
        assertThat(sums.lines()).hasSize(4);
        assertThat(box.program(program.toString(), Integer.toString(rounds))
                        .within(Duration.ofMinutes(2).plusMillis(100L * rounds))
                        .run())
                .isEqualTo(Result.prints(sums));
    }

    /** Makes the program with the native build that made the commands, and with the sanitizers if they were. */
    private static Path build(Sandbox box) throws Exception {
        Path lib = box.directory("lib");
        for (String library : new String[] {"daemontools-common.jar", "daemontools-posix-native.jar"}) {
            Files.copy(Path.of(System.getProperty("daemontools.native"), "lib", library), lib.resolve(library));
        }
        jar(lib.resolve("stress.jar"));
        Result result = box.program(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "io.daemontools.posix.c.build.NativeBuild",
                        lib.toString(),
                        box.dir().toString())
                .with("CFLAGS", String.join(" ", Sanitizers.compileFlags()))
                .with("LDFLAGS", String.join(" ", Sanitizers.linkFlags()))
                .run();
        assertThat(result.code()).as(result.out() + result.err()).isZero();
        return box.path("bin/stress");
    }

    private static void jar(Path jar) throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Stress.class.getName());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file, manifest)) {
            for (Path path : classes()) {
                entries.putNextEntry(new JarEntry(CLASSES + path.getFileName()));
                Files.copy(path, entries);
                entries.closeEntry();
            }
        }
    }

    private static List<Path> classes() throws Exception {
        Path root = Path.of(
                Stress.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<Path> classes = new ArrayList<>();
        try (var paths = Files.newDirectoryStream(root.resolve(CLASSES), "*.class")) {
            for (Path path : paths) {
                if (!path.getFileName().toString().startsWith("StressIT")) {
                    classes.add(path);
                }
            }
        }
        return classes;
    }
}
