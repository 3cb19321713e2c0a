package io.daemontools.svlogs;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.simulation.unit.Children;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** svlogs with a cursor: no line is lost, and few are repeated. */
class SvlogsCursorTest extends SvlogsFixture {
    private final Set<Integer> ended = new HashSet<>();

    @Test
    void goesOnAtTheCursor() {
        log("a", "current", line(1, "a1") + line(2, "a2"));
        log("b", "current", line(1, "b1") + "half");
        assertThat(texts("-c", "/cursor")).containsExactly("a1", "b1", "a2");
        String state = machine.tree().content("/cursor");
        assertThat(texts("-c", "/cursor")).isEmpty();
        assertThat(machine.tree().content("/cursor")).isEqualTo(state);

        posix.rename("/service/a/log/main/current", "/service/a/log/main/" + old(3));
        log("a", "current", line(4, "a4"));
        append("/service/b/log/main/current", " more\n");
        assertThat(texts("-c", "/cursor")).containsExactly("half more", "a4");

        // The file is gone, and what was made of it has the line that was written last, too.
        machine.tree().remove("/service/a/log/main/current");
        log("a", old(5), line(3, "a3") + line(4, "a4") + line(5, "a5"));
        assertThat(texts("-c", "/cursor")).containsExactly("a4", "a5");
        assertThat(machine.tree().exists("/cursor.new")).isFalse();
    }

    /** What a processor makes has each line a second time, also after a start at which the file of the cursor was gone. */
    @Test
    void followsAProcessorAfterAFileIsGone() {
        String main = MAIN.formatted("a");
        log("a", "current", line(1, "a1") + line(2, "a2"));
        assertThat(texts("-c", "/cursor")).containsExactly("a1", "a2");
        machine.tree().remove(main + "current");
        log("a", old(3), line(1, "a1") + line(2, "a2") + line(3, "a3"));
        log("a", "current", line(4, "a4"));
        int before = machine.stdout().length();
        machine.clock().at(Duration.ofSeconds(5), () -> machine.tree().rename(main + "current", main + "previous"));
        machine.clock().at(Duration.ofSeconds(6), () -> {
            machine.tree().file(main + "processed", line(4, "a4"));
            machine.tree().remove(main + "previous");
            machine.tree().rename(main + "processed", main + old(5));
            log("a", "current", line(6, "a6"));
        });
        machine.runUntil(Duration.ofSeconds(20), new Svlogs(), "svlogs", "-f", "-c", "/cursor", "/service/a");
        assertThat(machine.stdout().substring(before).lines().map(text -> text.replaceFirst(".* ", "")))
                .containsExactly("a2", "a3", "a4", "a6");
    }

    /** A later run has its lines: the cursor does not pass over it. */
    @Test
    void aCursorWaitsForAFileThatCannotBeRead() {
        log("a", old(1), line(1, "one"));
        log("a", old(2), line(2, "two"));
        log("a", "current", line(3, "three"));
        String refused = "openReadNoFollow " + MAIN.formatted("a") + old(2);
        machine.failOn(refused, Errno.EACCES);
        assertThat(machine.run(new Svlogs(), "svlogs", "-c", "/cursor", "/service/a"))
                .isEqualTo(111);
        assertThat(machine.stdout()).endsWith(" one\n");
        machine.calls().succeed(refused);
        assertThat(textsAfterFailure()).containsExactly("two", "three");
    }

