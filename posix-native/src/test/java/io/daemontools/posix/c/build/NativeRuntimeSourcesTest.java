package io.daemontools.posix.c.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NativeRuntimeSourcesTest {
    /** Thus the C compiles on a system that lacks one of them, and errors.c finds the others. */
    @Test
    void listsEachErrorOnceIfDefined() {
        List<String> expected = new ArrayList<>();
        for (Errno errno : Errno.values()) {
            if (errno != Errno.UNKNOWN) {
                expected.addAll(List.of("#ifdef " + errno, "{" + errno + ", " + errno.ordinal() + "},", "#endif"));
            }
        }
        assertThat(NativeRuntimeSources.errnoTable()).isEqualTo(expected).hasSize(3 * (Errno.values().length - 1));
        assertThat(NativeRuntimeSources.errnoTable().stream().filter(line -> line.startsWith("#ifdef")))
                .doesNotHaveDuplicates();
    }
}
