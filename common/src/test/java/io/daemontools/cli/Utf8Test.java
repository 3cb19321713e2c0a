package io.daemontools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
    private static String bytes(int... values) {
        StringBuilder text = new StringBuilder();
        for (int value : values) {
            text.append((char) value);
        }
        return text.toString();
    }

    private static boolean decodes(String bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)));
            return true;
        } catch (CharacterCodingException invalid) {
            return false;
        }
    }

    /** The second byte decides about overlong forms, surrogates and the largest code point. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void agreesWithADecoder(int further) {
        for (int first = 0x80; first <= 0xff; first++) {
            for (int second = 0; second <= 0xff; second++) {
                String text = bytes(first, second) + bytes(0x80, 0x80).substring(0, further);
                assertThat(Utf8.sequence(text, 0) == text.length())
                        .as("%x %x", first, second)
                        .isEqualTo(decodes(text) && text.length() == Utf8.length(first));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x1_0000, 0x10_ffff})
    void decodesTheCodePoint(int code) {
        byte[] encoded = Character.toString(code).getBytes(StandardCharsets.UTF_8);
        String text = "a" + new String(encoded, StandardCharsets.ISO_8859_1) + "b";
        assertThat(Utf8.sequence(text, 1)).isEqualTo(encoded.length);
        assertThat(Utf8.code(text, 1, encoded.length)).isEqualTo(code);
        assertThat(Utf8.code(encoded, 0, encoded.length)).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 0x1f, 0x7f, 0x80, 0x9f, 0x61c, 0x200e, 0x200f, 0x2028, 0x202e, 0x2066, 0x2069})
    void someCharactersDoMoreThanAppear(int code) {
        assertThat(Utf8.controls(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {' ', '~', 0xa0, 0x61b, 0x200d, 0x2010, 0x2027, 0x202f, 0x2065, 0x206a, 0x1_f600})
    void othersOnlyAppear(int code) {
        assertThat(Utf8.controls(code)).isFalse();
    }

    @Test
    void anIncompleteSequenceIsNone() {
        assertThat(Utf8.sequence(bytes(0xe2, 0x82), 0)).isZero();
    }
}
