package io.daemontools.posix.c.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** A digest of the content of everything that a file is built from. A record of it on disk shows later that the file is up to date. */
final class Fingerprint {
    /** Maven records here who built a jar; no program depends on it. */
    private static final String LEFT_OUT = "META-INF/";

    private final MessageDigest digest = sha256();

    /** Adds one text, with its length, so that texts cannot run into each other. */
    Fingerprint add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds several texts, in order. */
    Fingerprint add(Collection<String> texts) {
        add(Integer.toString(texts.size()));
        texts.forEach(this::add);
        return this;
    }

    /** Adds a file's content, not its name. A missing file counts, too, and so does a directory. */
    Fingerprint addFile(Path file) throws IOException {
        return Files.isRegularFile(file) ? add(Files.readAllBytes(file)) : add(List.of());
    }

    /** Adds the names and contents of a jar's or a directory's classes and resources. */
    Fingerprint addClasses(Path path) throws IOException {
        return Files.isDirectory(path) ? addDirectory(path) : addJar(path);
    }

    private Fingerprint addDirectory(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                add(directory.relativize(file).toString()).addFile(file);
            }
        }
        return this;
    }

    private Fingerprint addJar(Path path) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            List<JarEntry> entries = jar.stream()
                    .filter(entry -> !entry.isDirectory() && !entry.getName().startsWith(LEFT_OUT))
                    .sorted(Comparator.comparing(JarEntry::getName))
                    .toList();
            for (JarEntry entry : entries) {
                try (InputStream content = jar.getInputStream(entry)) {
                    add(entry.getName()).add(content.readAllBytes());
                }
            }
        }
        return this;
    }

    /** Whether {@code made} was recorded as built from this input, and has not changed since. */
    boolean isRecorded(Path record, Path made) throws IOException {
        return Files.exists(record)
                && Files.exists(made)
                && Files.readString(record).equals(text(made));
    }

    /** Records that {@code made} was built from this input. */
    void record(Path record, Path made) throws IOException {
        Files.writeString(record, text(made));
    }

    private String text(Path made) throws IOException {
        return this + "\n" + new Fingerprint().addFile(made) + "\n";
    }

    /** The digest so far, in hexadecimal. */
    @Override
    public String toString() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Fingerprint add(byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
        return this;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // SHA-256 exists on every Java platform
        }
    }
}
