package io.daemontools.multilog;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.Signal;
import io.daemontools.simulation.unit.FifoPeer;
import io.daemontools.simulation.unit.TestMachine;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a script can specify for a log directory that 0.76 ignores. */
class LogOptionsTest {
    private static final String LINE = "x".repeat(99) + "\n";

    /** {@code current} of the only log directory. */
    private static final String WRITE = "write 7";

    private static final String SYNC = "fsync 7";
    private static final int END = 100;

    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();
    private FifoPeer input;

    @BeforeEach
    void readFromAFifo() {
        posix.close(0);
        input = machine.tree().fifo("/input");
        input.openedByWriter();
        posix.openRead("/input");
        at(END, () -> machine.send(Signal.TERM));
    }

    private void at(int seconds, Runnable happening) {
        machine.clock().at(Duration.ofSeconds(seconds), happening);
    }

    private void run(String... script) {
        assertThat(machine.run(new Multilog(), "multilog", script)).isZero();
        assertThat(machine.clock().passed()).isEqualTo(Duration.ofSeconds(END));
    }

    private String current() {
        return machine.tree().content("/main/current");
    }

    private void oldFile(int second, int size) {
        machine.tree().directory("/main");
        machine.tree().file("/main/" + name(second), "o".repeat(size));
    }

    /** The clock begins at second 266 of this minute. */
    private static String name(int second) {
        return "@400000006553f" + Integer.toHexString(0x1000 + second).substring(1) + "00000000.s";
    }

    private boolean exists(int second) {
        return machine.tree().exists("/main/" + name(second));
    }

    @Test
    void totalSizeIsLimited() {
        oldFile(0x101, 3000);
        oldFile(0x102, 3000);
        oldFile(0x103, 3000);
        at(1, () -> input.put(LINE.repeat(21)));
        run("s4096", "S6000", "./main");
        assertThat(List.of(exists(0x101), exists(0x102), exists(0x103))).containsExactly(false, false, true);
        assertThat(machine.calls().of("link")).hasSize(1);
    }

    @Test
    void totalSizeIsLimitedFromTheStart() {
        oldFile(0x101, 3000);
        oldFile(0x102, 3000);
        run("S3000", "./main");
        assertThat(List.of(exists(0x101), exists(0x102))).containsExactly(false, true);
    }

    @Test
    void ageIsLimited() {
        oldFile(0x0e0, 10);
        oldFile(0x100, 10);
        oldFile(0x109, 10);
        boolean[] after = new boolean[3];
        at(1, () -> after[0] = exists(0x0e0));
        at(5, () -> after[1] = exists(0x100));
        at(30, () -> after[2] = exists(0x100));
        run("A20", "./main");
        assertThat(after).containsExactly(false, true, false);
        assertThat(exists(0x109)).isFalse();
    }

    @Test
    void currentIsRotatedAfterATime() {
        at(10, () -> input.put("one\n"));
        at(39, () -> input.put("two\n"));
        at(41, () -> input.put("three\n"));
        run("R30", "./main");
        assertThat(machine.calls().of("link").stream()
                        .map(call -> machine.tree().content("/main/" + call.split(" ", -1)[2])))
                .containsExactly("one\ntwo\n", "three\n");
        assertThat(current()).isEmpty();
    }

    @Test
    void currentOfAnEarlierMultilogIsRotated() {
        machine.tree().directory("/main");
        machine.tree().file("/main/current", "one\n");
        posix.chmod("/main/current", 0744);
        run("R30", "./main");
        assertThat(machine.calls().of("link")).hasSize(1);
        assertThat(current()).isEmpty();
    }

