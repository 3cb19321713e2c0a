package io.daemontools.svls;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.cli.PrintableText;
import io.daemontools.posix.Clocks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {
    @ParameterizedTest
    @CsvSource({
        "-5, 0s",
        "0, 0s",
        "99, 99s",
        "100, 1m",
        "5999, 99m",
        "6000, 1h",
        "359999, 99h",
        "360000, 4d",
        "8640000000, 100000d"
    })
    void shortensAges(long seconds, String text) {
        Text into = new Text();
        Texts.age(seconds * Clocks.SECOND, into);
        assertThat(into).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0K",
        "1024, 1K",
        "10484736, 10239K",
        "10485760, 10M",
        "12884901888, 12G",
        "9223372036854775807, 8191P"
    })
    void shortensSizes(long bytes, String text) {
        Text into = new Text();
        Texts.size(bytes, into);
        assertThat(into).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({"1, HUP", "9, KILL", "15, TERM", "7, signal 7", "31, signal 31", "255, signal 255"})
    void namesSignals(int number, String text) {
        assertThat(Texts.signal(number)).isEqualTo(text);
    }

    @Test
    void showsNamesOnATerminalSafely() {
        assertThat(PrintableText.of("a b-C_9~")).isEqualTo("a b-C_9~");
        assertThat(PrintableText.of("a\u001b[2J\n\\\u007f\u00e4\u009b"))
                .isEqualTo("a\\x1b[2J\\x0a\\x5c\\x7f\\xe4\\x9b");
    }
}
