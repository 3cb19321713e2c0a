package io.daemontools.suite;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.daemontools.suite.harness.Built;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The repository that this test was built from: its files, and the class files that were made of its modules. */
final class Repository {
    /** The output of a build, and the files of editors. */
    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".idea", ".vscode", ".settings");

    private static final Path ROOT = Built.repository();

    /** Runs only on HotSpot, for the build or the manuals; the rest is compiled to C as well. */
    static final DescribedPredicate<JavaClass> NEVER_NATIVE = describe(
            "is a manual or builds programs",
            type -> type.getSimpleName().endsWith("Manual")
                    || type.getPackageName().endsWith(".build"));

    /** The classes whose native methods are C functions and constants. */
    static final Set<String> C_FUNCTIONS = Set.of(
            "io.daemontools.posix.c.C",
            "io.daemontools.posix.c.CMemory",
            "io.daemontools.posix.c.CSignals",
            "io.daemontools.posix.c.CStatvfs",
            "io.daemontools.posix.c.CTerminal");

    private Repository() {}

    /** The modules that are commands, by their names: those that name their main class. */
    static List<String> commands() {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.filter(folder -> contains(folder.resolve("pom.xml"), "<main.class>io."))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The modules that run on either implementation of Posix. */
    static List<String> commonAndCommands() {
        return Stream.concat(Stream.of("common"), commands().stream()).toList();
    }

    /** The classes of some modules. */
    static JavaClasses classesOf(List<String> modules) {
        List<Path> folders = modules.stream()
                .map(module -> ROOT.resolve(module).resolve("target/classes"))
                .toList();
        folders.forEach(folder -> {
            if (!Files.isDirectory(folder)) {
                throw new AssertionError("not compiled: " + folder);
            }
        });
        return new ClassFileImporter().importPaths(folders);
    }

    /** All source files, by their names within the repository. */
    static Stream<Path> files() {
        try {
            return walk(ROOT).stream().map(ROOT::relativize);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The test sources of all modules, by the names of their classes. */
    static Map<String, Path> tests() {
        Map<String, Path> tests = new HashMap<>();
        files().filter(file -> file.toString().contains("src/test/java")
                        && file.toString().endsWith(".java"))
                .forEach(file -> tests.put(file.getFileName().toString().replace(".java", ""), file));
        return tests;
    }

    /** Where a file is. */
    static Path path(String file) {
        return ROOT.resolve(file);
    }

    /** The bytes of a file, a char each. */
    static String content(Path file) {
        try {
            return Files.readString(ROOT.resolve(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Path> walk(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> files = new ArrayList<>();
            for (Path entry : entries.sorted().toList()) {
                if (NOT_OURS.contains(entry.getFileName().toString())) {
                    continue;
                }
                if (Files.isDirectory(entry)) {
                    files.addAll(walk(entry));
                } else {
                    files.add(entry);
                }
            }
            return files;
        }
    }

    private static boolean contains(Path file, String text) {
        return Files.exists(file) && content(file).contains(text);
    }
}
