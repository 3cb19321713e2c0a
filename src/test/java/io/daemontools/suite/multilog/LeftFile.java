package io.daemontools.suite.multilog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that an earlier multilog left in a log directory.
 *
 * @param mode as {@code ls} shows it, {@code rw-r--r--}
 * @param link another name of the same file, or null
 */
public record LeftFile(String name, String mode, String content, String link) {

    /** Makes it. */
    void make(Path directory) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        if (link != null) {
            Files.createLink(directory.resolve(link), file);
        }
    }

    @Override
    public String toString() {
        return name + " " + mode + " " + content.length() + (link == null ? "" : " = " + link);
    }
}
