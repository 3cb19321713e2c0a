package io.daemontools.svlogs;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.cli.JsonText;
import io.daemontools.posix.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLineTest {
    private final JsonLine line = new JsonLine();
    private byte[] bytes = {};

    private boolean parse(String text) {
        bytes = Bytes.of("{" + text + "\n");
        return line.parse(bytes, 1, bytes.length - 1);
    }

    private String part(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    @Test
    void readsMembers() {
        assertThat(parse("{\"time\":\"2026\",\"tai64n\":\"@4000000037c219bf2ef02e94\",\"service\":\"w\\\\b\","
                        + "\"n\":-1.5e3,\"m\":null,\"text\":\"a \\\"b\\\" \\u001b\\udcff \\u00e4\\ud83d\\ude00\"}"))
                .isTrue();
        assertThat(part(line.serviceStart(), line.serviceEnd())).isEqualTo("w\\b");
        assertThat(part(line.labelStart(), line.labelStart() + 25)).isEqualTo("@4000000037c219bf2ef02e94");
        assertThat(part(line.textStart(), line.textEnd()))
                .isEqualTo("a \"b\" \u001b\u00ff \u00c3\u00a4\u00f0\u009f\u0098\u0080");
        assertThat(parse("{\"tai64n\":\"@4000000037c219bf2ef02e94\",\"text\":\"\"}"))
                .isTrue();
        assertThat(part(line.labelStart(), line.labelStart() + 1)).isEqualTo("@");
        assertThat(line.textStart()).isEqualTo(line.textEnd());
    }

    /** JSON leaves open which of two members with one name counts. */
    @Test
    void leavesOutMembersThatAreNoStrings() {
        for (String text : new String[] {"\"text\":1,\"text\":\"a\"", "\"text\":\"a\",\"text\":null"}) {
            assertThat(parse("{\"service\":null,\"tai64n\":7," + text + "}")).isTrue();
            assertThat(part(line.textStart(), line.textEnd())).isEqualTo("a");
            assertThat(line.serviceEnd()).isEqualTo(line.serviceStart());
            assertThat(line.labelStart()).isNegative();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{",
                "{\"text\"}",
                "{\"text\":}",
                "{\"text\":\"",
                "{\"text\":\"a\"",
                "{\"text\":\"a\"}x",
                "{\"a\":\"b\"}",
                "{\"text\":\"a\",}",
                "{\"text\":\"a\\\"}",
                "{\"text\":{\"a\":1}}",
                "{\"text\":1}",
                "{\"text\":null}",
                "{\"text\":true,\"tai64n\":\"@4000000037c219bf2ef02e94\"}",
                "{\"service\":1}",
                "{text:\"a\"}"
            })
    void leavesOtherLinesUnchanged(String text) {
        assertThat(parse(text)).isFalse();
        assertThat(part(1, bytes.length - 1)).isEqualTo(text);
    }

    @Test
    void readsWhatIsWritten() {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            byte[] text = new byte[random.nextInt(30)];
            random.nextBytes(text);
            for (int j = 0; j < text.length; j++) {
                text[j] = text[j] == '\n'
                        ? 0
                        : random.nextBoolean()
                                ? text[j]
                                : (byte) "\u00c3\u00a4\u00e2\u0082\u00acx".charAt(random.nextInt(6));
            }
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            JsonText json = new JsonText((block, from, to) -> written.write(block, from, to - from));
            json.put(text, 0, text.length);
            json.end();
            assertThat(parse("{\"text\":\"" + written.toString(StandardCharsets.ISO_8859_1) + "\"}"))
                    .isTrue();
            assertThat(part(line.textStart(), line.textEnd())).isEqualTo(new String(text, StandardCharsets.ISO_8859_1));
        }
    }
}
