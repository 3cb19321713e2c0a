package io.daemontools.svlogs;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Clocks;
import io.daemontools.posix.Errno;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SvlogsTest extends SvlogsFixture {
    @Test
    void mergesByTime() {
        log("web", old(4), line(1, "w1") + line(3, "w3"));
        log("web", "current", line(5, "w5") + line(6, "w6"));
        log("db", old(3), line(1, "d1") + line(2, "d2"));
        log("db", label(4) + ".u", line(4, "d4"));
        log("db", "current", line(5, "d5"));
        machine.tree().file("/service/db/log/main/lock", "");
        assertThat(texts("-p"))
                .containsExactly("db: d1", "web: w1", "db: d2", "web: w3", "db: d4", "db: d5", "web: w5", "web: w6");
        assertThat(machine.stdout()).startsWith("2023-11-14 21:56:41.000000000 db: d1\n");
    }

    @Test
    void takesServicesLogsAndDirectories() {
        log("web", "current", line(1, "w"));
        log("db", "current", line(2, "d"));
        machine.tree().directory("/service/web/supervise");
        machine.tree().directory("/service/.hidden/log/main");
        for (String operand : List.of("/service/web", "/service/web/", "/service/web/log", "/service/web/log/main")) {
            assertThat(texts("-p", operand)).containsExactly("web: w");
        }
        assertThat(texts("-p", "/service/db", "/service/web")).containsExactly("web: w", "db: d");
        assertThat(texts("-p", "/service")).containsExactly("web: w", "db: d");
        machine.tree().directory("/logs/mail");
        machine.tree().file("/logs/mail/current", line(3, "m"));
        posix.chdir("/logs");
        assertThat(texts("-p", "mail")).containsExactly("mail: m");
        posix.chdir("/logs/mail");
        assertThat(texts("-p", ".")).containsExactly("mail: m");
    }

    @Test
    void showsALogWithSeveralPathsOnce() {
        machine.tree().directory("/var/log/web");
        machine.tree().file("/var/log/web/current", line(1, "w"));
        machine.tree().directory("/service/web/log");
        machine.tree().link("/service/web/log/main", "/var/log/web");
        machine.tree().file("/service/web/log/run", "#!/bin/sh\nexec multilog t /var/log/web\n");
        assertThat(texts()).containsExactly("w");
        assertThat(texts("-p", "/service/web", "/var/log/web", "/var/log/web")).containsExactly("web: w");
        machine.tree().file("/service/web/log/run", "#!/bin/sh\nexec multilog t /service/web/log/main\n");
        posix.chdir("/service");
        assertThat(texts("web")).containsExactly("w");
    }

    @ParameterizedTest
    @CsvSource({
        "-n 3, 38 39 40",
        "-n 0, ''",
        "-s @34, 34 35 36 37 38 39 40",
        "-u @3, 1 2 3",
        "-s @38 -u @39, 38 39",
        "-s @1 -n 1, 40",
        "-u @5 -n 2, 4 5",
        "-g 3*, 3 13 23 30 31 32 33 34 35 36 37 38 39",
        "-g 3 -n 2, 38 39"
    })
    void selectsLines(String options, String expected) {
        for (int file = 0; file < 5; file++) {
            StringBuilder content = new StringBuilder();
            for (int i = file * 10 + 1; i <= Math.min(40, file * 10 + 10); i++) {
                content.append(line(10 * i, Integer.toString(i)));
            }
            log("web", file == 4 ? "current" : old(file * 100 + 101), content.toString());
        }
        String[] arguments = options.split(" ");
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].startsWith("@")) {
                arguments[i] = label(10 * Integer.parseInt(arguments[i].substring(1)));
            }
        }
        assertThat(String.join(" ", texts(arguments))).isEqualTo(expected);
    }

    /** Those of the whole, not of each log. */
    @Test
    void showsTheLastLinesOfAll() {
        log("a", "current", line(1, "a1") + line(9, "a9") + line(11, "a11"));
        log("b", old(6), line(2, "b2") + line(5, "b5"));
        log("b", "current", line(10, "b10"));
        assertThat(texts("-n", "4")).containsExactly("b5", "a9", "b10", "a11");
    }

    @Test
    void placesLinesWithoutLabels() {
        log("a", "current", "first\n" + line(2, "a2") + " at\n at\n" + line(4, "a4"));
        log("b", "current", line(1, "b1") + line(3, "b3"));
        assertThat(texts()).containsExactly("b1", "first", "a2", " at", " at", "b3", "a4");
        assertThat(texts("-s", label(4))).containsExactly("a4");
    }

    /** The first lines come with the first line that has a label. */
    @Test
    void theFirstLinesOfALogAreNotBeforeATime() {
        log("a", old(5), "first\nlines\n" + line(2, "a2") + " at\n" + line(4, "a4"));
        log("a", "current", " at\n" + line(6, "a6"));
        log("b", "current", line(1, "b1") + line(3, "b3"));
        assertThat(texts("-s", label(1))).containsExactly("b1", "first", "lines", "a2", " at", "b3", "a4", " at", "a6");
        assertThat(texts("-s", label(2), "-u", label(3))).containsExactly("first", "lines", "a2", " at", "b3");
        assertThat(texts("-s", label(3))).containsExactly("b3", "a4", " at", "a6");
        assertThat(texts("-s", label(6))).containsExactly("a6");
        assertThat(texts("-s", label(1), "-c", "/cursor", "/service/a"))
                .containsExactly("first", "lines", "a2", " at", "a4", " at", "a6");
        assertThat(texts("-c", "/cursor", "/service/a")).isEmpty();
    }

    /** It is doubted since the next one is earlier, but the clock may have been set back. */
    @Test
    void aDoubtfulFirstLineIsNotBeforeATime() {
        log("a", "current", label(900) + " doubtful\n" + line(3, "three"));
        assertThat(texts("-s", label(2))).containsExactly(label(900) + " doubtful", "three");
        log("a", old(1), line(1, "one"));
        assertThat(texts("-s", label(2))).containsExactly("three");
    }

    /** Its lines were written after the file before was finished. */
    @Test
    void placesLogsWithoutLabels() {
        log("a", old(2), "a\n");
        log("a", "current", "b\n");
        log("b", "current", line(1, "b1") + line(3, "b3"));
        assertThat(texts()).containsExactly("a", "b1", "b", "b3");
        assertThat(texts("-s", label(2))).containsExactly("a", "b", "b3");
    }

    @Test
    void readsLongLinesAndIncompleteOnes() {
        String text = "x".repeat(3_000_000);
        log("a", old(2), line(1, text));
        log("a", label(3) + ".u", line(2, "incomplete").trim());
        log("a", "current", line(3, "end").trim());
        assertThat(texts()).containsExactly(text, "incomplete", "end");
    }

    @Test
    void printsJson() {
        log("a\u00ff", "current", line(1, "t\u00c3\u00a4\"\\\u001b\u00ff") + "none\n");
        assertThat(texts("-j"))
                .containsExactly(
                        "{\"time\":\"2023-11-14T21:56:41.000000000Z\",\"tai64n\":\"" + label(1)
                                + "\",\"service\":\"a\\udcff\",\"text\":\"t\u00c3\u00a4\\\"\\\\\\u001b\\udcff\"}",
                        "{\"service\":\"a\\udcff\",\"text\":\"none\"}");
        assertThat(texts("-p")).containsExactly("a\\xff: t\u00c3\u00a4\"\\\u001b\u00ff", "a\\xff: none");
    }

    @Test
    void mergesStreams() {
        log("a", "current", line(2, "a2") + line(4, "a4"));
        machine.tree().file("/stream", line(1, "s1") + "none\n");
        machine.setStdin(
                "{\"time\":\"x\",\"tai64n\":\"" + label(3) + "\",\"service\":\"w\\udcff\",\"text\":\"j\\udcff\"}\n"
                        + "{\"service\":\"w\",\"text\":\"k\"}\n{no json}\n{\"text\":1}\n" + line(5, "s5"));
        assertThat(texts("-p", "-", "/service/a", "/stream"))
                .containsExactly(
                        "s1", "none", "a: a2", "w\\xff: j\u00ff", "w: k", "{no json}", "{\"text\":1}", "a: a4", "s5");
    }

    @Test
    void reportsWhatItCannotRead() {
        assertThat(machine.run(new Svlogs(), "svlogs")).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("svlogs: fatal: no directory of services: set SERVICES, or name one\n");
        log("a", "current", line(1, "a"));
        machine.tree().directory("/service/b/supervise");
        assertThat(machine.run(new Svlogs(), "svlogs", "/none", "/service/b", "/service/a"))
                .isEqualTo(111);
        assertThat(machine.stderr())
                .endsWith("svlogs: warning: unable to open /none: file does not exist\n"
                        + "svlogs: warning: no log directory in /service/b\n");
        assertThat(machine.stdout()).endsWith(" a\n");
        assertThat(machine.run(new Svlogs(), "svlogs", "-g", "x", "/service/a")).isEqualTo(1);
        assertThat(machine.run(new Svlogs(), "svlogs", "-s", "then")).isEqualTo(100);
        assertThat(machine.run(new Svlogs(), "svlogs", "-u", "2h", "-s", "1h")).isEqualTo(100);
        assertThat(machine.run(new Svlogs(), "svlogs", "-n", "x")).isEqualTo(100);
        assertThat(machine.run(new Svlogs(), "svlogs", "-x")).isEqualTo(100);
        assertThat(machine.stderr())
                .endsWith("svlogs: fatal: not a time: then; times are such as 10min, 14:05, yesterday,"
                        + " \"2026-11-26 14:05\", or a label\nsvlogs: fatal: 1h is after 2h\n"
                        + "svlogs: fatal: not a number of lines: x\n"
                        + "svlogs: illegal option -- x\nsvlogs: usage: svlogs [-fjp] [-n lines] [-s since] [-u until]"
                        + " [-g pattern] [-c cursor] [dir ...]\n");
    }

    @Test
    void refusesWords() {
        log("a", "current", line(1, "a"));
        assertThat(machine.run(new Svlogs(), "svlogs", "--follow", "/service/a"))
                .isEqualTo(100);
        assertThat(machine.stderr()).startsWith("svlogs: illegal option -- --follow\nsvlogs: usage: ");
        assertThat(machine.run(new Svlogs(), "svlogs", "/service/a", "--follow"))
                .isEqualTo(100);
        assertThat(machine.stdout()).isEmpty();
    }

    @Test
    void explainsWhatItCannotUse() {
        log("a", "current", line(1, "a"));
        machine.failOn("listDirectory /service/a/log", Errno.EACCES);
        assertThat(machine.run(new Svlogs(), "svlogs", "/service/a", "-n", "2")).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("""
                svlogs: warning: unable to read /service/a/log: access denied
                svlogs: warning: unable to open -n: file does not exist; options come before directories
                svlogs: warning: unable to open 2: file does not exist
                """);
    }

    @Test
    void continuesAfterAFileThatCannotBeRead() {
        log("a", old(1), line(1, "one"));
        log("a", old(2), line(2, "two"));
        machine.failOn("openReadNoFollow " + MAIN.formatted("a") + old(1), Errno.EACCES);
        assertThat(machine.run(new Svlogs(), "svlogs", "/service/a")).isEqualTo(111);
        assertThat(machine.stderr())
                .isEqualTo("svlogs: warning: unable to read /service/a/log/main/" + old(1) + ": access denied\n");
        assertThat(machine.stdout()).endsWith(" two\n").doesNotContain("one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"read 0", "poll"})
    void reportsAStreamThatCannotBeRead(String call) {
        log("a", "current", line(1, "a"));
        machine.tree().file("/stream", line(1, "s1"));
        machine.calls().failOnce(call, Errno.EISDIR);
        assertThat(machine.run(new Svlogs(), "svlogs", "-", "/service/a", "/stream"))
                .isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("svlogs: warning: unable to read standard input: is a directory\n");
        assertThat(machine.stdout().lines()).hasSize(2);
    }

    /** Who writes to a log directory or to a directory of services chooses names. */
    @Test
    void namesInWarningsAreHarmless() {
        log("\u001b[2J", old(1) + "\u001b", line(1, "one"));
        machine.tree().file("/\u001b", "");
        machine.failOn("openReadNoFollow /service/\u001b[2J/log/main/" + old(1) + "\u001b", Errno.EACCES);
        machine.failOn("openRead /\u001b", Errno.EACCES);
        machine.tree().directory("/\u001b\u001b/log");
        assertThat(machine.run(new Svlogs(), "svlogs", "/service", "/\u001b", "/\u001b\u001b", "/\u001b?"))
                .isEqualTo(111);
        assertThat(machine.stderrLines()).hasSize(4);
        assertThat(machine.stderr()).doesNotContain("\u001b").contains("\\x1b");
    }

    @Test
    void endsQuietlyWithoutAReader() {
        log("a", "current", line(1, "a"));
        machine.failOn("write 1", Errno.EPIPE);
        assertThat(machine.run(new Svlogs(), "svlogs")).isEqualTo(111);
        assertThat(machine.stderr()).isEmpty();
    }

    /** Without loss and repetition, also of what is written before a rotation is seen. */
    @Test
    void followsOverRotations() {
        log("a", "current", line(990, "one"));
        log("b", "current", "");
        String current = "/service/a/log/main/current";
        String start = line(990, "one") + line(1005, "two");
        machine.clock().at(Duration.ofSeconds(5), () -> machine.tree().file(current, start));
        machine.clock().at(Duration.ofSeconds(6), () -> {
            machine.tree().file(current, start + line(1006, "three"));
            machine.tree().rename(current, "/service/a/log/main/previous");
        });
        machine.clock().at(Duration.ofSeconds(7), () -> {
            machine.tree().rename("/service/a/log/main/previous", "/service/a/log/main/" + old(1006));
            machine.tree().file(current, line(1007, "four"));
        });
        machine.clock().at(Duration.ofSeconds(8), () -> log("b", "current", line(1008, "five")));
        machine.runUntil(Duration.ofSeconds(20), new Svlogs(), "svlogs", "-f", "-j", "/service");
        assertThat(machine.stdout().lines().map(text -> text.replaceAll(".*\"text\":\"(.*)\"}", "$1")))
                .containsExactly("one", "two", "three", "four", "five");
        assertThat(machine.stderr()).isEmpty();
    }

    /** The labels are an hour in the future after that. */
    @Test
    void aClockThatIsSetBackDelaysNoLine() {
        log("a", "current", line(999, "one"));
        log("b", "current", "");
        machine.clock().at(Duration.ofSeconds(2), () -> log("a", "current", line(999, "one") + line(1002, "two")));
        machine.clock().at(Duration.ofMillis(2100), () -> machine.clock().setWallClock(NOW - 3600 * Clocks.SECOND));
        machine.clock().at(Duration.ofSeconds(10), () -> log("b", "current", line(1010, "three")));
        machine.runUntil(Duration.ofSeconds(13), new Svlogs(), "svlogs", "-f", "/service");
        assertThat(machine.stdout().lines().map(text -> text.replaceFirst(".* ", "")))
                .containsExactly("one", "two", "three");
    }
}
