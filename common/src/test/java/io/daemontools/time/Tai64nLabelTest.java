package io.daemontools.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Tai64nLabelTest {
    private static String packed(long wallClock) {
        byte[] label = new byte[Tai64nLabel.PACKED];
        Tai64nLabel.pack(wallClock, label, 0);
        return HexFormat.of().formatHex(label);
    }

    private static String printed(long wallClock) {
        byte[] label = new byte[Tai64nLabel.TEXT];
        Tai64nLabel.print(wallClock, label, 0);
        return new String(label, StandardCharsets.ISO_8859_1);
    }

    /** Labels that the original tai64nlocal shows as these times. */
    @ParameterizedTest
    @CsvSource({
        // 1992-06-02 08:06:59
        "707472419000000000, 400000002a2b2c2d00000000",
        // 1999-08-24 04:04:05.787492500
        "935467445787492500, 4000000037c219bf2ef02e94",
        // 2020-09-13 12:30:45
        "1600000245000000000, 400000005f5e10ff00000000",
        // 1970-01-01 00:00:00 and a nanosecond to either side
        "0, 400000000000000a00000000",
        "1, 400000000000000a00000001",
        "-1, 40000000000000093b9ac9ff",
        // the second's last nanosecond, and the next second
        "999999999, 400000000000000a3b9ac9ff",
        "1000000000, 400000000000000b00000000",
        "-1000000000, 400000000000000900000000",
        "-1000000001, 40000000000000083b9ac9ff",
        // 1969-12-31 23:59:49.999999999, where the high half changes
        "-10000000001, 3fffffffffffffff3b9ac9ff",
        "-10000000000, 400000000000000000000000",
        // 2038-01-19 03:14:08, 2106-02-07 06:28:06
        "2147483648000000000, 400000008000000a00000000",
        "4294967286000000000, 400000010000000000000000",
        // the first and the last moment that a wall clock can show
        "9223372036854775807, 4000000225c17d0e32f2d7ff",
        "-9223372036854775808, 3ffffffdda3e830508a7f200"
    })
    void makesTheLabelOfAMoment(long wallClock, String label) {
        assertThat(packed(wallClock)).isEqualTo(label);
        assertThat(printed(wallClock)).isEqualTo('@' + label);
    }

    @Test
    void readsTheSecondsItPacked() {
        Random random = new Random(1);
        byte[] label = new byte[Tai64nLabel.PACKED];
        for (int i = 0; i < 10_000; i++) {
            long wallClock = random.nextLong();
            Tai64nLabel.pack(wallClock, label, 0);
            assertThat(Tai64nLabel.unpackSeconds(label, 0)).isEqualTo(Tai64nLabel.seconds(wallClock));
        }
    }

    @Test
    void printsWhatItPacks() {
        Random random = new Random(2);
        for (int i = 0; i < 10_000; i++) {
            long wallClock = random.nextLong();
            assertThat(printed(wallClock)).isEqualTo('@' + packed(wallClock));
        }
    }

    @Test
    void writesALabelAtAnyOffset() {
        byte[] bytes = new byte[40];
        Tai64nLabel.pack(1, bytes, 3);
        assertThat(HexFormat.of().formatHex(bytes, 2, 16)).isEqualTo("00400000000000000a0000000100");
        assertThat(Tai64nLabel.unpackSeconds(bytes, 3)).isEqualTo(Tai64nLabel.EPOCH);
        Tai64nLabel.print(1, bytes, 15);
        assertThat(new String(bytes, 15, 25, StandardCharsets.ISO_8859_1)).isEqualTo("@400000000000000a00000001");
    }

    @Test
    void readsSecondsAsUnsigned() {
        byte[] label = HexFormat.of().parseHex("ffffffffffffffff00000000");
        assertThat(Long.toUnsignedString(Tai64nLabel.unpackSeconds(label, 0))).isEqualTo("18446744073709551615");
    }
}
