package io.daemontools.posix.c.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Marks generated C as a system header, so that compilers give no warnings for it. Warnings for the hand-written C in the same
 * translation unit remain.
 */
final class GeneratedFiles {
    /** The first line of an included file that makes gcc and clang treat it as a system header. */
    static final String MARK = "#pragma GCC system_header\n";

    /** Includes the others; no file includes it. */
    static final String ALL = "all.c";

    private static final Set<String> NOT_INCLUDED = Set.of(ALL, "program.c");

    private GeneratedFiles() {}

    /** Marks all C files in a folder. Hand-written files are added later. */
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
