package io.daemontools.posix.c.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HelpHeaderTest {

    @Test
    void areCStrings(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("try.help"), "usage: try \"it\"\n\n  a\\b 100%\n");
        Files.writeString(folder.resolve("try.version"), "try 1\n");
        assertThat(HelpHeader.in(folder).linesOf("try"))
                .containsExactly(
                        "#define HELP_TEXT \\\n  \"usage: try \\\"it\\\"\\n\" \\\n  \"\\n\" \\\n  \"  a\\\\b 100%\\n\"",
                        "#define VERSION_TEXT \\\n  \"try 1\\n\"");
    }

    @Test
    void areNoneWithoutADirectory() throws IOException {
        assertThat(HelpHeader.none().linesOf("try")).isEmpty();
    }
}
