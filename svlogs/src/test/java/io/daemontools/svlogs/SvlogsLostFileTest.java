package io.daemontools.svlogs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** svlogs with a cursor whose file is gone, or is not the next one: a line is rather repeated than lost. */
class SvlogsLostFileTest extends SvlogsFixture {
    private static final String LOG = MAIN.formatted("a");

    private List<String> next() {
        return texts("-c", "/cursor");
    }

    private void rename(String from, String to) {
        machine.tree().rename(LOG + from, LOG + to);
    }

    @Test
    void aClockThatWasAheadHidesNoLine() {
        log("a", "current", line(1, "one") + line(500, "ahead"));
        assertThat(next()).containsExactly("one", "ahead");
        machine.tree().remove(LOG + "current");
        log("a", old(501), line(10, "two") + line(11, "three"));
        log("a", "current", line(12, "four"));
        assertThat(next()).containsExactly("two", "three", "four");
        assertThat(next()).isEmpty();
    }

    /** The same while it follows: what was made of the file that was read before is gone, too. */
    @Test
    void aClockThatWasAheadHidesNoFile() {
        log("a", "current", line(2000, "ahead"));
        machine.clock().at(Duration.ofSeconds(5), () -> rename("current", "previous"));
        machine.clock().at(Duration.ofSeconds(6), () -> {
            machine.tree().remove(LOG + "previous");
            log("a", old(1006), line(1005, "two") + line(1006, "three"));
            log("a", "current", line(1007, "four"));
        });
        machine.runUntil(Duration.ofSeconds(20), new Svlogs(), "svlogs", "-f", "-j", "/service/a");
        assertThat(machine.stdout().lines().map(text -> text.replaceAll(".*\"text\":\"(.*)\"}", "$1")))
                .containsExactly("ahead", "two", "three", "four");
    }

    /** The first label that a processor has left shows which file it is: lines before it are shown, or were shown. */
    @ParameterizedTest
    @CsvSource({
        "1005, 1006, ahead x at two three four",
        "1003, 2000, ahead x four",
        "2000, 2001, ahead x three four",
        "2001, 2002, ahead x at two three four"
    })
    void linesWithoutLabelsAreThoseOfTheirFile(int first, int second, String expected) {
        log("a", "current", line(1003, "ahead") + line(2000, "x"));
        machine.clock().at(Duration.ofSeconds(5), () -> rename("current", "previous"));
        machine.clock().at(Duration.ofSeconds(6), () -> {
            machine.tree().remove(LOG + "previous");
            log("a", old(1006), "at\n" + line(first, "two") + line(second, "three"));
            log("a", "current", line(3000, "four"));
        });
        machine.runUntil(Duration.ofSeconds(20), new Svlogs(), "svlogs", "-f", "-j", "/service/a");
        assertThat(machine.stdout().lines().map(text -> text.replaceAll(".*\"text\":\"(.*)\"}", "$1")))
                .containsExactly(expected.split(" "));
    }

    /** A processor has left out the last line. */
    @Test
    void aFileWithoutTheLastLineIsRepeated() {
        log("a", "current", line(1, "one") + line(2, "two"));
        assertThat(next()).containsExactly("one", "two");
        machine.tree().remove(LOG + "current");
        log("a", old(3), line(1, "one") + line(3, "three"));
        assertThat(next()).containsExactly("one", "three");
    }

    /** As after the directory was removed, and the clock was set back. */
    @Test
    void filesOfANewLogAreRead() {
        log("a", old(500), line(499, "one"));
        log("a", "current", line(501, "two"));
        assertThat(next()).containsExactly("one", "two");
        machine.tree().remove(LOG + "current");
        machine.tree().remove(LOG + old(500));
        log("a", old(3), line(2, "three"));
        log("a", "current", line(4, "four"));
        assertThat(next()).containsExactly("three", "four");
    }

    @Test
    void aFileThatGetsItsNameLaterIsNotRepeated() {
        log("a", "previous", line(1, "one"));
        log("a", "current", line(2, "two"));
        assertThat(next()).containsExactly("one", "two");
        rename("previous", old(2));
        log("a", "current", line(2, "two") + line(3, "three"));
        assertThat(next()).containsExactly("three");
        rename("current", "previous");
        log("a", "current", line(4, "four"));
        assertThat(next()).containsExactly("four");
        rename("previous", old(4));
        assertThat(next()).isEmpty();
    }

    /** Nothing shows that it is the same file, which may have got the number of another. */
    @ParameterizedTest
    @ValueSource(strings = {"", "x\n"})
    void aPositionWithoutLabelsHidesNoFile(String read) {
        log("a", old(1), read);
        log("a", "current", read);
        next();
        rename("current", old(9));
        log("a", old(5), line(5, "five"));
        log("a", old(9), read + line(9, "nine"));
        assertThat(next()).containsExactly("five", "nine");
    }

    @Test
    void aPositionAtTheBeginningOfAFileIsKept() {
        log("a", old(1), line(1, "one"));
        log("a", "current", "");
        assertThat(next()).containsExactly("one");
        assertThat(next()).isEmpty();
        log("a", "current", line(2, "two"));
        rename("current", old(2));
        log("a", "current", line(3, "three"));
        assertThat(next()).containsExactly("two", "three");
    }
}
