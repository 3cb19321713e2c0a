package io.daemontools.multilog;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.event.EventLoop;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.Signal;
import io.daemontools.simulation.unit.FifoPeer;
import io.daemontools.simulation.unit.TestMachine;
import io.daemontools.time.Stamp;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    private static final String STAMP = "@400000006553f10a00000000 ";

    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();
    private final Parts parts = new Parts(posix);

    private void read(Stamp stamp, String... script) {
        EventLoop loop = parts.loop();
        loop.catchSignals(Signal.TERM, Signal.ALRM);
        Actions actions = parts.actions(script);
        new LineReader(posix, loop, parts.retry(), stamp, actions).run();
        actions.close();
    }

    private String log(String input, int atOnce) {
        machine.descriptors().readAtMost(atOnce);
        machine.setStdin(input);
        read(new Stamp(posix), "s16777215", "./main");
        return machine.tree().content("/main/current");
    }

    /** Input that the test writes. */
    private FifoPeer pipe() {
        posix.close(0);
        FifoPeer input = machine.tree().fifo("/input");
        input.openedByWriter();
        posix.openRead("/input");
        return input;
    }

    private void at(int second, Runnable happening) {
        machine.clock().at(Duration.ofSeconds(second), happening);
    }

    @Test
    void stampsEachLine() {
        assertThat(log("one\n\ntwo\n", 1024)).isEqualTo(STAMP + "one\n" + STAMP + "\n" + STAMP + "two\n");
    }

    @Test
    void completesTheLastLine() {
        assertThat(log("one\ntwo", 1024)).isEqualTo(STAMP + "one\n" + STAMP + "two\n");
    }

    @Test
    void addsNothingToNoInput() {
        assertThat(log("", 1024)).isEmpty();
    }

    @Test
    void findsLinesWhereverABlockEnds() {
        String line = "a line of its own";
        for (int atOnce = 1; atOnce < 40; atOnce++) {
            posix.chdir("/");
            machine.descriptors().readAtMost(atOnce);
            machine.setStdin((line + "\n").repeat(3));
            read(null, "./main" + atOnce);
            assertThat(machine.tree().content("/main" + atOnce + "/current")).isEqualTo((line + "\n").repeat(3));
        }
    }

    @Test
    void passesOnLinesOfAnyLength() {
        StringBuilder input = new StringBuilder();
        StringBuilder expected = new StringBuilder();
        for (int length : new int[] {0, 1, 973, 974, 975, 999, 1000, 1001, 1023, 1024, 1025, 5000, 40_000}) {
            String line = "x".repeat(length) + "\n";
            input.append(line);
            expected.append(STAMP).append(line);
        }
        assertThat(log(input.toString(), 20_000)).isEqualTo(expected.toString());
    }

    @Test
    void showsTheFirst1000BytesToPatterns() {
        machine.setStdin("x".repeat(999) + "yz\n" + "x".repeat(998) + "yz\n");
        read(null, "-*y", "./main");
        assertThat(machine.tree().content("/main/current")).isEqualTo("x".repeat(998) + "yz\n");
    }

    @Test
    void readsLargerBlocksFromFullPipes() {
        machine.setStdin("one line\n".repeat(20_000));
        read(null, "./main");
        assertThat(machine.calls().of("read 0")).contains("read 0 1024", "read 0 16384", "read 0 65536");
    }

    @Test
    void keepsItsBlockWithoutMemory() {
        machine.setMemory(1000);
        machine.setStdin("one line\n".repeat(2_000));
        read(null, "s16777215", "./main");
        assertThat(machine.calls().of("read 0")).allMatch("read 0 1024"::equals);
        assertThat(machine.tree().content("/main/current")).isEqualTo("one line\n".repeat(2_000));
    }

    @Test
    void writesBeforeItWaits() {
        FifoPeer input = pipe();
        at(1, () -> input.put("one\npart"));
        at(2, () -> assertThat(machine.tree().content("/main/current")).isEqualTo("one\n"));
        at(3, () -> input.put(" two\n"));
        at(4, () -> assertThat(machine.tree().content("/main/current")).isEqualTo("one\npart two\n"));
        at(5, () -> machine.send(Signal.TERM));
        read(null, "./main");
    }

    @Test
    void rotatesOnAlarm() {
        FifoPeer input = pipe();
        at(1, () -> machine.send(Signal.ALRM));
        at(2, () -> input.put("one\n"));
        at(3, () -> machine.send(Signal.ALRM));
        at(4, () -> machine.send(Signal.TERM));
        read(null, "./main");
        assertThat(machine.calls().of("rename current previous")).hasSize(1);
        assertThat(machine.tree().content("/main/current")).isEmpty();
    }

    @Test
    void endsAtOnceOnTermBetweenLines() {
        FifoPeer input = pipe();
        at(1, () -> {
            input.put("one\n");
            machine.send(Signal.TERM);
        });
        read(null, "./main");
        assertThat(machine.tree().content("/main/current")).isEmpty();
        assertThat(input.take()).isEqualTo("one\n");
    }

    @Test
    void endsWithTheLineOnTerm() {
        FifoPeer input = pipe();
        at(1, () -> input.put("one"));
        at(2, () -> machine.send(Signal.TERM));
        at(3, () -> input.put(" line\ntwo\n"));
        read(null, "./main");
        assertThat(machine.tree().content("/main/current")).isEqualTo("one line\n");
        assertThat(input.take()).isEqualTo("two\n");
    }

    @Test
    void readErrorEndsTheInput() {
        machine.setStdin("one\n");
        machine.failOn("read 0", Errno.EIO);
        read(null, "./main");
        assertThat(machine.tree().content("/main/current")).isEmpty();
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void waitsAgainAfterAFailedWait() {
        machine.setStdin("one\n");
        machine.calls().failOnce("poll", Errno.ENOMEM);
        read(null, "./main");
        assertThat(machine.tree().content("/main/current")).isEqualTo("one\n");
        assertThat(machine.clock().passed()).isEqualTo(Duration.ofSeconds(1));
    }

    /** A read of an empty pipe would wait, and would miss a signal that arrives just before it. */
    @Test
    void doesNotReadAnEmptyPipeAfterAFailedWait() {
        FifoPeer input = pipe();
        machine.calls().failOnce("poll", Errno.ENOMEM);
        at(2, () -> assertThat(machine.calls().of("read 0")).isEmpty());
        at(3, () -> input.put("one\n"));
        at(4, () -> machine.send(Signal.TERM));
        read(null, "./main");
        assertThat(machine.tree().content("/main/current")).isEqualTo("one\n");
    }
}
