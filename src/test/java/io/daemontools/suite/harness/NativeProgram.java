package io.daemontools.suite.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Programs of the tests, made by the native build that made the commands, and with the compiler and flags that it was given. */
public final class NativeProgram {
    private NativeProgram() {}

    /** Makes a program of a class with a {@code main}, and of the classes of its package but the tests, in a sandbox. */
    public static Path build(Sandbox box, Class<?> main) throws IOException {
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

    /** The folder of the class files that a class is one of. */
    public static Path classPathOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the commands under test were built with, if they were not built by the plain build; otherwise as for that. */
    private static String setting(String file) throws IOException {
        Path path = Built.nativeTree().resolve(file);
        return Files.exists(path)
                ? Files.readString(path).strip()
                : System.getenv().getOrDefault(file.toUpperCase(Locale.ROOT), "");
    }

    private static void jar(Path jar, Class<?> main) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main.getName());
        String folder = main.getPackageName().replace('.', '/') + '/';
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file, manifest);
                var classes = Files.newDirectoryStream(classPathOf(main).resolve(folder), "*.class")) {
            for (Path path : classes) {
                if (!path.getFileName().toString().matches(".*IT(\\$.*)?\\.class")) {
                    entries.putNextEntry(new JarEntry(folder + path.getFileName()));
                    Files.copy(path, entries);
                    entries.closeEntry();
                }
            }
        }
    }
}
