package io.daemontools.suite.multilog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The effects of a multilog run, comparable between runs: names, modes, sizes and contents, without times. */
final class Snapshot {

    private static final String STAMP = "@[0-9a-f]{24}";
    private static final String NO_STAMP = "@" + "-".repeat(24);

    private Snapshot() {}

    /** All files below {@code directory}, a line each. The labels of finished files are replaced by their position in order of age. */
    static String of(Path directory) throws IOException {
        StringBuilder lines = new StringBuilder();
        try (Stream<Path> files = Files.walk(directory)) {
            int age = 0;
            for (Path file : files.sorted().toList()) {
                String name = directory.relativize(file).toString();
                lines.append(name.replaceFirst(STAMP, "@" + age++)).append(describe(file));
            }
        }
        return lines.toString();
    }

    /** The text with all labels replaced by the same one. */
    static String withoutStamps(String text) {
        return text.replaceAll(STAMP, NO_STAMP);
    }

    private static String describe(Path file) throws IOException {
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        if (Files.isDirectory(file)) {
            return " " + mode + "\n";
        }
        String content = withoutStamps(Files.readString(file, StandardCharsets.ISO_8859_1));
        List<String> words = List.of(mode, Integer.toString(content.length()), digest(content), ends(content));
        return " " + String.join(" ", words) + "\n";
    }

    /** A short form for messages about contents that differ. */
    private static String ends(String content) {
        int shown = Math.min(20, content.length());
        String ends = content.substring(0, shown) + ".." + content.substring(content.length() - shown);
        return ends.replaceAll("[^ -~]", "?");
    }

    private static String digest(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.ISO_8859_1));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
