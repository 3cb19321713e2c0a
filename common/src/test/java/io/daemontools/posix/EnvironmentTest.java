package io.daemontools.posix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnvironmentTest {
    private static final String[] VARIABLES = {
        "PATHS=no", "NOVALUE", "=empty name", "PATH=/bin:/usr/bin", "EMPTY=", "PATH=second", "EQUATION=a=b"
    };

    @Test
    void findsTheFirstOfThatName() {
        assertThat(Environment.get(VARIABLES, "PATH")).isEqualTo("/bin:/usr/bin");
    }

    @Test
    void distinguishesAnEmptyValueFromNone() {
        assertThat(Environment.get(VARIABLES, "EMPTY")).isEmpty();
        assertThat(Environment.get(VARIABLES, "MISSING")).isNull();
        assertThat(Environment.get(VARIABLES, "NOVALUE")).isNull();
        assertThat(Environment.get(new String[0], "PATH")).isNull();
    }

    @Test
    void splitsAtTheFirstEqualsSign() {
        assertThat(Environment.get(VARIABLES, "EQUATION")).isEqualTo("a=b");
        assertThat(Environment.get(VARIABLES, "")).isEqualTo("empty name");
    }
}
