package io.daemontools.suite.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Copies in a temporary directory, where other users can reach them: unlike, for example, a checkout below root's home
 * directory. They are removed when this JVM has ended, however it ends.
 */
final class PublicCopy {
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwxr-xr-x");

    /** Removes the copies when its standard input ends. The reference keeps that open. */
    private static Process remover;

    private static Path root;

    private PublicCopy() {}

    /** Whether every user can run a program. */
    static boolean reachable(Path program) throws IOException {
        Path real = program.toRealPath();
        for (Path path = real; path != null; path = path.getParent()) {
            if (!Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return Files.getPosixFilePermissions(real).contains(PosixFilePermission.OTHERS_READ);
    }

    /** Copies those of a directory's entries that are there, with all below them. */
    static synchronized Path of(Path directory, List<String> entries) throws IOException {
        if (remover == null) {
            root = publicDirectory(Files.createTempDirectory("daemontools-programs"));
            remover = new ProcessBuilder(
                            "/bin/sh",
                            "-c",
                            "trap '' HUP INT TERM; cat >/dev/null; exec rm -rf \"$1\"",
                            "sh",
                            root.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        }
        Path copy = publicDirectory(Files.createTempDirectory(root, "copy"));
        for (String entry : entries) {
            if (Files.exists(directory.resolve(entry))) {
                copy(directory, directory.resolve(entry), copy);
            }
        }
        return copy;
    }

    private static void copy(Path directory, Path entry, Path copy) throws IOException {
        Files.createDirectories(copy.resolve(directory.relativize(entry)).getParent());
        try (Stream<Path> files = Files.walk(entry)) {
            for (Path file : files.toList()) {
                Path target = copy.resolve(directory.relativize(file));
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(target));
                permissions.add(PosixFilePermission.OTHERS_READ);
                if (permissions.contains(PosixFilePermission.OWNER_EXECUTE)) {
                    permissions.add(PosixFilePermission.OTHERS_EXECUTE);
                }
                Files.setPosixFilePermissions(target, permissions);
            }
        }
    }

    private static Path publicDirectory(Path directory) throws IOException {
        return Files.setPosixFilePermissions(directory, DIRECTORY);
    }
}
