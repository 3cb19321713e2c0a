package io.daemontools.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.PathBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServicePathsTest {
    private final ServicePaths names = new ServicePaths();

    @Test
    void containTheDirectory() {
        names.of("/service/foo");
        assertThat(names.down()).hasToString("/service/foo/down");
        assertThat(names.ok()).hasToString("/service/foo/supervise/ok");
        assertThat(names.status()).hasToString("/service/foo/supervise/status");
        assertThat(names.control()).hasToString("/service/foo/supervise/control");
        assertThat(names.essential()).hasToString("/service/foo/essential");
        assertThat(names.supervise()).hasToString("/service/foo/supervise");
        assertThat(names.history()).hasToString("/service/foo/supervise/history");
    }

    @Test
    void containTheLastDirectory() {
        assertThat(names.of("a-long-name").down()).hasToString("a-long-name/down");
        assertThat(names.of("b").down()).hasToString("b/down");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 122, 123, 124, 127, 128, 129, 100_000})
    void haveAnyLength(int length) {
        String directory = "d".repeat(length);
        assertThat(names.of(directory).down()).hasToString(directory + "/down");
    }

    @Test
    void keepAnyByteAndEndInNul() {
        PathBuffer name = (PathBuffer) names.of("\u00ff\n\u0080").down();
        assertThat(name).hasToString("\u00ff\n\u0080/down").hasSize(8);
        assertThat(name.cString()).startsWith(0xff, '\n', 0x80, '/', 'd', 'o', 'w', 'n', 0);
        assertThat(name.subSequence(3, 5)).isEqualTo("/d");
    }
}
