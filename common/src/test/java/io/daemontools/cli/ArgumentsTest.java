package io.daemontools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArgumentsTest {
    private final Arguments arguments = new Arguments("/usr/local/bin/svc", "-u", "a", "");

    @Test
    void knowsTheNameItWasCalledByWithoutDirectories() {
        assertThat(arguments.program()).isEqualTo("svc");
        assertThat(new Arguments("svc").program()).isEqualTo("svc");
        assertThat(new Arguments("bin/").program()).isEmpty();
    }

    @Test
    void countsTheWordsAfterTheName() {
        assertThat(arguments.size()).isEqualTo(3);
        assertThat(arguments.get(0)).isEqualTo("-u");
        assertThat(arguments.get(2)).isEmpty();
    }

    @Test
    void asksForAWordWhenItIsWanted() {
        Arguments words = new Arguments("svc", 2, index -> "word " + index);
        assertThat(words.size()).isEqualTo(2);
        assertThat(words.get(1)).isEqualTo("word 1");
    }
}
