package io.daemontools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final JsonText json = new JsonText((bytes, from, to) -> written.write(bytes, from, to - from));

    /** As a string, as bytes, and as bytes that come one by one. */
    private String text(String bytes) {
        json.put(bytes);
        json.end();
        String text = taken();
        byte[] block = Bytes.of(bytes);
        json.put(block, 0, block.length);
        json.end();
        assertThat(taken()).isEqualTo(text);
        for (int i = 0; i < block.length; i++) {
            json.put(block, i, i + 1);
        }
        json.end();
        assertThat(taken()).isEqualTo(text);
        return text;
    }

    private String taken() {
        String text = written.toString(StandardCharsets.ISO_8859_1);
        written.reset();
        return text;
    }

    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b/c", "\u00e4", "\u20ac", "\ud83d\ude00"})
    void leavesUtf8Unchanged(String text) {
        assertThat(text(utf8(text))).isEqualTo(utf8(text));
    }

    @ParameterizedTest
    @CsvSource({"'\u009b', \\u009b", "'\u2028', \\u2028", "'\u202e', \\u202e", "'\u2066', \\u2066"})
    void escapesCharactersThatTerminalsDoNotTake(String text, String escaped) {
        assertThat(text(utf8(text))).isEqualTo(escaped);
    }

    @Test
    void escapesWhatJsonAndTerminalsDoNotTake() {
        assertThat(text("\"\\\n\u001b\u007f\0")).isEqualTo("\\\"\\\\\\u000a\\u001b\\u007f\\u0000");
    }

    /** Single bytes, sequences that are too short or too long, surrogates, and what is above the largest code point. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0080",
                "\u00ff",
                "\u00c3",
                "\u00c3(",
                "\u00c0\u00af",
                "\u00e0\u0080\u00af",
                "\u00ed\u00a0\u0080",
                "\u00f4\u0090\u0080\u0080",
                "\u00f5\u0080\u0080\u0080",
                "\u00e2\u0082"
            })
    void escapesOtherBytesReversibly(String bytes) {
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            expected.append(c < 0x80 ? String.valueOf(c) : String.format("\\udc%02x", (int) c));
        }
        assertThat(text(bytes)).isEqualTo(expected.toString());
    }
}
