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
    void givesTheRest() {
        assertThat(arguments.from(0)).containsExactly("-u", "a", "");
        assertThat(arguments.from(1)).containsExactly("a", "");
        assertThat(arguments.from(3)).isEmpty();
    }

    @Test
    void givesTheRestAsACopy() {
        arguments.from(0)[0] = "changed";
        assertThat(arguments.get(0)).isEqualTo("-u");
    }
}
