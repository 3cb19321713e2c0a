package io.daemontools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShellWordTest {
    @Test
    void printableNamesAreQuoted() {
        assertThat(ShellWord.of("/a-b")).isEqualTo("/a-b");
        assertThat(ShellWord.of("-a")).isEqualTo("./-a");
        assertThat(ShellWord.of("/it's")).isEqualTo("'/it'\\''s'");
    }

    @Test
    void otherBytesAreWrittenByPrintf() {
        assertThat(ShellWord.of("/\u001b%'\\")).isEqualTo("\"$(printf '/\\033%%\\047\\134')\"");
        assertThat(ShellWord.of("\u00e4")).isEqualTo("\"$(printf '\\344')\"");
        assertThat(ShellWord.of("a\n")).isEqualTo("\"$(printf 'a\\012/')\"");
    }
}
