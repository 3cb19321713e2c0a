package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.ProcessIdentifier;
import io.daemontools.posix.Signal;
import io.daemontools.service.HistoryCodec;
import io.daemontools.service.RunEnd;
import io.daemontools.service.RunStart;
import io.daemontools.service.StartReason;
import io.daemontools.service.StatusCodec;
import io.daemontools.service.Want;
import io.daemontools.simulation.unit.TestClock;
import io.daemontools.simulation.unit.TestMachine;
import io.daemontools.time.Tai64nLabel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A supervise whose predecessor was killed while the service ran as process 500, for ten seconds. */
class AdoptedServiceTest {
    private static final int PID = 500;
    private static final long STARTED = TestClock.WALL_CLOCK - 10 * Posix.SECOND;
    private static final String HISTORY = "/service/a/supervise/history";

    private final SuperviseRun run = new SuperviseRun();
    private final TestMachine machine = run.machine;

    private void leftBehind(Want want, boolean paused) {
        machine.children().startOther(PID);
        recorded(PID);
        status(PID, paused, want);
    }

    private void recorded(int pid) {
        RunStart start = new RunStart();
        start.set(1, StartReason.FIRST, Want.UP, STARTED);
        start.setPid(pid);
        record(start);
    }

    private void record(RunStart start) {
        new ProcessIdentifier(machine.posix()).identify(machine.posix(), PID, start.identity());
        write(start);
    }

    private void write(RunStart start) {
        machine.tree().directory("/service/a/supervise");
        machine.tree().file(HISTORY, "");
        start.setFile((int) Bytes.hash(
                machine.tree().status(HISTORY).device(),
                machine.tree().status(HISTORY).inode()));
        byte[] record = new byte[2 * HistoryCodec.SIZE];
        HistoryCodec.encode(start, record, HistoryCodec.SIZE);
        machine.tree().file(HISTORY, Bytes.text(record, record.length));
    }

    /** The start that was left behind. */
    private RunStart start() {
        RunStart start = new RunStart();
        HistoryCodec.decode(machine.tree().bytes(HISTORY), HistoryCodec.SIZE, start);
        return start;
    }

    private void status(int pid, boolean paused, Want want) {
        byte[] status = new byte[StatusCodec.SIZE];
        StatusCodec.encode(STARTED, pid, paused, want, status);
        machine.tree().file("/service/a/supervise/status", Bytes.text(status, status.length));
    }

    private void ends(long milliseconds) {
        run.at(milliseconds, () -> machine.children().end(PID, 3));
    }

    private List<String> signals() {
        return machine.calls().of("signalProcess").stream()
                .map(call -> call.split(" ", -1)[2])
                .toList();
    }

    private RunEnd end(int number) {
        RunEnd end = new RunEnd();
        byte[] history = machine.tree().bytes(HISTORY);
        int offset = number * HistoryCodec.SIZE + HistoryCodec.HALF;
        boolean known = HistoryCodec.decode(history, offset, end);
        assertThat(known).isTrue();
        assertThat(end.sequence()).isEqualTo(number);
        return end;
    }

