package io.daemontools.posix.c.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorrectionTest {
    private static final Correction CORRECTION = new Correction("file.c", "function", "x + 1", "x + 2");

    @TempDir
    private Path folder;

    private String corrected(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("file.c"), text);
        CORRECTION.apply(folder);
        return Files.readString(file);
    }

    private void isRefused(String text) {
        assertThatThrownBy(() -> corrected(text))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("file.c");
    }

    @Test
    void replacesTheFault() throws IOException {
        assertThat(corrected("int function(int x) { return x + 1; }\n"))
                .isEqualTo("int function(int x) { return x + 2; }\n");
    }

    @Test
    void skipsAProgramWithoutThatCode() throws IOException {
        assertThat(corrected("int other(int x) { return x; }\n")).isEqualTo("int other(int x) { return x; }\n");
    }

    @Test
    void rejectsUnknownCode() {
        isRefused("int function(int x) { return 1 + x; }\n");
    }

    @Test
    void rejectsAFaultThatOccursTwice() {
        isRefused("int function(int x) { return x + 1 + x + 1; }\n");
    }
}
