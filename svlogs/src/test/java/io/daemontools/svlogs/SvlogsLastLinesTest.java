package io.daemontools.svlogs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** svlogs -n, also of large files and long lines, in little memory. */
class SvlogsLastLinesTest extends SvlogsFixture {
    private static final int LONG = 5_000_000;

    @ParameterizedTest
    @CsvSource({"0, ''", "1, 8", "2, 7 8", "3, 6 7 8", "5, 4 5 6 7 8", "8, 1 2 3 4 5 6 7 8", "99, 1 2 3 4 5 6 7 8"})
    void thoseOfAllFilesCount(String number, String expected) {
        log("a", old(3), line(1, "1") + line(3, "3"));
        log("a", "previous", line(4, "4").trim());
        log("a", "current", line(6, "6") + line(8, "8"));
        log("b", old(3), line(2, "2"));
        log("b", "current", line(5, "5") + line(7, "7").trim());
        assertThat(String.join(" ", texts("-n", number))).isEqualTo(expected);
    }

    @Test
    void aLongLineIsNotKeptInMemory() {
        machine.setMemory(1_200_000);
        String text = "x".repeat(LONG);
        log("a", old(1), line(1, "one"));
        log("a", "current", line(2, text));
        assertThat(texts("-n", "1")).containsExactly(text);
        assertThat(texts("-n", "2")).containsExactly("one", text);
        log("b", "current", line(3, "three"));
        assertThat(texts("-n", "1")).containsExactly("three");
        assertThat(texts("-j", "-n", "2")).last().asString().contains("three");
    }

    /** Which lines are the last ones is known at the end: the parts of a long line are lines of their own. */
    @Test
    void aLongLineWithAPatternIsDivided() {
        log("a", "current", line(1, "x".repeat(LONG)));
        assertThat(texts("-n", "9", "-g", "x"))
                .hasSize(5)
                .allSatisfy(text -> assertThat(text).matches("x+").hasSizeLessThanOrEqualTo(1 << 20));
        assertThat(texts("-n", "1", "-g", "x")).hasSize(1);
        assertThat(texts("-n", "9", "-g", "x", "-j"))
                .hasSize(5)
                .allMatch(text -> text.endsWith("x\"}"))
                .filteredOn(text -> text.contains("tai64n"))
                .hasSize(1);
    }

    @Test
    void aContinuedLogHasAllItsLines() {
        log("a", "current", line(1, "a1"));
        assertThat(texts("-c", "/cursor", "-n", "1")).containsExactly("a1");
        log("a", "current", line(1, "a1") + line(2, "a2") + line(3, "a3") + line(6, "a6"));
        log("b", "current", line(4, "b4") + line(5, "b5"));
        assertThat(texts("-c", "/cursor", "-n", "1")).containsExactly("a2", "a3", "b5", "a6");
        log(
                "a",
                "current",
                line(1, "a1") + line(2, "a2") + line(3, "a3") + line(6, "a6") + line(7, "7a") + line(8, "8a"));
        assertThat(texts("-c", "/cursor", "-n", "1", "-g", "a")).containsExactly("7a", "8a");
    }

    /** A cursor leaves it for the next time, so it is none of the last lines. */
    @ParameterizedTest
    @CsvSource({"0, ''", "1, 3", "2, 2 3", "3, 1 2 3", "9, 1 2 3"})
    void anIncompleteLineThatIsNotShownDoesNotCount(String number, String expected) {
        log("a", old(2), line(1, "1"));
        log("a", "current", line(2, "2") + line(3, "3") + label(4));
        assertThat(String.join(" ", texts("-c", "/cursor", "-n", number))).isEqualTo(expected);
        log("a", "current", line(2, "2") + line(3, "3") + line(4, "4"));
        assertThat(texts("-c", "/cursor")).containsExactly("4");
        log("b", "current", label(1));
        assertThat(texts("-c", "/other", "-n", "3", "/service/b")).isEmpty();
    }

    /** It is shown once it is complete, after the last lines. */
    @Test
    void anIncompleteLineFollows() {
        log(
                "a",
                "current",
                line(990, "one") + line(991, "two") + line(992, "three").trim());
        machine.clock()
                .at(
                        Duration.ofSeconds(5),
                        () -> log("a", "current", line(990, "one") + line(991, "two") + line(992, "three")));
        machine.runUntil(Duration.ofSeconds(10), new Svlogs(), "svlogs", "-f", "-n", "1", "/service");
        assertThat(machine.stdout().lines().map(text -> text.replaceFirst(".* ", "")))
                .containsExactly("two", "three");
    }

    @Test
    void whatIsWrittenLaterFollows() {
        log("a", "current", line(990, "one") + line(991, "two"));
        log("b", "current", line(992, "three"));
        machine.clock().at(Duration.ofSeconds(5), () -> log("b", "current", line(992, "three") + line(1005, "four")));
        machine.runUntil(Duration.ofSeconds(10), new Svlogs(), "svlogs", "-f", "-n", "2", "/service");
        assertThat(machine.stdout().lines().map(text -> text.replaceFirst(".* ", "")))
                .containsExactly("two", "three", "four");
    }
}
