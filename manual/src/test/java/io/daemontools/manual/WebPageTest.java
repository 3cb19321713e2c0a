package io.daemontools.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WebPageTest {
    private static Manual manual() {
        Manual manual = Manual.of("try", "tries `a & b`", "m:")
                .option('m', "bytes", "Memory, at least 5%; see svc(8) and fork(2).")
                .operand("dir", OperandKind.SERVICE, "A directory.")
                .exit("0", "All is well.")
                .section("DESCRIPTION", "Reads `<dir>`.\n\nfirst\n    One.\nsecond\n    Two.")
                .section("EXAMPLES", "Try:\n\n    try <\"in\" && 50%\n")
                .seeAlso("svc(8)");
        for (String heading : List.of("SIGNALS", "FILES", "COMPATIBILITY")) {
            manual.section(heading, "None.");
        }
        return manual.complete();
    }

    private static String page() {
        return WebPage.of(manual(), Set.of("svc", "try"), "1.2.3", "2026-01-31");
    }

    @Test
    void hasTitleVersionAndDate() {
        assertThat(page())
                .contains("<title>try(8)</title>", "<h1>try(8)</h1>", "daemontools 1.2.3", "2026-01-31")
                .contains("<p>tries <code>a &amp; b</code></p>");
    }

    @Test
    void showsWhatIsLiteralAndWhatStandsForSomething() {
        assertThat(page())
                .contains("<span>[<code>-m</code> <var>bytes</var>]</span> <span><var>dir</var></span>")
                .contains("<dt><code>-m</code> <var>bytes</var></dt>")
                .contains("<p>Reads <var>dir</var>.</p>")
                .contains("<pre>try &lt;&quot;in&quot; &amp;&amp; 50%</pre>");
    }

    @Test
    void isOneListForItemsThatFollowEachOther() {
        assertThat(page())
                .contains(
                        "<dl>\n<dt>first</dt>\n<dd>One.</dd>\n<dt>second</dt>\n<dd>Two.</dd>\n</dl>\n<h2>OPTIONS</h2>");
    }

    @Test
    void linksToPagesThatExist() {
        assertThat(page()).contains("at least 5%; see <a href=\"svc.8.html\">svc(8)</a> and fork(2).");
    }

    @Test
    void indexHasAllPages() {
        assertThat(WebPage.index(List.of(manual()), "1.2.3"))
                .contains("<dt><a href=\"try.8.html\">try(8)</a></dt>\n<dd>tries <code>a &amp; b</code></dd>");
    }
}
