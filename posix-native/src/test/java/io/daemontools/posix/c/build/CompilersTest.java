package io.daemontools.posix.c.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompilersTest {
    private static Compilers of(String... settings) throws InterruptedException {
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            environment.put(settings[i], settings[i + 1]);
        }
        return Compilers.of(environment);
    }

    private static String small(String... settings) throws InterruptedException {
        return of(settings).small().map(CCompiler::name).orElse("none");
    }

    @Test
    void theSystemsIsCcOrThatOfTheEnvironment() throws InterruptedException {
        assertThat(of().system().name()).isEqualTo("cc");
        assertThat(of("CC", "").system().name()).isEqualTo("cc");
        assertThat(of("CC", "ccache  gcc -m32 ").system().name()).isEqualTo("ccache gcc -m32");
    }

    @Test
    void theSmallOneIsMuslGccOnlyWhereItIs() throws InterruptedException {
        boolean installed = CCompiler.named("musl-gcc", Map.of()).present();
        assertThat(small()).isEqualTo(installed ? "musl-gcc" : "none");
        assertThat(small("CC", "")).isEqualTo(small());
        assertThat(small("CFLAGS", "-O1", "LDFLAGS", "-static")).isEqualTo(small());
    }

    @ParameterizedTest
    @CsvSource({
        "CC, cc",
        "CC, clang-14 -m32",
        "SMALL_CC, ''",
        "CFLAGS, -O1 -fsanitize=address",
        "LDFLAGS, '-s -Wl,-Bdynamic'"
    })
    void oneCompilerCompilesEverything(String variable, String value) throws InterruptedException {
        assertThat(small(variable, value)).isEqualTo("none");
    }

    @Test
    void theSmallOneMayBeNamedBesideAnyOther() throws InterruptedException {
        assertThat(small("SMALL_CC", "diet gcc")).isEqualTo("diet gcc");
        assertThat(small("CC", "clang", "SMALL_CC", "musl-clang -O1")).isEqualTo("musl-clang -O1");
        assertThat(small("SMALL_CC", "musl-gcc", "CFLAGS", "-fsanitize=undefined"))
                .isEqualTo("none");
    }
}
