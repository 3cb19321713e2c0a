package io.daemontools.manual;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkupTest {

    @Test
    void stylesLiteralsAndPlaceholders() {
        assertThat(Markup.toPicocli("run `svc -d <dir>` on <dir>: 5%"))
                .isEqualTo("run @|bold svc -d |@@|italic dir|@ on @|italic dir|@: 5%%");
        assertThat(Markup.plain("run `svc -d <dir>` on <dir>")).isEqualTo("run svc -d dir on dir");
    }

    @Test
    void doesNotStyleRedirections() {
        assertThat(Markup.toPicocli("`tai64nlocal <current`")).isEqualTo("@|bold tai64nlocal <current|@");
        assertThat(Markup.toPicocli("a < b > c")).isEqualTo("a < b > c");
    }

    @Test
    void convertsToRoff() {
        assertThat(Markup.toRoff(Markup.toPicocli("see svc(8) for `-d <dir>`, 5%, and \\")))
                .isEqualTo("see \\fBsvc\\fR(8) for \\fB\\-d \\fR\\fIdir\\fR, 5%, and \\e");
        assertThat(Markup.toRoff(Markup.toPicocli("`don't`"))).isEqualTo("\\fBdon\\(aqt\\fR");
    }

    @Test
    void noLineIsARoffRequest() {
        assertThat(Markup.toRoff("first\n.second\n'third")).isEqualTo("first\n\\&.second\n\\&'third");
        assertThat(Markup.safeLines(Markup.literal(".hidden"))).isEqualTo("\\&.hidden");
    }
}
