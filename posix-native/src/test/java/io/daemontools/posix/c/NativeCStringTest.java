package io.daemontools.posix.c;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Bytes;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeCStringTest {
    private final NativeCString string = new NativeCString();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 129, 4096, 16383})
    void alwaysEndsInNul(int length) {
        byte[] bytes = string.of("x".repeat(length));
        assertThat(bytes[length]).isZero();
        assertThat(Bytes.text(bytes, length)).isEqualTo("x".repeat(length));
    }

    @Test
    void endsWhereTheShorterTextEnds() {
        string.of("a long name");
        byte[] bytes = string.of("short");
        assertThat(HexFormat.of().formatHex(bytes, 0, 6)).isEqualTo("73686f727400");
    }

    @Test
    void reusesItsBuffer() {
        byte[] first = string.of("a");
        assertThat(string.of("b".repeat(127))).isSameAs(first);
        byte[] longer = string.of("c".repeat(128));
        assertThat(longer).isNotSameAs(first);
        assertThat(string.of("d")).isSameAs(longer);
    }

    @Test
    void truncatesANameLongerThanAnySystemAllows() {
        assertThat(string.of("x".repeat(100_000))).hasSize(16_385).endsWith('x', 0);
    }

    @Test
    void hasOneBytePerChar() {
        StringBuilder all = new StringBuilder();
        for (char value = 1; value < 256; value++) {
            all.append(value);
        }
        byte[] bytes = string.of(all.toString());
        for (int value = 1; value < 256; value++) {
            assertThat(bytes[value - 1]).isEqualTo((byte) value);
        }
        assertThat(Bytes.text(bytes, 255)).isEqualTo(all.toString());
    }

    @Test
    void storesStringsInOneBlock() {
        assertThat(HexFormat.of().formatHex(NativeCString.block(new String[] {"ab", "", "\u00ff"})))
                .isEqualTo("61620000ff00");
        assertThat(NativeCString.block(new String[0])).isEmpty();
    }
}