    @Test
    void fullDiskGetsRoomFromTheOldestFiles() {
        oldFile(0x101, 10);
        oldFile(0x102, 10);
        oldFile(0x103, 10);
        machine.failOn(WRITE, Errno.ENOSPC);
        machine.calls().whenMade("unlink " + name(0x102), () -> machine.calls().succeed(WRITE));
        at(1, () -> input.put("one\n"));
        run("N1", "./main");
        assertThat(List.of(exists(0x101), exists(0x102), exists(0x103))).containsExactly(false, false, true);
        assertThat(current()).isEqualTo("one\n");
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void filesThatAreToBeKeptAreKept() {
        oldFile(0x101, 10);
        machine.failOn(WRITE, Errno.EDQUOT);
        at(1, () -> input.put("one\n"));
        at(5, () -> machine.calls().succeed(WRITE));
        run("N1", "./main");
        assertThat(exists(0x101)).isTrue();
        assertThat(current()).isEqualTo("one\n");
        assertThat(machine.stderrLines())
                .containsExactly("multilog: warning: unable to write to ./main/current, pausing: disk quota exceeded");
    }

    @Test
    void roomIsMadeForANewCurrent() {
        oldFile(0x101, 10);
        at(1, () -> machine.failOn("openAppend current", Errno.ENOSPC));
        machine.calls().whenMade("unlink " + name(0x101), () -> machine.calls().succeed("openAppend current"));
        at(2, () -> input.put(LINE.repeat(25)));
        at(3, () -> input.put("last\n"));
        run("s4096", "N0", "./main");
        assertThat(current()).isEqualTo("last\n");
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void linesAreDroppedWhileTheDiskIsFull() {
        at(1, () -> input.put("one\n"));
        at(2, () -> machine.failOn(WRITE, Errno.ENOSPC));
        at(3, () -> input.put("two\nthree\n"));
        at(4, () -> input.put("four\n"));
        at(5, () -> machine.calls().succeed(WRITE));
        at(6, () -> input.put("five\n"));
        run("D", "./main");
        assertThat(current()).isEqualTo("one\nmultilog: warning: dropped 3 lines, 15 bytes\nfive\n");
        assertThat(machine.stderrLines())
                .containsExactly(
                        "multilog: warning: unable to write to ./main/current, dropping lines: out of disk space");
        assertThat(machine.tree().status("/main/current").permissions()).isEqualTo(0744);
    }

    @Test
    void noLineIsLoggedInPart() {
        at(2, () -> machine.failOn(WRITE, Errno.ENOSPC));
        at(3, () -> input.put("a".repeat(1500)));
        at(5, () -> machine.calls().succeed(WRITE));
        at(6, () -> input.put("b".repeat(1500)));
        at(7, () -> input.put("c\nnext\n"));
        run("t", "D", "./main");
        assertThat(current()).matches("@4\\w{23} multilog: warning: dropped 1 lines, 3028 bytes\n@4\\w{23} next\n");
    }

    @Test
    void lineThatIsCutEnds() {
        at(1, () -> input.put("a".repeat(1500)));
        at(2, () -> machine.failOn(WRITE, Errno.ENOSPC));
        at(3, () -> input.put("b\n"));
        at(4, () -> machine.calls().succeed(WRITE));
        at(5, () -> input.put("next\n"));
        run("D", "./main");
        assertThat(current()).isEqualTo("a".repeat(1500) + "\nmultilog: warning: dropped 1 lines, 2 bytes\nnext\n");
    }

    @Test
    void numberOfDroppedLinesIsLoggedAtTheEnd() {
        at(2, () -> machine.failOn(WRITE, Errno.ENOSPC));
        at(3, () -> input.put("one\n"));
        at(4, () -> machine.calls().succeed(WRITE));
        run("D", "./main");
        assertThat(current()).isEqualTo("multilog: warning: dropped 1 lines, 4 bytes\n");
    }

    @Test
    void diskThatIsFullToTheEndIsReported() {
        at(2, () -> machine.failOn(WRITE, Errno.ENOSPC));
        at(3, () -> input.put("one\n"));
        run("D", "./main");
        assertThat(machine.stderr()).endsWith("multilog: warning: dropped 1 lines of ./main/current\n");
    }

    @Test
    void everythingReadIsSynchronized() {
        at(1, () -> input.put("one\n"));
        at(2, () -> input.put("two\n"));
        at(3, () -> machine.calls().forget());
        at(4, () -> input.put("three\n"));
        at(5, () -> assertThat(machine.calls().all()).containsSubsequence("write 7 6", SYNC));
        at(5, () -> machine.calls().forget());
        at(END - 1, () -> assertThat(machine.calls().of("fsync")).isEmpty());
        run("F0", "./main");
    }

    @Test
    void linesAreSynchronizedSecondsLater() {
        at(10, () -> input.put("one\n"));
        at(14, () -> input.put("two\n"));
        at(19, () -> assertThat(machine.calls().of("fsync")).isEmpty());
        at(21, () -> assertThat(machine.calls().of("fsync")).containsExactly(SYNC, "fsync 5"));
        at(END - 1, () -> assertThat(machine.calls().of("fsync")).hasSize(2));
        run("F10", "./main");
    }
}
