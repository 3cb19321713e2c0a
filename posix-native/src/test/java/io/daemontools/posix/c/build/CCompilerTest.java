package io.daemontools.posix.c.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CCompilerTest {
    @Test
    void isCcByDefault() {
        assertThat(CCompiler.fromEnvironment(Map.of()).name()).isEqualTo("cc");
        assertThat(CCompiler.fromEnvironment(Map.of("CC", "")).name()).isEqualTo("cc");
    }

    @ParameterizedTest
    @CsvSource({"gcc-12, gcc-12", "'ccache  gcc -m32 ', ccache gcc -m32"})
    void isConfiguredByTheEnvironment(String variable, String name) {
        assertThat(CCompiler.fromEnvironment(Map.of("CC", variable)).name()).isEqualTo(name);
    }
}
