package io.daemontools.suite.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps what a test writes inside its sandbox: a symbolic link may lead to a program or a file of the system. */
record Containment(Path root) {
    /** Returns {@code path} if writing there writes below the root, whatever links lead there. */
    Path check(Path path) {
        try {
            Path target = target(path.toAbsolutePath());
            if (!target.startsWith(root)) {
                throw new IllegalArgumentException(path + " is outside the sandbox: " + target);
            }
            return path;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a file of this name is, or would be once it is created. */
    private static Path target(Path path) throws IOException {
        if (Files.exists(path)) {
            return path.toRealPath();
        }
        Path parent = path.getParent();
        if (Files.isSymbolicLink(path)) {
            return target(parent.resolve(Files.readSymbolicLink(path)));
        }
        return parent == null
                ? path
                : target(parent).resolve(path.getFileName()).normalize();
    }
}
