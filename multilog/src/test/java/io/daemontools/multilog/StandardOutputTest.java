package io.daemontools.multilog;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.Signal;
import io.daemontools.simulation.unit.FifoPeer;
import io.daemontools.simulation.unit.TestMachine;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies of lines on standard output. */
class StandardOutputTest {
    private static final String LINE = "x".repeat(127) + "\n";
    private static final String STAMP = "@400000006553f10a00000000";

    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();

    private String copy(String input, String... script) {
        machine.setStdin(input);
        assertThat(machine.run(new Multilog(), "multilog", script)).isZero();
        return machine.stdout();
    }

    @Test
    void copiesSelectedLines() {
        assertThat(copy("one\ntwo\nthree\n", "-two", "1", "./main")).isEqualTo("one\nthree\n");
        assertThat(machine.tree().content("/main/current")).isEqualTo("one\nthree\n");
    }

    @Test
    void putsThePrefixBeforeTheLabel() {
        assertThat(copy("one\n", "t", "pweb: ", "1")).isEqualTo("web: " + STAMP + " one\n");
    }

    @Test
    void copiesLinesOfAnyLength() {
        StringBuilder input = new StringBuilder();
        for (int length : new int[] {0, 1, 999, 1000, 1001, 5000, 40_000}) {
            input.append("x".repeat(length)).append('\n');
        }
        assertThat(copy(input.toString(), "1")).isEqualTo(input.toString());
    }

    @Test
    void endsALastLineWithoutANewline() {
        assertThat(copy("one\ntwo", "1")).isEqualTo("one\ntwo\n");
    }

