package io.daemontools.svlogs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EscapedNameTest {
    @Test
    void isOneWord() {
        assertThat(EscapedName.of("@40.s")).isEqualTo("@40.s");
        assertThat(EscapedName.of("a b\n\\\u00ff")).isEqualTo("a\\x20b\\x0a\\x5c\\xff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@40.s", "a b\n\\\u00ff", "\\x41", "\\x4", "\\", "\\xyz"})
    void isDecoded(String name) {
        assertThat(EscapedName.decode(EscapedName.of(name))).isEqualTo(name);
    }

    /** An older cursor has names unescaped. */
    @ParameterizedTest
    @ValueSource(strings = {"\\", "\\x4", "\\xyz", "a\\n"})
    void keepsWhatIsNoEscape(String word) {
        assertThat(EscapedName.decode(word)).isEqualTo(word);
    }
}