    private List<String> textsAfterFailure() {
        int before = machine.stdout().length();
        assertThat(machine.run(new Svlogs(), "svlogs", "-c", "/cursor", "/service/a"))
                .isZero();
        return machine.stdout()
                .substring(before)
                .lines()
                .map(text -> text.replaceFirst(".* ", ""))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pipe", "spawn gzip", "lseek"})
    void aCursorWaitsForAFileThatCannotBeDecompressed(String call) {
        log("a", old(1), line(1, "one"));
        log("a", old(2), "\u001f\u008b\b\u0000");
        log("a", "current", line(3, "three"));
        machine.failOn(call, Errno.EMFILE);
        assertThat(machine.run(new Svlogs(), "svlogs", "-c", "/cursor", "/service/a"))
                .isEqualTo(111);
        assertThat(machine.stdout()).endsWith(" one\n");
        machine.calls().succeed(call);
        decompress(line(2, "two"), 0);
        assertThat(textsAfterFailure()).containsExactly("two", "three");
    }

    /** The file is read again where the program has ended, with or without svlogs having ended, too. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCursorWaitsForAProgramThatCannotBeRun(boolean follows) {
        log("a", old(2), "\u001f\u008b\b\u0000");
        log("a", "current", line(3, "three"));
        decompress(line(1, "one") + "@", 111);
        if (follows) {
            machine.clock().at(Duration.ofSeconds(30), () -> decompress(line(1, "one") + line(2, "two"), 0));
            machine.runUntil(Duration.ofSeconds(100), new Svlogs(), "svlogs", "-f", "-c", "/cursor", "/service/a");
            assertThat(machine.stdout().lines().map(text -> text.replaceFirst(".* ", "")))
                    .containsExactly("one", "two", "three");
        } else {
            assertThat(machine.run(new Svlogs(), "svlogs", "-c", "/cursor", "/service/a"))
                    .isEqualTo(111);
            assertThat(machine.stdout().lines()).hasSize(1);
            decompress(line(1, "one") + line(2, "two"), 0);
            assertThat(textsAfterFailure()).containsExactly("two", "three");
        }
        assertThat(machine.stderr())
                .isEqualTo("svlogs: warning: unable to decompress /service/a/log/main/" + old(2) + "\n");
    }

    /** A process that does not ignore XFSZ would end at a limit on the size of files. */
    @Test
    void aCursorThatCannotBeWrittenLeavesNothing() {
        log("a", "current", line(1, "one"));
        machine.calls()
                .whenMade("openReadWrite /cursor.new", () -> machine.calls().failOnce("write", Errno.EFBIG));
        assertThat(machine.run(new Svlogs(), "svlogs", "-c", "/cursor", "/service/a"))
                .isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("svlogs: fatal: unable to write cursor /cursor: file too big\n");
        assertThat(machine.tree().exists("/cursor.new")).isFalse();
        assertThat(machine.ignores(Signal.XFSZ)).isTrue();
    }

    /** What cannot be decompressed at all is reported, and the log goes on. */
    @Test
    void aCursorPassesOverWhatIsBroken() {
        log("a", old(2), "\u001f\u008b\b\u0000");
        log("a", "current", line(3, "three"));
        decompress(line(1, "one"), 1);
        assertThat(machine.run(new Svlogs(), "svlogs", "-c", "/cursor", "/service/a"))
                .isEqualTo(111);
        assertThat(machine.stdout().lines().map(text -> text.replaceFirst(".* ", "")))
                .containsExactly("one", "three");
        assertThat(textsAfterFailure()).isEmpty();
    }

    /** Counting the last lines reads the file, too: neither svlogs nor the program reports it then. */
    @Test
    void aBrokenFileIsReportedOnce() {
        machine.tree().directory("/dev");
        machine.tree().file("/dev/null", "");
        log("a", old(2), "\u001f\u008b\b\u0000");
        log("a", "current", line(3, "three"));
        decompress(line(1, "one"), 1);
        assertThat(machine.run(new Svlogs(), "svlogs", "-n", "9", "/service/a")).isEqualTo(111);
        assertThat(machine.stdout().lines().map(text -> text.replaceFirst(".* ", "")))
                .containsExactly("one", "three");
        assertThat(machine.stderr())
                .isEqualTo("svlogs: warning: unable to decompress /service/a/log/main/" + old(2) + "\n");
        assertThat(machine.children().started())
                .extracting(child -> movesErrors(child.spawn()))
                .containsExactly(true, false);
    }

    /** Lines that were left out may belong to what is shown: the file is read again. */
    @Test
    void aFileIsDecompressedAgainForItsFirstLines() {
        log("a", old(2), "\u001f\u008b\b\u0000");
        log("a", "current", line(3, "three"));
        decompress("first\n" + line(1, "one"), 0);
        assertThat(texts("-s", label(1), "-c", "/cursor")).containsExactly("first", "one", "three");
        assertThat(machine.children().commandLines()).containsExactly("gzip -dc", "gzip -dc");
        assertThat(texts("-c", "/cursor")).isEmpty();
    }

    private static boolean movesErrors(Spawn spawn) {
        int[] moves = spawn.moves();
        return IntStream.range(0, moves.length).anyMatch(i -> i % 2 == 1 && moves[i] == Posix.STDERR);
    }

    /** The programs write a text and end. */
    private void decompress(String text, int exitCode) {
        machine.calls().whenMade("read", () -> {
            List<String> calls = machine.calls().all();
            int pipe = Integer.parseInt(calls.get(calls.size() - 1).split(" ", -1)[1]);
            for (Children.Child child : machine.children().started()) {
                if (ended.add(child.pid())) {
                    machine.descriptors().fifo(pipe).put(text);
                    machine.children().end(child.pid(), exitCode);
                }
            }
        });
    }

    /** A log may be missing for a while. */
    @Test
    void aCursorKeepsThePositionsOfOtherLogs() {
        log("a", "current", line(1, "a1"));
        log("b", "current", line(1, "b1"));
        assertThat(texts("-c", "/cursor")).containsExactly("a1", "b1");
        append("/service/a/log/main/current", line(2, "a2"));
        assertThat(texts("-c", "/cursor", "/service/a")).containsExactly("a2");
        append("/service/b/log/main/current", line(3, "b3"));
        assertThat(texts("-c", "/cursor")).containsExactly("b3");
    }

    /** Any name that begins as that of an old log file is one. */
    @ParameterizedTest
    @ValueSource(strings = {".s", " .s", "\n.s", "\\x41\u001b\u00ff", ".x y\nz -"})
    void aCursorTakesAnyNameOfAFile(String end) {
        log("a", label(2) + end, line(1, "a1") + "none\n");
        log("a", "current", line(3, "a3") + "none\n");
        assertThat(texts("-c", "/cursor")).containsExactly("a1", "none", "a3", "none");
        append("/service/a/log/main/current", line(4, "a4"));
        assertThat(texts("-c", "/cursor")).containsExactly("a4");
        assertThat(machine.tree().content("/cursor").lines()).hasSize(3);
        machine.tree().remove("/service/a/log/main/current");
        log("a", "current", line(5, "other"));
        assertThat(texts("-c", "/cursor")).containsExactly("other");
    }

    private void append(String path, String text) {
        int descriptor = posix.openAppendExisting(path);
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        posix.writeAll(descriptor, bytes, 0, bytes.length);
        posix.close(descriptor);
    }

    @Test
    void aCursorIsDurable() {
        log("a", "current", line(1, "a1"));
        texts("-c", "/cursor");
        assertThat(machine.calls().all())
                .containsSubsequence("openReadWrite /cursor.new", "fsync 5", "rename /cursor.new /cursor", "fsync 5");
        machine.tree().file("/cursor", "svlogs cursor 1\n1 2 3\nend\n");
        assertThat(machine.run(new Svlogs(), "svlogs", "-c", "/cursor")).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("svlogs: fatal: unable to read cursor /cursor: bad format\n");
    }
}
