package io.daemontools.posix.c.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Marks generated C, so that compilers treat it as they treat the system's headers: they give no warnings of it. Warnings of the
 * hand-written C that is compiled together with it remain.
 */
final class GeneratedFiles {
    /** What gcc and clang need in the first line of an included file. */
    static final String MARK = "#pragma GCC system_header\n";

    /** Includes the others, and is included by none. */
    static final String ALL = "all.c";

    private static final Set<String> NOT_INCLUDED = Set.of(ALL, "program.c");

    private GeneratedFiles() {}

    /** Marks all C files in a folder; those by hand are to be added later. */
    static void mark(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(GeneratedFiles::isIncluded)::iterator) {
                String text = Files.readString(file);
                if (!text.startsWith(MARK)) {
                    Files.writeString(file, MARK + text);
                }
            }
        }
    }

    private static boolean isIncluded(Path file) {
        String name = file.getFileName().toString();
        return (name.endsWith(".c") || name.endsWith(".h")) && !NOT_INCLUDED.contains(name);
    }
}
