package io.daemontools.posix.jvm.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The jars of the tree. Each jar with a main class is a command with the jar's name. */
final class Library {
    /** A command: its name and its main class. */
    record Program(String name, String mainClass) {}

    /** The jars that every command needs come first, for faster lookup. The order must not change: the archive depends on it. */
    private static final List<String> FIRST =
            List.of("daemontools-posix-jvm", "daemontools-common", "jffi", "jnr-constants");

    private final Path directory;
    private final List<Path> jars;
    private final List<Program> commands;

    private Library(Path directory, List<Path> jars, List<Program> commands) {
        this.directory = directory;
        this.jars = jars;
        this.commands = commands;
    }

    static Library in(Path directory) throws IOException {
        List<Path> jars;
        try (Stream<Path> files = Files.list(directory)) {
            jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted(Comparator.comparingInt(Library::rank).thenComparing(Path::getFileName))
                    .toList();
        }
        List<Program> commands = new ArrayList<>();
        for (Path jar : jars) {
            String mainClass = mainClass(jar);
            if (mainClass != null) {
                commands.add(new Program(name(jar), mainClass));
            }
        }
        return new Library(directory, jars, commands);
    }

    List<Program> commands() {
        return commands;
    }

    /** The class path of all jars, with {@code where} as their directory. */
    String classPath(String where) {
        return jars.stream().map(jar -> where + '/' + jar.getFileName()).collect(Collectors.joining(":"));
    }

    /** The names of all classes of this project that run, with slashes. */
    List<String> ownClasses() throws IOException {
        List<String> classes = new ArrayList<>();
        for (Path jar : jars) {
            try (JarFile file = new JarFile(jar.toFile())) {
                file.stream()
                        .map(JarEntry::getName)
                        .filter(name -> name.startsWith("io/daemontools/") && name.endsWith(".class"))
                        .filter(name -> !name.contains("/build/") && !name.endsWith("Manual.class"))
                        .map(name -> name.substring(0, name.length() - ".class".length()))
                        .forEach(classes::add);
            }
        }
        return classes;
    }

    /** Extracts this system's native library from its jar. */
    void unpackNativeLibrary() throws IOException {
        NativeLibrary.unpack(directory.resolve("jffi-native.jar"), directory);
    }

    private static int rank(Path jar) {
        int index = FIRST.indexOf(name(jar));
        return index < 0 ? FIRST.size() : index;
    }

    private static String name(Path jar) {
        String file = jar.getFileName().toString();
        return file.substring(0, file.length() - ".jar".length());
    }

    /** The main class of a command, or null. Third-party libraries with a main class, such as jffi, are not commands. */
    private static String mainClass(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            String name = file.getManifest() == null
                    ? null
                    : file.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
            return name != null && name.startsWith("io.daemontools.") ? name : null;
        }
    }
}
