package io.daemontools.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.simulation.unit.TestMachine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTextTest {
    private final UtcText text = new UtcText(new TestMachine().posix());

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0, 1970-01-01T00:00:00.000000000Z",
        "2024-02-29T23:59:59Z, 999999999, 2024-02-29T23:59:59.999999999Z",
        "9999-12-31T23:59:59Z, 7, 9999-12-31T23:59:59.000000007Z"
    })
    void isThatOfRfc3339(Instant time, int nanoseconds, String expected) {
        assertThat(text.set(1)).isTrue();
        assertThat(text.set(time.getEpochSecond())).isTrue();
        byte[] into = new byte[2 + UtcText.LENGTH];
        text.put(nanoseconds, into, 2);
        assertThat(new String(into, 2, UtcText.LENGTH, StandardCharsets.US_ASCII))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 253402300800L})
    void knowsWhatCannotBeWritten(long seconds) {
        assertThat(text.set(seconds)).isFalse();
    }
}
