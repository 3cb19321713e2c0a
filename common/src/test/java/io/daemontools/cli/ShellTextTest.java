package io.daemontools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShellTextTest {
    @Test
    void quotesWhatIsSpecial() {
        assertThat(ShellText.quoted("/usr/bin/x_1.0:@%+,-=")).isEqualTo("/usr/bin/x_1.0:@%+,-=");
        assertThat(ShellText.quoted("")).isEqualTo("''");
        assertThat(ShellText.quoted("it's")).isEqualTo("'it'\\''s'");
        assertThat(ShellText.quoted("~\n\u00ff")).isEqualTo("'~\n\u00ff'");
    }
}
