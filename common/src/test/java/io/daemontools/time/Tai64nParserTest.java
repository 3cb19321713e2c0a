package io.daemontools.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Tai64nParserTest {
    private final Tai64nParser parser = new Tai64nParser();

    private void parse(String digits) {
        parser.clear();
        for (int i = 0; i < digits.length(); i++) {
            assertThat(parser.add(digits.charAt(i))).isTrue();
        }
    }

    @Test
    void readsTheTimeOfALabel() {
        parse("4000000037c219bf2ef02e94");
        assertThat(parser.seconds()).isEqualTo(935467445);
        assertThat(parser.nanoseconds()).isEqualTo(787492500);
        parse("40000000000000093b9ac9ff");
        assertThat(parser.seconds()).isEqualTo(-1);
        assertThat(parser.nanoseconds()).isEqualTo(999999999);
    }

    @Test
    void readsTheLast24Digits() {
        parse("abcdef4000000037c219bfffffffff");
        assertThat(parser.seconds()).isEqualTo(935467445);
        assertThat(parser.nanoseconds()).isEqualTo(0xffffffffL);
    }

    @Test
    void readsFewerDigitsAsTheLast() {
        parse("1ff");
        assertThat(parser.seconds()).isEqualTo(-Tai64nLabel.EPOCH);
        assertThat(parser.nanoseconds()).isEqualTo(0x1ff);
    }

    @Test
    void readsALabel() {
        byte[] bytes = "x@4000000037c219bf2ef02e94 ".getBytes(StandardCharsets.US_ASCII);
        assertThat(parser.read(bytes, 1, bytes.length)).isTrue();
        assertThat(parser.seconds()).isEqualTo(935467445);
        assertThat(parser.read(bytes, 1, bytes.length - 1)).isTrue();
        assertThat(parser.read(bytes, 1, bytes.length - 2)).isFalse();
        assertThat(parser.read(bytes, 0, bytes.length)).isFalse();
        bytes[bytes.length - 1] = '0';
        assertThat(parser.read(bytes, 1, bytes.length)).isFalse();
        bytes[bytes.length - 2] = 'x';
        assertThat(parser.read(bytes, 1, bytes.length)).isFalse();
    }

    @Test
    void addsDigitsOnly() {
        parse("12");
        for (char character : "gA @\n/:`\u0000".toCharArray()) {
            assertThat(parser.add(character)).isFalse();
        }
        assertThat(parser.add((byte) 0xb1)).isFalse();
        assertThat(parser.nanoseconds()).isEqualTo(0x12);
    }
}
