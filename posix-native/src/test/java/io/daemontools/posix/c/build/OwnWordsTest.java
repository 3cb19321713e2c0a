package io.daemontools.posix.c.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnWordsTest {

    @Test
    void areStringsOfC(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("try.help"), "usage: try \"it\"\n\n  a\\b 100%\n");
        Files.writeString(folder.resolve("try.version"), "try 1\n");
        assertThat(OwnWords.in(folder).linesOf("try"))
                .containsExactly(
                        "#define OWN_HELP \\\n  \"usage: try \\\"it\\\"\\n\" \\\n  \"\\n\" \\\n  \"  a\\\\b 100%\\n\"",
                        "#define OWN_VERSION \\\n  \"try 1\\n\"");
    }

    @Test
    void areNoneUnlessSaid() throws IOException {
        assertThat(OwnWords.none().linesOf("try")).isEmpty();
    }
}
