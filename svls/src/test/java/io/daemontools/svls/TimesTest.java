package io.daemontools.svls;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Clocks;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimesTest {
    @Test
    void writesTimesByRfc3339() {
        DateTimeFormatter expected = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'")
                .withZone(ZoneOffset.UTC);
        Random random = new Random(1);
        Times times = new Times();
        Text text = new Text();
        for (int i = 0; i < 10_000; i++) {
            long time = i == 0 ? 0 : i == 1 ? Long.MAX_VALUE : i == 2 ? Long.MIN_VALUE : random.nextLong();
            Instant instant =
                    Instant.ofEpochSecond(Math.floorDiv(time, Clocks.SECOND), Math.floorMod(time, Clocks.SECOND));
            text.truncate(0);
            times.rfc3339(time, text);
            assertThat(text).hasToString(expected.format(instant));
        }
    }

    @Test
    void writesSeveralTimesOfADay() {
        Times times = new Times();
        Text text = new Text();
        times.rfc3339InSeconds(86_399 * Clocks.SECOND, text);
        times.rfc3339InSeconds(86_398 * Clocks.SECOND, text);
        times.rfc3339InSeconds(86_400 * Clocks.SECOND, text);
        assertThat(text).hasToString("1970-01-01T23:59:59Z1970-01-01T23:59:58Z1970-01-02T00:00:00Z");
    }

    @Test
    void writesLabels() {
        Text text = new Text();
        new Times().tai64n(1, text);
        assertThat(text).hasToString("@400000000000000a00000001");
    }
}
