package io.daemontools.posix.c.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
    @TempDir
    private Path directory;

    private Path made;
    private Path record;

    @BeforeEach
    void setUp() throws IOException {
        made = Files.writeString(directory.resolve("made"), "program");
        record = directory.resolve("record");
    }

    private static Fingerprint of(String... texts) {
        return new Fingerprint().add(List.of(texts));
    }

    private Path jar(String name, String... entries) throws IOException {
        Path jar = directory.resolve(name);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream output = new JarOutputStream(file)) {
            for (String entry : entries) {
                JarEntry made = new JarEntry(entry);
                made.setLastModifiedTime(FileTime.fromMillis(1_000_000_000_000L + name.length() * 100_000L));
                output.putNextEntry(made);
                output.write(entry.getBytes(StandardCharsets.UTF_8));
                output.closeEntry();
            }
        }
        return jar;
    }

    @Test
    void isEqualForTheSameContent() {
        assertThat(of("a", "b")).hasToString(of("a", "b").toString());
        assertThat(of("a", "b").toString()).isNotEqualTo(of("b", "a").toString());
    }

    @Test
    void separatesTexts() {
        assertThat(of("a", "b").toString()).isNotEqualTo(of("ab").toString());
        assertThat(of("a").add(List.of()).toString())
                .isNotEqualTo(of("a").add("").toString());
    }

    @Test
    void ofAJarDependsOnClassesOnly() throws IOException {
        String one = new Fingerprint()
                .addClasses(jar("one.jar", "A.class", "B.class"))
                .toString();
        assertThat(new Fingerprint()
                        .addClasses(jar("another.jar", "B.class", "META-INF/MANIFEST.MF", "A.class"))
                        .toString())
                .isEqualTo(one);
        assertThat(new Fingerprint().addClasses(jar("other.jar", "A.class")).toString())
                .isNotEqualTo(one);
    }

    @Test
    void isRecorded() throws IOException {
        assertThat(of("a").isRecorded(record, made)).isFalse();
        of("a").record(record, made);
        assertThat(of("a").isRecorded(record, made)).isTrue();
        assertThat(of("b").isRecorded(record, made)).isFalse();
    }

    @Test
    void rejectsAReplacedOrRemovedFile() throws IOException {
        of("a").record(record, made);
        Files.writeString(made, "another");
        assertThat(of("a").isRecorded(record, made)).isFalse();
        Files.delete(made);
        assertThat(of("a").isRecorded(record, made)).isFalse();
    }
}
