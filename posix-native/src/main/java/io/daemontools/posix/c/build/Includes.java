package io.daemontools.posix.c.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files that a C file includes by a name in quotes, directly or not: a change of one requires compilation. */
final class Includes {
    private static final Pattern INCLUDE = Pattern.compile("(?m)^[ \\t]*#[ \\t]*include[ \\t]+\"([^\"\\n]+)\"");

    private final Path shared;
    private final SortedSet<Path> found = new TreeSet<>();

    private Includes(Path shared) {
        this.shared = shared;
    }

    /** The files, including this one. {@code shared} is a folder in which the compiler searches, too. */
    static SortedSet<Path> of(Path file, Path shared) throws IOException {
        Includes includes = new Includes(shared);
        includes.add(file.normalize());
        return includes.found;
    }

    private void add(Path file) throws IOException {
        if (!found.add(file)) {
            return;
        }
        Matcher include = INCLUDE.matcher(Files.readString(file, StandardCharsets.UTF_8));
        while (include.find()) {
            Path beside = file.resolveSibling(include.group(1)).normalize();
            Path elsewhere = shared.resolve(include.group(1)).normalize();
            if (Files.isRegularFile(beside)) {
                add(beside);
            } else if (Files.isRegularFile(elsewhere)) {
                add(elsewhere);
            }
        }
    }
}
