package io.daemontools.posix.c.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rounds the sizes of classes up to multiples of 8 bytes, in the C of a program.
 *
 * <p>TeaVM rounds them to the size of a pointer, so objects of a 32-bit program may begin at any multiple of 4. But it expects the
 * elements of a {@code long[]} at the next multiple of 8, which has a different offset once the array has been moved or copied.
 * {@link Correction} rounds the sizes of arrays.
 */
final class ObjectSizes {
    private static final Pattern SIZE = Pattern.compile(
            "(?<size>\\.size = \\(int32_t\\) \\(intptr_t\\) TEAVM_ALIGN\\(sizeof\\(\\w+\\), )sizeof\\(void\\*\\)\\),");
    private static final Pattern UNKNOWN = Pattern.compile("\\.size = (?!0,|.*\\), 8\\),)");

    private ObjectSizes() {}

    /**
     * Changes the classes in a folder of generated C.
     *
     * @throws IOException also if a size does not have the expected form
     */
    static void round(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("classes"))) {
            for (Path file :
                    (Iterable<Path>) files.filter(path -> path.toString().endsWith(".c"))::iterator) {
                String text = SIZE.matcher(Files.readString(file)).replaceAll("${size}8),");
                if (UNKNOWN.matcher(text).find()) {
                    throw new IOException(file + " of TeaVM has a size that posix-native does not know");
                }
                Files.writeString(file, text);
            }
        }
    }
}
