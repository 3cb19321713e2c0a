package io.daemontools.svls;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Bytes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private static String text(String bytes) {
        Text output = new Text();
        new Json(output).text(bytes);
        return output.toString();
    }

    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "a b/c, a b/c",
        "\u00e4, \\u00e4",
        "\u20ac, \\u20ac",
        "\ud83d\ude00, \\ud83d\\ude00",
        "\u202e, \\u202e"
    })
    void escapesUtf8(String text, String escaped) {
        assertThat(text(utf8(text))).isEqualTo('"' + escaped + '"');
    }

    @Test
    void escapesWhatJsonAndTerminalsDoNotTake() {
        assertThat(text("\"\\\n\u001b\u007f\0")).isEqualTo("\"\\\"\\\\\\u000a\\u001b\\u007f\\u0000\"");
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
        StringBuilder expected = new StringBuilder("\"");
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            expected.append(c < 0x80 ? String.valueOf(c) : String.format("\\udc%02x", (int) c));
        }
        assertThat(text(bytes)).isEqualTo(expected.append('"').toString());
    }

    @Test
    void separatesMembersAndElements() {
        Text output = new Text();
        Json json = new Json(output);
        json.begin('{').name(Json.member("a")).begin('[');
        json.value(1);
        json.value(true);
        json.none();
        json.begin('{').end('}');
        json.end(']');
        json.name(Json.member("b")).plain(Bytes.of("c"));
        json.end('}');
        assertThat(output).hasToString("{\"a\":[1,true,null,{}],\"b\":\"c\"}");
    }
}
