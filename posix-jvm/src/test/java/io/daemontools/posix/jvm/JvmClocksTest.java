package io.daemontools.posix.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Spawn;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmClocksTest {
    private final JvmPosix posix = new JvmPosix();

    @Test
    void theWallClockIsThatOfJava() {
        Instant before = Instant.now();
        Instant now = Instant.ofEpochSecond(0, posix.wallClock());
        assertThat(now).isBetween(before, Instant.now());
    }

    @Test
    void sleepsAtLeastTheGivenTime() {
        long start = posix.monotonicClock();
        posix.sleep(1_500_000);
        assertThat(posix.monotonicClock() - start).isGreaterThanOrEqualTo(1_500_000);
    }

    @Test
    void localTimeIsThatOfJava() {
        int[] fields = new int[6];
        for (long seconds : new long[] {0, -1, 951_782_400, 1_700_000_000, 4_102_444_799L}) {
            ZonedDateTime expected = Instant.ofEpochSecond(seconds).atZone(ZoneId.systemDefault());
            posix.localTime(seconds, fields);
            assertThat(fields)
                    .containsExactly(
                            expected.getYear(),
                            expected.getMonthValue(),
                            expected.getDayOfMonth(),
                            expected.getHour(),
                            expected.getMinute(),
                            expected.getSecond());
        }
    }

    @Test
    void localTimeUsesTz(@TempDir Path scratch) {
        Children children = new Children(posix, scratch);
        String[] echo = children.echo("local-time", "0");
        String[] arguments = new String[echo.length + 2];
        System.arraycopy(echo, 0, arguments, 2, echo.length);
        arguments[0] = "env";
        arguments[1] = "TZ=XYZ-3:30:15";
        assertThat(children.run(Spawn.program("", arguments)).lines())
                .containsExactly("1970", "1", "1", "3", "30", "15");
    }

    @Test
    void findsAByte() {
        byte[] block = "abcabc".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(posix.indexOf(block, 0, 6, (byte) 'c')).isEqualTo(2);
        assertThat(posix.indexOf(block, 3, 6, (byte) 'c')).isEqualTo(5);
        assertThat(posix.indexOf(block, 3, 5, (byte) 'c')).isEqualTo(-1);
        assertThat(posix.indexOf(block, 0, 6, (byte) 'x')).isEqualTo(-1);
    }
}
