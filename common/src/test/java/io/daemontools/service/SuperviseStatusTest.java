package io.daemontools.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuperviseStatusTest {
    private static SuperviseStatus since(long seconds) {
        return new SuperviseStatus(seconds, 1, false, 'u');
    }

    /** The highest bit of the stamp does not make it a time in the past. */
    @ParameterizedTest
    @CsvSource({
        "100, 100, 0",
        "100, 101, 1",
        "100, 99, 0",
        "100, 86500, 86400",
        "-1, 100, 0",
        "-9223372036854775808, 9223372036854775807, 0",
        "9223372036854775807, -9223372036854775808, 1"
    })
    void hasAnAgeThatIsNeverNegative(long since, long now, long age) {
        assertThat(since(since).age(now)).isEqualTo(age);
    }

    /** The largest is the age of the stamp 0. */
    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                (1L << 53) - 1,
                1L << 53,
                (1L << 53) + 1,
                (1L << 53) + 3,
                (1L << 54) + 2,
                (1L << 54) + 6,
                (1L << 60) + 63,
                (1L << 60) + 64,
                (1L << 60) + 65,
                (1L << 62) - 1,
                (1L << 62) + 1_000_000_000,
                (1L << 62) + 4_294_967_295L
            })
    void roundsTheAgeLikeADouble(long seconds) {
        assertThat(since(0).age(seconds)).isEqualTo((long) (double) seconds);
        assertThat(since(10).age(seconds + 10)).isEqualTo((long) (double) seconds);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "4294967295, true"})
    void isUpIfItHasAProcess(long pid, boolean up) {
        assertThat(new SuperviseStatus(0, pid, false, 'd').up()).isEqualTo(up);
    }
}