    @Test
    void copiesNothingMoreOnceItCannotWrite() {
        machine.calls().failOnce("write 1", Errno.EPIPE);
        machine.descriptors().readAtMost(4);
        assertThat(copy("one\ntwo\n", "1", "./main")).isEmpty();
        assertThat(machine.tree().content("/main/current")).isEqualTo("one\ntwo\n");
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void reportsAFailureOnce() {
        machine.failOn("write 1", Errno.ENOSPC);
        machine.descriptors().readAtMost(4);
        assertThat(copy("one\ntwo\n", "1", "./main")).isEmpty();
        assertThat(machine.tree().content("/main/current")).isEqualTo("one\ntwo\n");
        assertThat(machine.stderrLines())
                .containsExactly(
                        "multilog: warning: unable to write to standard output, copying no more lines: out of disk space");
    }

    @Test
    void waitsForRoom() {
        machine.descriptors().writeAtMost(3);
        machine.calls().failOnce("write 1", Errno.EAGAIN);
        assertThat(copy("one\ntwo\n", "1")).isEqualTo("one\ntwo\n");
    }

    /** A FIFO that takes {@link FifoPeer#CAPACITY} bytes; more than that comes in at once. */
    private FifoPeer stdout(boolean blocking) {
        machine.setStdin(LINE.repeat(FifoPeer.CAPACITY / LINE.length() + 10));
        posix.close(1);
        FifoPeer reader = machine.tree().fifo("/output");
        reader.openedByReader();
        posix.openWrite("/output");
        posix.setBlocking(1, blocking);
        return reader;
    }

    private void at(int seconds, Runnable happening) {
        machine.clock().at(Duration.ofSeconds(seconds), happening);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void termEndsTheWaitForRoom(boolean blocking) {
        FifoPeer reader = stdout(blocking);
        at(7, () -> machine.send(Signal.TERM));
        assertThat(machine.run(new Multilog(), "multilog", "1", "./main")).isZero();
        assertThat(machine.clock().passed()).isEqualTo(Duration.ofSeconds(8));
        assertThat(machine.stderrLines())
                .containsExactly(
                        "multilog: warning: unable to write to standard output, copying no more lines: temporary failure");
        assertThat(reader.take().length()).isBetween(FifoPeer.CAPACITY / 2, FifoPeer.CAPACITY);
        assertThat(machine.tree().content("/main/current").length()).isGreaterThan(FifoPeer.CAPACITY);
        assertThat(machine.tree().status("/main/current").permissions()).isEqualTo(0744);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void termLeavesTimeForRoom(boolean blocking) {
        FifoPeer reader = stdout(blocking);
        StringBuilder read = new StringBuilder();
        at(7, () -> machine.send(Signal.TERM));
        machine.clock().at(Duration.ofMillis(7900), () -> read.append(reader.take()));
        assertThat(machine.run(new Multilog(), "multilog", "1", "./main")).isZero();
        assertThat(machine.clock().passed()).isEqualTo(Duration.ofMillis(7900));
        assertThat((read + reader.take()).equals(machine.tree().content("/main/current")))
                .isTrue();
    }

    @Test
    void waitsForRoomInSilence() {
        FifoPeer reader = stdout(true);
        at(3600, reader::take);
        assertThat(machine.run(new Multilog(), "multilog", "1", "./main")).isZero();
        assertThat(machine.calls().of("poll")).hasSizeLessThan(100);
        assertThat(machine.calls().of("sleep")).isEmpty();
    }

    @Test
    void describesLinesInJson() {
        assertThat(copy("one\n", "t", "pweb", "j", "1"))
                .isEqualTo("{\"time\":\"2023-11-14T22:13:20.000000000Z\",\"tai64n\":\"" + STAMP
                        + "\",\"service\":\"web\",\"text\":\"one\"}\n");
    }

    /** As svlogs reads them. */
    @ParameterizedTest
    @CsvSource({
        "'@400000006553f10a00000000 one', 2023-11-14T22:13:20.000000000Z, one",
        "'@400000006553f10a00000000', 2023-11-14T22:13:20.000000000Z, ''",
        "'@400000006553f10a00000000:one', 2023-11-14T22:13:20.000000000Z, :one"
    })
    void describesLinesThatHaveLabels(String line, String time, String text) {
        assertThat(copy(line + "\n", "j", "1"))
                .isEqualTo("{\"time\":\"" + time + "\",\"tai64n\":\"" + STAMP + "\",\"text\":\"" + text + "\"}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"@400000006553f10a0000000 one", "@400000006553f10a000000000 one", "one"})
    void describesLinesWithoutLabels(String line) {
        assertThat(copy(line + "\n", "j", "1")).isEqualTo("{\"text\":\"" + line + "\"}\n");
    }

    @Test
    void describesLongLinesInJson() {
        String line = "\"".repeat(3000);
        assertThat(copy(line + "\n", "j", "1")).isEqualTo("{\"text\":\"" + "\\\"".repeat(3000) + "\"}\n");
    }

    /** Bytes in hexadecimal. */
    @ParameterizedTest
    @CsvSource({
        "09,\\u0009",
        "00,\\u0000",
        "7f,\\u007f",
        "5c,\\\\",
        "c3a9,\u00c3\u00a9",
        "e282ac,\u00e2\u0082\u00ac",
        "f09f9880,\u00f0\u009f\u0098\u0080",
        "80,\\udc80",
        "c3,\\udcc3",
        "c341,\\udcc3A",
        "c3c3a9,\\udcc3\u00c3\u00a9",
        "c0af,\\udcc0\\udcaf",
        "e08080,\\udce0\\udc80\\udc80",
        "eda080,\\udced\\udca0\\udc80",
        "f0808080,\\udcf0\\udc80\\udc80\\udc80",
        "f4908080,\\udcf4\\udc90\\udc80\\udc80",
        "f09f98,\\udcf0\\udc9f\\udc98",
        "ff,\\udcff"
    })
    void escapesWhatIsNotUtf8(String bytes, String expected) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes.length(); i += 2) {
            text.append((char) Integer.parseInt(bytes.substring(i, i + 2), 16));
        }
        assertThat(copy("x".repeat(999) + text + "\n", "j", "1"))
                .isEqualTo("{\"text\":\"" + "x".repeat(999) + expected + "\"}\n");
    }
}
