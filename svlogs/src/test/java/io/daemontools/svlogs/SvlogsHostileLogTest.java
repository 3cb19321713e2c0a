package io.daemontools.svlogs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files and lines by someone who owns a log directory, or chooses what a service logs. */
class SvlogsHostileLogTest extends SvlogsFixture {
    private static final String LOG = MAIN.formatted("a");

    private int run(String... arguments) {
        return machine.run(new Svlogs(), "svlogs", arguments);
    }

    @Test
    void linksAreNotFollowed() {
        machine.tree().file("/secret", line(1, "secret"));
        log("a", old(2), line(2, "two"));
        machine.tree().link(LOG + old(3), "/secret");
        machine.tree().link(LOG + "current", "/secret");
        for (String[] arguments :
                new String[][] {{"/service/a"}, {"-n", "9", "/service/a"}, {"-c", "/c", "/service/a"}}) {
            int before = machine.stdout().length();
            assertThat(run(arguments)).isEqualTo(111);
            assertThat(machine.stdout().substring(before).lines().map(text -> text.replaceFirst(".* ", "")))
                    .containsExactly("two");
        }
        assertThat(machine.stderr())
                .startsWith("svlogs: warning: unable to read " + LOG + old(3) + ": it is a symbolic link\n"
                        + "svlogs: warning: unable to read " + LOG + "current: it is a symbolic link\n");
    }

    /** It is no log file, and what is written to it is not read. */
    @Test
    void aFifoIsNoFile() {
        log("a", old(2), line(2, "two"));
        machine.tree().fifo(LOG + old(3));
        machine.tree().fifo(LOG + "current");
        assertThat(texts("/service/a")).containsExactly("two");
    }

    @Test
    void aLogDirectoryMayBeALink() {
        machine.tree().directory("/var/log/a");
        machine.tree().directory("/service/a/log");
        machine.tree().link(LOG.substring(0, LOG.length() - 1), "/var/log/a");
        machine.tree().file("/var/log/a/current", line(1, "one"));
        assertThat(texts("/service/a")).containsExactly("one");
    }

    /** The names of compressed files are those of others. */
    @ParameterizedTest
    @ValueSource(
            strings = {"BZh", "BZh91AY&SY", "\u001f\u008b", "\u001f\u008b\b\u0000", "\u00fd7zXZ\u0000", "(\u00b5/\u00fd"
            })
    void aTextMayBeginAsACompressedFile(String magic) {
        log("a", old(2), magic + " is text\n" + "and more\n");
        log("a", "current", "end\n");
        assertThat(texts("/service/a")).containsExactly(magic + " is text", "and more", "end");
        assertThat(texts("-n", "2", "/service/a")).containsExactly("and more", "end");
        assertThat(machine.children().started()).isEmpty();
    }

    /** multilog divides a line that is longer than a file. Its rest has no label, whatever it looks like. */
    @Test
    void theRestOfADividedLineHasNoLabel() {
        log("a", old(2), line(1, "one") + line(2, "two").trim());
        log("a", old(3), label(900) + " forged\n" + line(3, "three"));
        log("a", "current", line(4, "four"));
        log("b", "current", line(5, "five"));
        assertThat(texts()).containsExactly("one", "two", label(900) + " forged", "three", "four", "five");
        assertThat(texts("-u", label(4))).containsExactly("one", "two", label(900) + " forged", "three", "four");
        assertThat(texts("-s", label(3))).containsExactly("three", "four", "five");
    }

    /** The file before is not there. */
    @Test
    void theFirstLabelIsDoubted() {
        log("a", old(3), label(900) + " forged\n" + line(3, "three"));
        log("a", "current", line(4, "four"));
        log("b", "current", line(2, "two"));
        assertThat(texts()).containsExactly("two", label(900) + " forged", "three", "four");
        assertThat(texts("-u", label(4))).contains("three", "four");
        machine.tree().file(LOG + old(3), label(900) + " forged\n");
        assertThat(texts("-u", label(4))).contains("four");
    }

    /** An outage has left the line incomplete: the next file begins with another. */
    @Test
    void aLineAfterAnOutageHasItsLabel() {
        log("a", label(2) + ".u", line(1, "one") + line(2, "incomplete").trim());
        log("a", "current", line(3, "three") + line(4, "four"));
        assertThat(texts("-u", label(3))).containsExactly("one", "incomplete", "three");
    }

    /** Also after a restart in the middle of a line. */
    @Test
    void aCursorInALineIsBeforeNoLabel() {
        log("a", old(2), line(1, "one") + line(2, "two").trim());
        assertThat(texts("-c", "/cursor")).containsExactly("one", "two");
        log("a", old(3), label(900) + " forged\n" + line(3, "three"));
        assertThat(texts("-c", "/cursor", "-u", label(4))).containsExactly(label(900) + " forged", "three");
    }
}
