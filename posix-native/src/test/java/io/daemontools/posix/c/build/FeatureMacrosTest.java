package io.daemontools.posix.c.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Generated C begins with {@code #define _XOPEN_SOURCE}, without a value. With this alone, some systems' headers hide what is newer than
 * that standard's first issue, such as CLOCK_REALTIME. Here are the conditions in these headers.
 */
class FeatureMacrosTest {
    /** {@code sys/featuretest.h} and {@code time.h}. */
    private static final String NETBSD =
            "(_POSIX_C_SOURCE - 0) >= 199309L || (_XOPEN_SOURCE - 0) >= 500 || defined(_NETBSD_SOURCE)";

    /** {@code sys/cdefs.h}: everything is visible. */
    private static final String OPENBSD = "defined(_BSD_SOURCE)";

    /** {@code sys/cdefs.h}: without it, what is not of POSIX is hidden. */
    private static final String DARWIN = "defined(_DARWIN_C_SOURCE)";

    @TempDir
    private Path directory;

    private int compile(String condition, List<String> flags) throws IOException, InterruptedException {
        Path source = Files.writeString(
                directory.resolve("program.c"),
                "#define _XOPEN_SOURCE\n#if !(" + condition + ")\n#error hidden\n#endif\n",
                StandardCharsets.US_ASCII);
        List<String> command = new ArrayList<>(List.of("cc"));
        command.addAll(flags);
        command.addAll(List.of("-fsyntax-only", source.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @ParameterizedTest
    @ValueSource(strings = {NETBSD, OPENBSD, DARWIN})
    void showWhatTheCodeUses(String condition) throws Exception {
        assertThat(compile(condition, Toolchain.GENERATED_FLAGS)).isZero();
        assertThat(compile(condition, List.of())).isNotZero();
    }
}
