package io.daemontools.suite.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.Built;
import io.daemontools.suite.harness.Effort;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Sanitizers;
import io.daemontools.suite.harness.Toolset;
import io.daemontools.suite.harness.Torture;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
        int rounds = Torture.isOn() ? 1 : Effort.times(Sanitizers.watch() ? WATCHED_ROUNDS : ROUNDS);
        Path program = build(box, Stress.class);
        String sums = Stress.checksums(rounds);
        assertThat(sums.lines()).hasSize(5);
        assertThat(box.program(program.toString(), Integer.toString(rounds))
                        .within(Duration.ofMinutes(2).plusMillis(100L * rounds))
                        .run())
                .isEqualTo(Result.prints(sums));
    }

    @BeyondOriginal
    void aFullHeapIsCollectedAndGrows(Toolset tools, Sandbox box) throws Exception {
        assumeThat(tools.name()).isEqualTo("native");
        Path program = build(box, FullHeap.class);
        assertThat(box.program(program.toString()).run()).isEqualTo(Result.silent());
    }

    /** Makes a program with the native build that made the commands, and with the compiler and flags that it was given. */
    private static Path build(Sandbox box, Class<?> main) throws Exception {
        Path lib = box.directory("lib");
        for (String library : new String[] {"daemontools-common.jar", "daemontools-posix-native.jar"}) {
            Files.copy(Built.nativeTree().resolve("lib").resolve(library), lib.resolve(library));
        }
        String name = main.getSimpleName().toLowerCase(Locale.ROOT);
        jar(lib.resolve(name + ".jar"), main);
        Result result = box.program(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "io.daemontools.posix.c.build.NativeBuild",
                        lib.toString(),
                        box.dir().toString())
                .with("CC", setting("cc"))
                .with("CFLAGS", setting("cflags"))
                .with("LDFLAGS", setting("ldflags"))
                .run();
        assertThat(result.code()).as(result.out() + result.err()).isZero();
        return box.path("bin").resolve(name);
    }

    /** What the commands under test were built with, if they were not built by the plain build; otherwise as for that. */
    private static String setting(String file) throws IOException {
        Path path = Built.nativeTree().resolve(file);
        return Files.exists(path)
                ? Files.readString(path).strip()
                : System.getenv().getOrDefault(file.toUpperCase(Locale.ROOT), "");
    }

    private static void jar(Path jar, Class<?> main) throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main.getName());
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
