package io.daemontools.posix.c.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncludesTest {
    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void areFoundBesideTheFileAndInTheSharedFolder() throws IOException {
        Path program = write(
                "svc/program.c",
                "#define X\n#include \"parts/a.c\"\n#ifdef X\n  # include \"dt_posix.h\"\n#endif\n#include <stdio.h>\n"
                        + "#include \"not_there.h\"\n");
        Path part = write("svc/parts/a.c", "#include \"../common.h\"\nconst char *text = \"#include\";\n");
        Path common = write("svc/common.h", "#include \"common.h\"\n");
        Path runtime = write("runtime/dt_posix.h", "");
        write("svc/other.h", "");
        assertThat(Includes.of(program, folder.resolve("runtime"))).containsExactly(runtime, common, part, program);
    }
}
