package io.daemontools.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Posix;
import io.daemontools.simulation.unit.TestMachine;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StampTest {
    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();
    private final Stamp stamp = new Stamp(posix);

    private String at(long wallClock) {
        machine.clock().setWallClock(wallClock);
        byte[] line = "line".getBytes(StandardCharsets.ISO_8859_1);
        byte[] bytes = new byte[2 + Stamp.LENGTH + line.length];
        System.arraycopy(line, 0, bytes, 2 + Stamp.LENGTH, line.length);
        stamp.put(bytes, 2);
        return new String(bytes, 2, bytes.length - 2, StandardCharsets.ISO_8859_1);
    }

    private static String label(long wallClock) {
        byte[] label = new byte[Tai64nLabel.TEXT];
        Tai64nLabel.print(wallClock, label, 0);
        return new String(label, StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 999_999_999, -1, 1_700_000_000_123_456_789L, Long.MAX_VALUE})
    void isTheLabelAndASpace(long wallClock) {
        assertThat(at(wallClock)).isEqualTo(label(wallClock) + " line");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 999_999_999, 1_000_000_000, -1, -1_000_000_000, -1_000_000_001})
    void followsAnyClockChange(long step) {
        long start = 1_700_000_000_000_000_000L;
        for (long now = start; now != start + 4 * step; now += step) {
            assertThat(at(now)).startsWith(label(now));
        }
    }
}
