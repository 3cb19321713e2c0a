package io.daemontools.posix.c.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedFilesTest {
    @TempDir
    private Path folder;

    private String marked(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "int x;\n");
        GeneratedFiles.mark(folder);
        GeneratedFiles.mark(folder);
        return Files.readString(file);
    }

    @Test
    void marksEachIncludedFileOnce() throws IOException {
        assertThat(marked("classes/java/lang/Object.c")).isEqualTo(GeneratedFiles.MARK + "int x;\n");
        assertThat(marked("core.h")).isEqualTo(GeneratedFiles.MARK + "int x;\n");
    }

    @Test
    void leavesOthersUnchanged() throws IOException {
        assertThat(marked("program.c")).isEqualTo("int x;\n");
        assertThat(marked("all.c")).isEqualTo("int x;\n");
        assertThat(marked("all.txt")).isEqualTo("int x;\n");
    }
}
