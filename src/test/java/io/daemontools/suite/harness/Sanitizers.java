package io.daemontools.suite.harness;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tools that watch native programs for misuse of memory and for undefined behaviour, if the native programs under test
 * were built with them: {@code daemontools.sanitized} then names where they write their findings, one file per process. A test
 * during which they found something has failed.
 */
public final class Sanitizers {

    private static final Path FINDINGS = Path.of(System.getProperty("daemontools.sanitized", "/nonexistent"));
    private static final boolean WATCH = Files.isDirectory(FINDINGS);

    private Sanitizers() {}

    /** Whether the native programs are watched. */
    public static boolean watch() {
        return WATCH;
    }

    /** Skips the test if programs are watched, since that changes the result. */
    public static void leaveOut(String reason) {
        assumeFalse(watch(), "not for watched programs: " + reason);
    }

    /** Findings that have not been reported yet; "" if none. */
    static String findings() throws IOException {
        if (!watch()) {
            return "";
        }
        try (Stream<Path> files = Files.list(FINDINGS)) {
            return files.sorted().map(Sanitizers::take).collect(Collectors.joining());
        }
    }

    private static String take(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            Files.move(file, Path.of(FINDINGS + "-reported").resolve(file.getFileName()));
            return text;
        } catch (IOException e) {
            return ""; // reported by a concurrent test
        }
    }
}
