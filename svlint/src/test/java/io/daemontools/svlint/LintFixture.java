package io.daemontools.svlint;

import static org.assertj.core.api.Assertions.assertThat;

/** A service directory that is linted, and what has to be found in it. */
abstract class LintFixture {
    final Linted a = new Linted();

    void finds(String... lines) {
        assertThat(a.findings()).containsExactly(lines);
        assertThat(a.code()).isEqualTo(lines.length == 0 ? 0 : 1);
        assertThat(a.messages()).isEmpty();
    }
}
