package io.daemontools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTextTest {
    @Test
    void showsNamesOnATerminalSafely() {
        assertThat(PrintableText.of("a b-C_9~")).isEqualTo("a b-C_9~");
        assertThat(PrintableText.of("a\u001b[2J\n\\\u007f\u00e4\u009b"))
                .isEqualTo("a\\x1b[2J\\x0a\\x5c\\x7f\\xe4\\x9b");
    }
}
