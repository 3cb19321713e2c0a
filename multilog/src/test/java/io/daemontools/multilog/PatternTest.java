package io.daemontools.multilog;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Bytes;
import org.junit.jupiter.api.Test;

class PatternTest {
    private static boolean matches(String pattern, String line) {
        byte[] bytes = Bytes.of("<" + line + ">");
        return new Pattern(pattern).matches(bytes, 1, bytes.length - 1);
    }

    @Test
    void matchesCharactersThemselves() {
        assertThat(matches("", "")).isTrue();
        assertThat(matches("abc", "abc")).isTrue();
        assertThat(matches("+(\u00e9.", "+(\u00e9.")).isTrue();
        assertThat(matches("abc", "ab")).isFalse();
        assertThat(matches("ab", "abc")).isFalse();
        assertThat(matches("", "a")).isFalse();
    }

    @Test
    void starMatchesUpToTheNextCharacter() {
        assertThat(matches("a*d", "abcd")).isTrue();
        assertThat(matches("*: fatal: *", "prog: fatal: no")).isTrue();
        assertThat(matches("a*d", "abcde")).isFalse();
        assertThat(matches("a*d", "abc")).isFalse();
    }

    @Test
    void finalStarMatchesTheRest() {
        assertThat(matches("*", "")).isTrue();
        assertThat(matches("*", "abc")).isTrue();
        assertThat(matches("a*", "a")).isTrue();
        assertThat(matches("a*", "ba")).isFalse();
    }

    @Test
    void starStopsAtTheFirstOccurrence() {
        assertThat(matches("*ab", "aab")).isFalse();
        assertThat(matches("*ab", "cab")).isTrue();
    }

    @Test
    void theFirstOfTwoStarsStopsAtAStar() {
        assertThat(matches("**", "abc")).isFalse();
        assertThat(matches("**", "ab*c")).isTrue();
        assertThat(matches("**x", "ab*cx")).isTrue();
    }
}
