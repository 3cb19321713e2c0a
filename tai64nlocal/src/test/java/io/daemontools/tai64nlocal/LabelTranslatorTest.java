package io.daemontools.tai64nlocal;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.cli.Output;
import io.daemontools.posix.Posix;
import io.daemontools.simulation.unit.TestMachine;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LabelTranslatorTest {
    private static final String TEXT =
            "a\n@4000000037c219bf2ef02e94 b\n\n@4000000037c219bfX\n@400000000000000a0000000f\nend";
    private static final String TRANSLATED =
            "a\n1999-08-24 04:04:05.787492500 b\n\n@4000000037c219bfX\n1970-01-01 00:00:00.000000015\nend";

    /** Translates the text in three blocks, cut at these places; any of them may be empty. */
    private static String translate(int first, int second) {
        TestMachine machine = new TestMachine();
        Posix posix = machine.posix();
        Output output = new Output(posix, Posix.STDOUT, 256);
        LabelTranslator translator = new LabelTranslator(posix);
        translate(TEXT.substring(0, first), translator, output);
        translate(TEXT.substring(first, second), translator, output);
        translate(TEXT.substring(second), translator, output);
        output.flush();
        return machine.stdout();
    }

    /** Bytes beyond the length of a block have no effect. */
    private static void translate(String block, LabelTranslator translator, Output output) {
        byte[] bytes = (block + "\n@400000000000000a00000000\n").getBytes(StandardCharsets.ISO_8859_1);
        translator.transform(bytes, block.length(), output);
    }

    @Test
    void blockBoundariesDoNotMatter() {
        for (int first = 0; first <= TEXT.length(); first++) {
            for (int second = first; second <= TEXT.length(); second++) {
                assertThat(translate(first, second))
                        .as("cut at " + first + " and " + second)
                        .isEqualTo(TRANSLATED);
            }
        }
    }
}
