package io.daemontools.posix.c.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CCompilerTest {
    @TempDir
    private Path folder;

    /** The identity of a compiler that exists everywhere and prints nothing. */
    private static String identity(String variable, String flags) throws IOException {
        return CCompiler.named("true", Map.of(variable, flags)).identity();
    }

    @Test
    void isCcByDefault() {
        assertThat(CCompiler.named("", Map.of()).name()).isEqualTo("cc");
    }

    @ParameterizedTest
    @CsvSource({"gcc-12, gcc-12", "'ccache  gcc -m32 ', ccache gcc -m32"})
    void mayHaveFlagsInItsName(String variable, String name) {
        assertThat(CCompiler.named(variable, Map.of()).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"CFLAGS, -include", "LDFLAGS, -T"})
    void isAnotherWhenAFileAmongItsFlagsHasChanged(String variable, String flag) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "before");
        String before = identity(variable, flag + " " + file);
        assertThat(identity(variable, flag + " " + file)).isEqualTo(before);
        Files.writeString(file, "after");
        assertThat(identity(variable, flag + " " + file)).isNotEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"CFLAGS, -I", "LDFLAGS, -L"})
    void mayHaveADirectoryAmongItsFlags(String variable, String flag) throws IOException {
        assertThat(identity(variable, flag + " " + folder)).isEqualTo(identity(variable, flag + " " + folder));
    }
}
