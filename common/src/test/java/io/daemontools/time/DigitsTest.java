package io.daemontools.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DigitsTest {
    private static final int SAMPLES = 100_000;

    private final Random random = new Random(1);

    private static String text(long digits) {
        StringBuilder text = new StringBuilder();
        for (int shift = 56; shift >= 0; shift -= 8) {
            text.append((char) ((digits >>> shift) & 0xff));
        }
        return text.toString();
    }

    private static long digits(String text) {
        long digits = 0;
        for (int i = 0; i < text.length(); i++) {
            digits = (digits << 8) | text.charAt(i);
        }
        return digits;
    }

    @Test
    void hexadecimal() {
        for (int i = 0; i < SAMPLES; i++) {
            int number = random.nextInt() >>> random.nextInt(32);
            long digits = Digits.hexadecimal(number);
            assertThat(text(digits)).isEqualTo(String.format("%08x", number));
            assertThat(Digits.parseHexadecimal(digits)).isEqualTo(number & 0xffffffffL);
        }
    }

    @Test
    void decimal() {
        for (int number = 0; number < 100_000_000; number += 997) {
            assertThat(text(Digits.decimal(number))).isEqualTo(String.format("%08d", number));
        }
        for (int i = 0; i < 10_000; i++) {
            assertThat(text(Digits.decimal(i * 10_000 + i))).isEqualTo(String.format("%04d%04d", i, i));
        }
    }

    @Test
    void anyOtherCharacterIsNoDigit() {
        for (int place = 0; place < 8; place++) {
            for (int character = 0; character < 256; character++) {
                String text = "0".repeat(place) + (char) character + "f".repeat(7 - place);
                boolean digit = "0123456789abcdef".indexOf(character) >= 0;
                long parsed = Digits.parseHexadecimal(digits(text));
                assertThat(parsed).as(text).isEqualTo(digit ? Long.parseLong(text, 16) : -1);
            }
        }
    }
}
