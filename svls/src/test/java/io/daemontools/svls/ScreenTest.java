package io.daemontools.svls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private static String shown(String lines, int height, int width) {
        Text output = new Text();
        new Screen().show(new Text().put(lines), height, width, output);
        byte[] bytes = new byte[output.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = output.at(i);
        }
        return new String(bytes, StandardCharsets.ISO_8859_1).replace("\033", "^");
    }

    @Test
    void linesAreCutAtTheWidth() {
        assertThat(shown("abcd\nabc\nab\n", 0, 3)).isEqualTo("^[Habc\nabc\nab^[K\n^[J");
    }

    @Test
    void coloursTakeNoRoomAndEnd() {
        assertThat(shown("\033[31mabcd\033[me\n", 0, 3)).isEqualTo("^[H^[31mabc^[m\n^[J");
        assertThat(shown("ab\033[31mc\033[m\n", 0, 4)).isEqualTo("^[Hab^[31mc^[m^[K\n^[J");
    }

    @Test
    void withoutAWidthLinesAreWhole() {
        assertThat(shown("abcd\n", 0, 0)).isEqualTo("^[Habcd^[K\n^[J");
    }

    @Test
    void linesBeyondTheHeightAreCounted() {
        assertThat(shown("a\nb\nc\n", 3, 9)).isEqualTo("^[Ha^[K\n~ 2 more^[K\n^[J");
    }
}
