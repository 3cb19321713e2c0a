package io.daemontools.tai64nlocal;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.simulation.unit.FifoPeer;
import io.daemontools.simulation.unit.TestMachine;
import java.time.Duration;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Tai64nlocalTest {
    private static final String LABEL = "@4000000037c219bf2ef02e94";
    private static final String TIME = "1999-08-24 04:04:05.787492500";

    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();

    private int run() {
        return machine.run(new Tai64nlocal(), "tai64nlocal");
    }

    private String translate(String text) {
        machine.setStdin(text);
        assertThat(run()).isZero();
        return machine.stdout();
    }

    private static org.junit.jupiter.params.provider.Arguments row(String text, String translated) {
        return org.junit.jupiter.params.provider.Arguments.of(text, translated);
    }

    /** The original prints the same for all of these. */
    static Stream<org.junit.jupiter.params.provider.Arguments> texts() {
        return Stream.of(
                row("", ""),
                row("\n\n", "\n\n"),
                row("plain", "plain"),
                row(LABEL + " hello\n", TIME + " hello\n"),
                row(LABEL + "\n", TIME + "\n"),
                row(LABEL + "x" + LABEL + "\n", TIME + "x" + LABEL + "\n"),
                row("x" + LABEL + "\n", "x" + LABEL + "\n"),
                row(" " + LABEL + "\n", " " + LABEL + "\n"),
                row("\n" + LABEL + "\n\n", "\n" + TIME + "\n\n"),
                row(
                        LABEL + " a\nplain\n@400000000000000a00000000 b",
                        TIME + " a\nplain\n1970-01-01 00:00:00.000000000 b"),
                row(LABEL + "\u0000 \u00ff\u0080\n", TIME + "\u0000 \u00ff\u0080\n"),
                row("@3fffffff1886e08a00000000\n", "1846-12-09 08:59:44.000000000\n"),
                // Invalid nanoseconds, a year of five digits, and a year before the first.
                row("@4000000037c219bfffffffff\n", "1999-08-24 04:04:05.4294967295\n"),
                row("@400000e8d4a5100a00000000\n", "33658-09-27 01:46:40.000000000\n"),
                row("@3ffffff1868b8409ffffffff\n", "18446744073709551615-12-31 23:59:59.4294967295\n"),
                // If there are more than 24 digits, the last ones count.
                row("@0000000000" + LABEL.substring(1) + "\n", TIME + "\n"),
                // Input may end inside a label.
                row(LABEL, ""),
                row("a\n@4000", "a\n"),
                row("@", ""));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void translatesLabels(String text, String translated) {
        assertThat(translate(text)).isEqualTo(translated);
    }

    /** The original crashes on these: it has no such year. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "@ x\n",
                "@\n",
                "@@4000000037c219bf2ef02e94 x\n",
                "@4000000037C219BF2EF02E94 upper case\n",
                "@4000000037c219bf sixteen digits\n",
                "@4000000037c219bf2ef02e9 one digit less\n",
                "@4000000037c219bf2ef02e9412 two digits more\n",
                "@ffffffffffffffff2ef02e94 far\n",
                "@00000000000000000000000000000000000000000000000000 zeros\n"
            })
    void copiesLabelsOutOfRange(String text) {
        assertThat(translate(text + LABEL + "\n")).isEqualTo(text + TIME + "\n");
    }

    @Test
    void printsLocalTime() {
        machine.clock().setZone(ZoneId.of("Asia/Kathmandu"));
        assertThat(translate(LABEL + "\n")).isEqualTo("1999-08-24 09:49:05.787492500\n");
    }

    @Test
    void blockBoundariesDoNotMatter() {
        String text = "a\n" + LABEL + " b\n\n@x" + LABEL + "\n" + LABEL;
        String expected = "a\n" + TIME + " b\n\n@x" + LABEL + "\n";
        for (int size = 1; size <= text.length(); size++) {
            TestMachine cut = new TestMachine();
            cut.setStdin(text);
            cut.descriptors().readAtMost(size);
            cut.run(new Tai64nlocal(), "tai64nlocal");
            assertThat(cut.stdout()).as("in pieces of " + size).isEqualTo(expected);
        }
    }

    @Test
    void asksForATimeOncePerSecond() {
        translate((LABEL + "\n").repeat(3) + "@4000000037c219bf00000000\n@4000000037c219c000000000\n" + LABEL + "\n");
        assertThat(machine.calls().of("localTime"))
                .containsExactly("localTime 935467445", "localTime 935467446", "localTime 935467445");
    }

    /** As when /etc/localtime is replaced. */
    @Test
    void noticesAnotherZoneAtTheNextRead() {
        FifoPeer input = machine.tree().fifo("/fifo");
        posix.close(0);
        posix.openRead("/fifo");
        input.openedByWriter();
        input.put(LABEL + "\n");
        machine.clock().at(Duration.ofSeconds(1), () -> {
            machine.clock().setZone(ZoneId.of("Asia/Kathmandu"));
            input.put(LABEL + "\n");
            input.closedByWriter();
        });
        assertThat(run()).isZero();
        assertThat(machine.stdout()).isEqualTo(TIME + "\n1999-08-24 09:49:05.787492500\n");
    }

    @Test
    void forgetsTheCachedTimeAfterAnInvalidOne() {
        assertThat(translate(LABEL + "\n@ x\n" + LABEL + "\n@ x\n")).isEqualTo(TIME + "\n@ x\n" + TIME + "\n@ x\n");
    }

    @Test
    void treatsDigitsBeyondMemoryAsText() {
        machine.setMemory(1000);
        String digits = "@" + "4".repeat(2000) + " x\n";
        assertThat(translate(digits + LABEL + "\n")).isEqualTo(digits + TIME + "\n");
    }

    @Test
    void flushesBeforeItReads() {
        machine.setStdin("a\n" + LABEL + " b");
        machine.descriptors().readAtMost(10);
        run();
        assertThat(machine.calls().all())
                .filteredOn(call -> !call.startsWith("localTime"))
                .startsWith("read 0 4096", "write 1 2", "read 0 4096", "read 0 4096", "write 1 31");
    }

    @Test
    void waitsForInputOnANonBlockingDescriptor() {
        FifoPeer fifo = machine.tree().fifo("/fifo");
        posix.close(0);
        posix.openRead("/fifo");
        fifo.openedByWriter();
        machine.clock().at(Duration.ofSeconds(5), () -> fifo.put("late\n"));
        machine.clock().at(Duration.ofSeconds(9), fifo::closedByWriter);
        assertThat(run()).isZero();
        assertThat(machine.stdout()).isEqualTo("late\n");
    }

    @Test
    void endsSilentlyWhenItCannotRead() {
        machine.failOn("read", Errno.EISDIR);
        assertThat(run()).isEqualTo(111);
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void endsSilentlyWhenItCannotWrite() {
        machine.setStdin("text\n");
        machine.failOn("write", Errno.EPIPE);
        assertThat(run()).isEqualTo(111);
        assertThat(machine.calls().of("write")).hasSize(1);
    }
}