    @ParameterizedTest
    @CsvSource({"UP, false, 500u", "UP, true, 500pu", "DOWN, false, 500d", "ONCE, false, 500-"})
    void keepsItsProcessAndState(Want want, boolean paused, String status) {
        leftBehind(want, paused);
        run.until(10_000);
        assertThat(run.starts()).isEmpty();
        assertThat(run.statuses()).containsExactly(status);
        assertThat(run.status().since()).isEqualTo(Tai64nLabel.seconds(STARTED));
        assertThat(signals()).isEmpty();
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void aFileDownDoesNotTakeItDown() {
        leftBehind(Want.UP, false);
        run.normallyDown();
        ends(5000);
        run.until(10_000);
        assertThat(run.statuses()).startsWith("500u", "0u").hasSize(3);
    }

    @Test
    void isRestartedWhenItEnds() {
        leftBehind(Want.UP, false);
        ends(5000);
        run.until(20_000);
        assertThat(run.starts()).containsExactly(5000L);
        assertThat(run.statuses()).containsExactly("500u", "0u", "1001u");
        assertThat(end(2).statusKnown()).isTrue();
        assertThat(end(2).status().exitCode()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"DOWN", "ONCE"})
    void staysDownIfItIsNotWantedUp(Want want) {
        leftBehind(want, false);
        ends(5000);
        run.until(20_000);
        assertThat(run.starts()).isEmpty();
        assertThat(run.status().pid()).isZero();
        assertThat(run.status().want()).isEqualTo(want.code());
    }

    @Test
    void getsSignals() {
        leftBehind(Want.UP, false);
        run.command(2000, "tphiack");
        run.until(3000);
        assertThat(signals()).containsExactly("TERM", "STOP", "HUP", "INT", "ALRM", "CONT", "KILL");
        assertThat(machine.calls().kills()).isEmpty();
    }

    @Test
    void isTakenDownAndUp() {
        leftBehind(Want.UP, false);
        run.command(2000, "d");
        ends(3000);
        run.command(4000, "u");
        run.until(10_000);
        assertThat(signals()).containsExactly("TERM", "CONT");
        assertThat(run.statuses()).containsExactly("500u", "500d", "0d", "1001u", "1001u");
    }

    /** It ends just before it would get a signal, and its id is that of another group while no process can be identified. */
    @Test
    void aGroupWithTheIdOfOneThatHasEndedGetsNoSignal() {
        machine.tree().file("/service/a/flag-killpg", "");
        leftBehind(Want.UP, false);
        boolean[] commanded = {false};
        run.at(2000, () -> commanded[0] = true);
        run.command(2000, "t");
        machine.calls().whenMade("read", () -> {
            if (commanded[0]) {
                commanded[0] = false;
                machine.children().end(PID, 0);
                machine.failOn("serialNumber 500", Errno.EMFILE);
            }
        });
        run.until(2500);
        assertThat(machine.calls().of("signalProcess")).hasSize(1);
        assertThat(machine.calls().of("kill")).isEmpty();
    }

    @Test
    void aGroupGetsSignals() {
        machine.tree().file("/service/a/flag-killpg", "");
        leftBehind(Want.UP, false);
        run.at(1000, () -> machine.failOn("serialNumber 500", Errno.EMFILE));
        run.command(2000, "t");
        run.until(2500);
        assertThat(machine.calls().of("kill")).containsExactly("kill TERM -500");
    }

    @Test
    void superviseExitsAfterIt() {
        leftBehind(Want.UP, false);
        run.command(2000, "dx");
        ends(3000);
        assertThat(run.toExit()).isZero();
        assertThat(run.passed()).isEqualTo(3000);
        assertThat(run.starts()).isEmpty();
    }

    @Test
    void signalsAndItsEndWaitForItsFirstSecond() {
        leftBehind(Want.UP, false);
        machine.clock().setWallClock(STARTED + 400_000_000);
        run.command(100, "h");
        ends(200);
        run.until(5000);
        assertThat(run.starts()).containsExactly(600L);
        assertThat(run.killTimes()).containsExactly(1600L);
        assertThat(machine.calls().kills()).containsExactly("HUP 1001");
    }

    @Test
    void isAdoptedAgain() {
        leftBehind(Want.UP, false);
        run.until(1000);
        RunStart start = new RunStart();
        assertThat(HistoryCodec.decode(machine.tree().bytes(HISTORY), 2 * HistoryCodec.SIZE, start))
                .isTrue();
        assertThat(start.reason()).isEqualTo(StartReason.ADOPTED);
        assertThat(start.pid()).isEqualTo(PID);
        assertThat(start.time()).isEqualTo(STARTED);
    }

    @Test
    void anotherProcessWithItsIdIsLeftAlone() {
        leftBehind(Want.UP, false);
        machine.children().end(PID, 0);
        machine.children().startOther(PID);
        run.command(2000, "t");
        run.until(10_000);
        assertThat(run.statuses()).startsWith("0u", "1001u");
        assertThat(signals()).isEmpty();
        assertThat(machine.calls().kills()).allMatch(kill -> kill.endsWith(" 1001"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, -500, 501})
    void noOtherProcessIsAdopted(int pid) {
        leftBehind(Want.UP, false);
        recorded(pid);
        run.until(10_000);
        assertThat(run.starts()).containsExactly(0L);
        assertThat(run.status().pid()).isEqualTo(1001);
        assertThat(signals()).isEmpty();
    }

    /** The process of its id has the same serial number since another start of the system. */
    @Test
    void aProcessOfAFormerBootIsNotAdopted() {
        leftBehind(Want.UP, false);
        RunStart start = start();
        start.identity()
                .set(
                        start.identity().kind(),
                        start.identity().number(),
                        1 + start.identity().system());
        write(start);
        assertNotAdopted();
    }

    @Test
    void theProcessOfACopiedHistoryIsNotAdopted() {
        leftBehind(Want.UP, false);
        String copy = machine.tree().content(HISTORY);
        machine.tree().remove(HISTORY);
        machine.tree().file(HISTORY, copy);
        assertNotAdopted();
    }

    /** The run is over; a supervise without a history had one of its own afterwards, whose id the status has. */
    @Test
    void theProcessOfASuperviseWithoutAHistoryIsNotAdopted() {
        leftBehind(Want.UP, false);
        machine.children().end(PID, 0);
        machine.children().startOther(600);
        status(600, false, Want.UP);
        assertNotAdopted();
    }

    private void assertNotAdopted() {
        run.command(2000, "t");
        run.until(3000);
        assertThat(run.starts()).containsExactly(0L);
        assertThat(signals()).isEmpty();
        assertThat(machine.calls().kills()).containsExactly("TERM 1001");
    }

    @Test
    void withoutAWatchItIsLookedForEachSecond() {
        leftBehind(Want.UP, false);
        machine.failOn("watchProcess", Errno.ENOSYS);
        ends(4500);
        run.command(2500, "t");
        run.until(20_000);
        assertThat(machine.calls().kills()).containsExactly("TERM 500");
        assertThat(run.starts()).containsExactly(5000L);
        assertThat(end(2).statusKnown()).isFalse();
    }

    @Test
    void withoutSerialNumbersASecondCopyIsStarted() {
        leftBehind(Want.UP, false);
        machine.withoutSerialNumbers();
        run.until(1000);
        assertThat(run.starts()).containsExactly(0L);
        assertThat(machine.stderrLines())
                .containsExactly("supervise: warning: unable to identify processes for /service/a:"
                        + " none is recovered after a crash");
    }

    @ParameterizedTest
    @CsvSource({
        "serialNumber 500, EMFILE, look for the process of /service/a: process cannot open more files",
        "serialNumber 1000, ENFILE, identify processes for /service/a: system cannot open more files",
        "openReadWrite, ENFILE, look for the process of /service/a: system cannot open more files",
        "openReadWrite, EMFILE, look for the process of /service/a: process cannot open more files",
        "pread, ENOMEM, look for the process of /service/a: out of memory",
        "openRead supervise/status, ENFILE, look for the process of /service/a: system cannot open more files",
        "openRead supervise/status, EMFILE, look for the process of /service/a: process cannot open more files"
    })
    void nothingIsStartedBeforeItIsKnownWhetherItRuns(String call, Errno errno, String message) {
        leftBehind(Want.UP, false);
        machine.failOn(call, errno);
        assertThat(run.toExit()).isEqualTo(111);
        assertThat(run.starts()).isEmpty();
        assertThat(machine.stderr()).isEqualTo("supervise: fatal: unable to " + message + "\n");
    }

    /** The clock was set back while the service was down, and supervise was killed before it wrote the status. */
    @Test
    void aStartWithTheClockSetBackIsWantedUp() {
        machine.children().startOther(PID);
        RunStart start = new RunStart();
        start.set(1, StartReason.COMMAND, Want.UP, STARTED - Posix.SECOND);
        start.setStatusTime(STARTED);
        start.setPid(PID);
        record(start);
        status(0, false, Want.DOWN);
        run.until(1000);
        assertThat(run.starts()).isEmpty();
        assertThat(run.statuses()).containsExactly("500u");
    }

    @Test
    void aFailedPollIsNotItsEnd() {
        leftBehind(Want.UP, false);
        machine.calls().failOnce("poll -1", Errno.ENOMEM);
        machine.calls().failOnce("poll", Errno.ENOMEM);
        run.command(2000, "h");
        run.until(10_000);
        assertThat(run.starts()).isEmpty();
        assertThat(signals()).containsExactly(Signal.HUP.name());
    }

    private RunStart firstStart() {
        RunStart start = new RunStart();
        assertThat(HistoryCodec.decode(machine.tree().bytes(HISTORY), HistoryCodec.SIZE, start))
                .isTrue();
        return start;
    }

    @Test
    void aStartHasTheTimeOfTheStatusBefore() {
        run.until(500);
        assertThat(firstStart().statusTime())
                .isBetween(TestClock.WALL_CLOCK, firstStart().time());
    }

    @Test
    void aStartDoesNotHaveTheTimeOfAStatusThatCouldNotBeWritten() {
        machine.failOn("rename", Errno.ENOSPC);
        run.until(500);
        assertThat(firstStart().statusTime()).isZero();
    }

    @Test
    void eachStartAndEndIsOneWrite() {
        run.end(2000);
        run.until(3000);
        assertThat(machine.calls().of("pwrite")).hasSize(1);
        assertThat(end(1).status().exitCode()).isZero();
    }
}
