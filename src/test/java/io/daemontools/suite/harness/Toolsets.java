package io.daemontools.suite.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The toolsets of this run.
 *
 * <p>{@code daemontools.native.bin}, {@code daemontools.jvm.bin} and {@code daemontools.original.bin} name their directories; by
 * default those of the build, and /usr/bin for the original. {@code daemontools.toolsets} (a comma list) chooses among them,
 * {@code daemontools.require} names those of them without which every test fails.
 */
public final class Toolsets {

    private static final List<String> NAMES = List.of(Toolset.NATIVE, Toolset.JVM, Toolset.ORIGINAL);
    private static final List<String> MISSING = new ArrayList<>();
    private static final List<Toolset> PRESENT = find();

    private Toolsets() {}

    /** Every toolset that is here and was chosen. */
    public static List<Toolset> all() {
        List<String> required = new ArrayList<>(names("daemontools.require"));
        List<String> chosen = names("daemontools.toolsets");
        required.removeIf(name -> !chosen.isEmpty() && !chosen.contains(name));
        PRESENT.forEach(toolset -> required.remove(toolset.name()));
        if (!required.isEmpty()) {
            throw new AssertionError("required toolsets are not here: " + required + "; left out: " + MISSING);
        }
        return PRESENT;
    }

    /** Those that are not the original. */
    public static List<Toolset> built() {
        return all().stream().filter(toolset -> !toolset.isOriginal()).toList();
    }

    /** daemontools 0.76, if it is here. */
    public static Optional<Toolset> original() {
        return all().stream().filter(Toolset::isOriginal).findFirst();
    }

    private static List<Toolset> find() {
        List<String> chosen = names("daemontools.toolsets");
        List<Toolset> present = new ArrayList<>();
        for (String name : NAMES) {
            if (chosen.isEmpty() || chosen.contains(name)) {
                add(name, present);
            }
        }
        if (!MISSING.isEmpty()) {
            System.out.println("suite: runs on " + present + ", left out: " + String.join(", ", MISSING));
        }
        return List.copyOf(present);
    }

    private static void add(String name, List<Toolset> present) {
        Path bin = name.equals(Toolset.ORIGINAL)
                ? Path.of(System.getProperty("daemontools.original.bin", "/usr/bin"))
                : Built.commands(name);
        Toolset toolset = new Toolset(name, bin.toAbsolutePath());
        if (!Files.isExecutable(Path.of(toolset.command("svscan")))) {
            MISSING.add(name + " (no svscan in " + bin + ")");
        } else if (toolset.isOriginal() && !is076(toolset)) {
            MISSING.add(name + " (" + bin + " is not 0.76)");
        } else {
            present.add(usable(toolset));
        }
    }

    private static Toolset usable(Toolset toolset) {
        try {
            return toolset.usable();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its successors have more letters; this version has an option that 0.76 takes for a directory. */
    private static boolean is076(Toolset toolset) {
        return firstLine(toolset.command("svc"), "-?").equals("svc options: " + SVC_OPTIONS)
                && firstLine(toolset.command("svok"), "--version").startsWith("svok: fatal: unable to chdir");
    }

    private static final String SVC_OPTIONS =
            "u up, d down, o once, x exit, p pause, c continue, h hup, a alarm, i interrupt, t term, k kill";

    private static String firstLine(String... argv) {
        try {
            Process process = Spawner.start(new ProcessBuilder(argv).redirectErrorStream(true));
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1)
                    .lines()
                    .filter(line -> !line.contains("illegal option"))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    private static List<String> names(String property) {
        return Stream.of(System.getProperty(property, "").split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
