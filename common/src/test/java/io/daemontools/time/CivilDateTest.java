package io.daemontools.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class CivilDateTest {
    @Test
    void agreesWithTheCalendar() {
        CivilDate date = new CivilDate();
        for (long days = -200_000; days < 200_000; days += 13) {
            LocalDate expected = LocalDate.ofEpochDay(days);
            date.set(days);
            assertThat(LocalDate.of(date.year(), date.month(), date.day())).isEqualTo(expected);
            assertThat(CivilDate.days(date.year(), date.month(), date.day())).isEqualTo(days);
        }
    }
}
