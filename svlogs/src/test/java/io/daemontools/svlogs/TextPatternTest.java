package io.daemontools.svlogs;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Bytes;
import io.daemontools.simulation.unit.TestMachine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextPatternTest {
    @ParameterizedTest
    @CsvSource({
        "error, an error occurred, true",
        "error, err or, false",
        "aab, aaab, true",
        "a*b, xaxxbx, true",
        "b*a, xaxxbx, false",
        "*, x, true",
        "**x**, x, true",
        "a*a, a, false",
        "a*ab, aaab, true",
        "'', x, true",
        "long, lon, false"
    })
    void isContained(String pattern, String text, boolean contained) {
        byte[] bytes = Bytes.of("long" + text + "long");
        TextPattern matcher = new TextPattern(new TestMachine().posix(), pattern);
        assertThat(matcher.isIn(bytes, 4, bytes.length - 4)).isEqualTo(contained);
    }
}
