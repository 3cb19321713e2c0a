package io.daemontools.svlogs;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Clocks;
import io.daemontools.simulation.unit.TestMachine;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedTimeTest {
    private final TestMachine machine = new TestMachine();

    private long at(String now, String zone, String typed) {
        machine.clock().setWallClock(nanoseconds(now));
        machine.clock().setZone(ZoneId.of(zone));
        return new TypedTime(machine.posix()).parse(typed);
    }

    private static long nanoseconds(String instant) {
        Instant time = Instant.parse(instant);
        return time.getEpochSecond() * Clocks.SECOND + time.getNano();
    }

    @ParameterizedTest
    @CsvSource({
        "10min, 2026-11-26T13:50:00Z",
        "10 minutes, 2026-11-26T13:50:00Z",
        "10min ago, 2026-11-26T13:50:00Z",
        "1 hour ago, 2026-11-26T13:00:00Z",
        "90s, 2026-11-26T13:58:30Z",
        "2h, 2026-11-26T12:00:00Z",
        "3d, 2026-11-23T14:00:00Z",
        "1w, 2026-11-19T14:00:00Z",
        "now, 2026-11-26T14:00:00Z",
        "today, 2026-11-25T23:00:00Z",
        "yesterday, 2026-11-24T23:00:00Z",
        "14:05, 2026-11-26T13:05:00Z",
        "15:00, 2026-11-26T14:00:00Z",
        "15:00:01, 2026-11-25T14:00:01Z",
        "9:30, 2026-11-26T08:30:00Z",
        "2026-11-26, 2026-11-25T23:00:00Z",
        "2026-11-26 14:05, 2026-11-26T13:05:00Z",
        "2026-11-26T14:05:30.5, 2026-11-26T13:05:30.5Z",
        "2026-11-26T14:05:30.123456789Z, 2026-11-26T14:05:30.123456789Z",
        "2026-11-26T14:05:30+05:30, 2026-11-26T08:35:30Z",
        "2026-07-01 12:00, 2026-07-01T10:00:00Z",
        "2024-02-29, 2024-02-28T23:00:00Z",
        "@4000000037c219bf2ef02e94, 1999-08-24T04:04:05.787492500Z",
        "@4000000037c219bf, 1999-08-24T04:04:05Z",
        "9999999w, 1970-01-01T00:00:00Z"
    })
    void readsTimes(String typed, String expected) {
        assertThat(at("2026-11-26T14:00:00Z", "Europe/Berlin", typed)).isEqualTo(nanoseconds(expected));
    }

    /** A time to come ends a period that is not over: of today, or of a day that was typed. */
    @ParameterizedTest
    @CsvSource({
        "'', 15:30, 2026-11-26T15:30:00Z",
        "'', 13:30, 2026-11-26T13:30:00Z",
        "13:00, 15:30, 2026-11-26T15:30:00Z",
        "15:00, 15:30, 2026-11-25T15:30:00Z",
        "15:00, 14:30, 2026-11-26T14:30:00Z",
        "15:00, 13:30, 2026-11-26T13:30:00Z",
        "yesterday, 15:30, 2026-11-25T15:30:00Z",
        "2h, 15:30, 2026-11-26T15:30:00Z",
        "3d, 15:30, 2026-11-26T15:30:00Z",
        "3d, 2d, 2026-11-24T14:00:00Z"
    })
    void endsAPeriod(String since, String typed, String expected) {
        long first = since.isEmpty() ? TypedTime.NONE : at("2026-11-26T14:00:00Z", "UTC", since);
        machine.clock().setWallClock(nanoseconds("2026-11-26T14:00:00Z"));
        machine.clock().setZone(ZoneId.of("UTC"));
        assertThat(new TypedTime(machine.posix()).parseEnd(typed, first)).isEqualTo(nanoseconds(expected));
    }

    /** The clock shows a time twice, or not at all. */
    @ParameterizedTest
    @CsvSource({"2026-10-25 02:30, 2026-10-25T00:30:00Z", "2026-03-29 02:30, 2026-03-29T01:30:00Z"})
    void knowsChangesOfTheClock(String typed, String expected) {
        assertThat(at("2026-11-26T14:00:00Z", "Europe/Berlin", typed)).isEqualTo(nanoseconds(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "10",
                "10x",
                "10 ago",
                "10minago",
                "10min ago ago",
                " ago",
                "-1h",
                "@",
                "@40",
                "@4000000037c219bg2ef02e94",
                "25:00",
                "14:60",
                "14:05x",
                "14:",
                "2026",
                "2026-13-01",
                "2026-02-30",
                "2026-11-26 ",
                "2026-11-26 x",
                "2026-11-26 14:05+",
                "1969-12-31",
                "9999-01-01",
                "12345678901234567890s",
                "14:05:30.",
                "2026-11-26T14:05Zx"
            })
    void refusesOthers(String typed) {
        assertThat(at("2026-11-26T14:00:00Z", "UTC", typed)).isEqualTo(TypedTime.NONE);
    }

    /** Against the library of Java, at each hour of two years. */
    @Test
    void agreesWithTheCalendar() {
        ZoneId zone = ZoneId.of("America/New_York");
        for (Instant time = Instant.parse("2024-01-01T00:00:00Z");
                time.isBefore(Instant.parse("2026-01-01T00:00:00Z"));
                time = time.plusSeconds(3600)) {
            String typed = time.atZone(zone).toLocalDateTime().toString().replace('T', ' ');
            long parsed = at("2026-11-26T14:00:00Z", zone.getId(), typed);
            long expected = time.atZone(zone).withEarlierOffsetAtOverlap().toEpochSecond() * Clocks.SECOND;
            assertThat(parsed).as(typed).isEqualTo(expected);
        }
    }
}
