package io.daemontools.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "4294967295, true"})
    void isUpIfItHasAProcess(long pid, boolean up) {
        assertThat(new SuperviseStatus(0, pid, false, 'd').up()).isEqualTo(up);
    }
}
