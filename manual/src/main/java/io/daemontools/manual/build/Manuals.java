package io.daemontools.manual.build;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.Rendered;
import io.daemontools.manual.WebPage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * Generates all manuals: {@code Manuals LIB TARGET VERSION DATE} finds those in the jars in LIB, and writes {@code
 * TARGET/share}, to be installed unchanged; {@code TARGET/manual}, the help and version texts; and {@code TARGET/html}, the pages
 * in HTML.
 *
 * <p>Part of the build. The class path contains this library and the classes of the commands.
 */
public final class Manuals {
    private static final String SOURCE = "Manual.class";
    private static final int DATE_LENGTH = "2026-01-31".length();

    private Manuals() {}

    /** Fails the build if a command has no manual, or one that does not match its options. */
    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        if (arguments.length != 4 || arguments[3].length() < DATE_LENGTH) {
            System.err.println("usage: Manuals LIB TARGET VERSION DATE");
            System.exit(100);
        }
        Path target = Path.of(arguments[1]);
        String version = arguments[2];
        String date = arguments[3].substring(0, DATE_LENGTH);
        Set<String> commands = new TreeSet<>();
        Map<String, Manual> documented = new TreeMap<>();
        for (File jar : jarsIn(Path.of(arguments[0]))) {
            for (ManualSource source : sourcesIn(jar, commands)) {
                Manual manual = source.manual();
                Rendered rendered = Rendered.of(manual, version, date);
                documented.put(rendered.command(), manual);
                write(rendered, target);
            }
        }
        commands.removeAll(documented.keySet());
        if (!commands.isEmpty()) {
            throw new IllegalStateException("without a manual: " + commands);
        }
        Path html = target.resolve("html");
        for (Map.Entry<String, Manual> entry : documented.entrySet()) {
            String page = WebPage.of(entry.getValue(), documented.keySet(), version, date);
            write(html.resolve(WebPage.file(entry.getKey())), page);
        }
        if (!documented.isEmpty()) {
            write(html.resolve("index.html"), WebPage.index(documented.values(), version));
        }
    }

    private static List<File> jarsIn(Path directory) {
        File[] jars = directory.toFile().listFiles((folder, name) -> name.endsWith(".jar"));
        if (jars == null) {
            throw new IllegalArgumentException("no directory: " + directory);
        }
        Arrays.sort(jars, Comparator.naturalOrder());
        return List.of(jars);
    }

    /** The manuals in a jar. If the jar contains a command, adds its name to {@code commands}. */
    private static List<ManualSource> sourcesIn(File jar, Set<String> commands)
            throws IOException, ReflectiveOperationException {
        List<ManualSource> sources = new ArrayList<>();
        try (JarFile file = new JarFile(jar)) {
            Manifest manifest = file.getManifest();
            if (manifest != null && manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS) != null) {
                commands.add(jar.getName().replaceFirst("\\.jar$", ""));
            }
            for (JarEntry entry : file.stream().toList()) {
                String name = entry.getName();
                if (name.startsWith("io/daemontools/") && name.endsWith(SOURCE)) {
                    sources.add(sourceOf(name.replaceFirst("\\.class$", "").replace('/', '.')));
                }
            }
        }
        return sources;
    }

    private static ManualSource sourceOf(String type) throws ReflectiveOperationException {
        return Class.forName(type)
                .asSubclass(ManualSource.class)
                .getConstructor()
                .newInstance();
    }

    private static void write(Rendered rendered, Path target) throws IOException {
        String command = rendered.command();
        write(target.resolve("share/man/man8").resolve(command + ".8"), rendered.page());
        write(target.resolve("share/bash-completion/completions").resolve(command), rendered.bashCompletion());
        write(target.resolve("share/zsh/site-functions").resolve('_' + command), rendered.zshCompletion());
        write(target.resolve("manual").resolve(command + ".help"), rendered.help());
        write(target.resolve("manual").resolve(command + ".version"), rendered.version());
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
