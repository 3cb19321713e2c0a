package io.daemontools.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ManualTest {
    private static final String TEXT = "Some text.";

    /** A manual that is complete except for its options. */
    private static Manual manual(String letters) {
        Manual manual = Manual.of("try", "tries `things`", letters)
                .operand("dir", OperandKind.SERVICE, "A directory, 100% of it.")
                .exit("0", "All is well.")
                .seeAlso("svc(8)");
        for (String heading : List.of("DESCRIPTION", "SIGNALS", "FILES", "COMPATIBILITY")) {
            manual.section(heading, TEXT);
        }
        return manual.section("EXAMPLES", "Try:\n\n    try 'it' -n\n");
    }

    private static Manual complete() {
        return manual("nm:")
                .option('n', "Now, not later.")
                .option('m', "bytes", "Memory.")
                .program("The program to run.");
    }

    private static Rendered rendered() {
        return Rendered.of(complete(), "1.2.3", "2026-01-31");
    }

    @Test
    void describesExactlyTheOptionsThatAreRead() {
        assertThatIllegalStateException()
                .isThrownBy(() -> manual("nm:").option('n', "Now.").complete())
                .withMessage("try reads the options nm:, but its manual describes n");
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        manual("n").option('n', "Now.").option('o', "Once.").complete());
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        manual("n").option('n', "bytes", "A value it has not.").complete());
    }

    @Test
    void mustBeComplete() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Manual.of("try", "tries").complete())
                .withMessageContaining("has no section DESCRIPTION");
        assertThatIllegalStateException()
                .isThrownBy(() -> manual("").seeAlso().complete())
                .withMessageContaining("no related pages");
        assertThatIllegalArgumentException().isThrownBy(() -> manual("").section("DESCRIPTOIN", TEXT));
    }

    @Test
    void helpHasNoMarkup() {
        assertThat(rendered().help())
                .startsWith("usage: try [-n] [-m bytes] dir program [argument ...]\n       try --help | --version\n")
                .contains("\ntry tries things\n")
                .contains("A directory, 100% of it.\n")
                .containsPattern("\n  -n +Now, not later\\.\n")
                .containsPattern("\n  -m  bytes +Memory\\.\n")
                .containsPattern("\nExit status:\n  0 +All is well\\.\n")
                .doesNotContain("`", "@|", "%%");
        assertThat(rendered().version()).isEqualTo("try (daemontools) 1.2.3\n");
    }

    @Test
    void isAPage() {
        assertThat(rendered().page())
                .contains(".TH try 8 2026-01-31 \"daemontools 1.2.3\" daemontools\n")
                .contains("try \\- tries \\fBthings\\fR\n")
                .contains("[\\fB\\-m\\fR\\ \\fIbytes\\fR]\n")
                .contains(".TP\n\\fB\\-m\\fR \\fIbytes\\fR\nMemory.\n")
                .contains(".nf\ntry \\(aqit\\(aq \\-n\n.fi\n")
                .contains(".SH \"EXIT STATUS\"\n.TP\n\\fB0\\fR\nAll is well.\n")
                .endsWith(".SH \"SEE ALSO\"\n\\fBsvc\\fR(8)\n");
    }

    @Test
    void isCompletions() {
        assertThat(rendered().bashCompletion())
                .contains("  _daemontools 'nm:' 'service program argument...'\n")
                .endsWith("complete -F _daemontools_try try\n");
        assertThat(rendered().zshCompletion())
                .startsWith("#compdef try\n")
                .contains("'-n[Now, not later]'")
                .contains("'-m+[Memory]:bytes: '")
                .contains("'1:dir:_daemontools_services'")
                .contains("'*:::program:_normal'");
    }

    @Test
    void breaksALongSynopsisBetweenParts() {
        List<String> lines = Synopsis.lines(complete(), 40, 7);
        assertThat(lines)
                .containsExactly(
                        "try [-n] [-m bytes] dir program",
                        "           [argument ...]",
                        "       try --help | --version");
    }
}
