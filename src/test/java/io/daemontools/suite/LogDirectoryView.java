package io.daemontools.suite;

import io.daemontools.suite.harness.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A log directory, as a test sees it. */
record LogDirectoryView(Sandbox box, String name) {

    private static final Pattern FINISHED = Pattern.compile("@[0-9a-f]{24}\\.[su]");

    /** The content of {@code file}. */
    String content(String file) {
        return box.content(name + "/" + file);
    }

    /** The content of {@code current}, "" if there is none. */
    String current() {
        return Files.exists(box.path(name + "/current")) ? content("current") : "";
    }

    /** The names of its finished files, oldest first. */
    List<String> finished() throws IOException {
        return modes().keySet().stream().filter(FINISHED.asMatchPredicate()).toList();
    }

    /** All lines, from the oldest file to the current one. */
    String everything() throws IOException {
        return Stream.concat(finished().stream(), Stream.of("current"))
                .map(this::content)
                .collect(Collectors.joining());
    }

    /** The names and modes of all its files. */
    Map<String, String> modes() throws IOException {
        Map<String, String> modes = new TreeMap<>();
        try (Stream<Path> files = Files.list(box.path(name))) {
            for (Path file : files.toList()) {
                modes.put(
                        file.getFileName().toString(),
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
        return modes;
    }
}
