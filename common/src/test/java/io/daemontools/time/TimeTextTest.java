package io.daemontools.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.simulation.unit.TestMachine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTextTest {
    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0, 1970-01-01T00:00:00.000000000Z",
        "2024-02-29T23:59:59Z, 999999999, 2024-02-29T23:59:59.999999999Z",
        "9999-12-31T23:59:59Z, 7, 9999-12-31T23:59:59.000000007Z"
    })
    void writesUtc(Instant time, int nanoseconds, String expected) {
        TimeText text = TimeText.utc(new TestMachine().posix());
        assertThat(text.set(time.getEpochSecond())).isTrue();
        byte[] into = new byte[2 + TimeText.MAX_LENGTH];
        int end = text.put(nanoseconds, into, 2);
        assertThat(new String(into, 2, end - 2, StandardCharsets.US_ASCII)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"-1", "253402300800"})
    void knowsWhatCannotBeWritten(long seconds) {
        assertThat(TimeText.utc(new TestMachine().posix()).set(seconds)).isFalse();
    }
}
