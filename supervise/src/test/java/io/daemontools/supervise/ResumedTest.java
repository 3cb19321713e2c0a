package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.ProcessIdentifier;
import io.daemontools.posix.ProcessIdentity;
import io.daemontools.service.EndCounts;
import io.daemontools.service.HistoryCodec;
import io.daemontools.service.RunEnd;
import io.daemontools.service.RunStart;
import io.daemontools.service.StartReason;
import io.daemontools.service.Want;
import io.daemontools.simulation.unit.TestMachine;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A supervise that begins with the state of the program that it has replaced. The service is the child 500, for ten seconds. */
class ResumedTest {
    private static final int PID = 500;
    private static final int RUN = 7;
    private static final String HISTORY = "/service/a/supervise/history";

    private final SuperviseRun run = new SuperviseRun();
    private final TestMachine machine = run.machine;
    private final SavedState state = new SavedState();

    @BeforeEach
    void runsForTenSeconds() {
        machine.tree().directory("/service/a/supervise");
        machine.posix().chdir(SuperviseRun.DIRECTORY);
        long now = machine.posix().monotonicClock();
        state.set(SavedState.SUPERVISE, TestMachine.PID);
        for (int descriptor = SavedState.LOCK; descriptor <= SavedState.OK; descriptor++) {
            state.set(descriptor, -1);
        }
        state.set(SavedState.PHASE, Phase.UP.ordinal());
        state.set(SavedState.WANT, Want.UP.code());
        state.set(SavedState.REASON, StartReason.FIRST.ordinal());
        state.set(SavedState.SINCE, machine.posix().wallClock() - 10 * Posix.SECOND);
        state.set(SavedState.LAST_ATTEMPT, now - 10 * Posix.SECOND);
        state.set(SavedState.PID, PID);
        state.set(SavedState.SEQUENCE, RUN);
    }

    private void child() {
        machine.children().inherit(PID);
        identified();
    }

    private void ends(long milliseconds, int exitCode) {
        run.at(milliseconds, () -> machine.children().end(PID, exitCode));
    }

    private void phase(Phase phase) {
        state.set(SavedState.PHASE, phase.ordinal());
        if (!phase.occupied()) {
            state.set(SavedState.PID, 0);
        }
    }

    private void until(long milliseconds) {
        machine.runUntil(
                Duration.ofMillis(milliseconds), new Supervise(), "supervise", SuperviseRun.DIRECTORY, state.text());
    }

    private int toExit() {
        return machine.run(new Supervise(), "supervise", SuperviseRun.DIRECTORY, state.text());
    }

    private RunEnd end() {
        RunEnd end = new RunEnd();
        int offset = RUN * HistoryCodec.SIZE + HistoryCodec.HALF;
        assertThat(HistoryCodec.decode(machine.tree().bytes(HISTORY), offset, end))
                .isTrue();
        assertThat(end.sequence()).isEqualTo(RUN);
        return end;
    }

    @Test
    void aStateOfAnotherProcessIsOnlyUnderstood() {
        state.set(SavedState.SUPERVISE, TestMachine.PID + 1L);
        assertThat(toExit()).isEqualTo(SelfExec.UNDERSTOOD);
        assertThat(machine.calls().all()).containsExactly("chdir /service/a", "getpid");
    }

    @Test
    void ofOthersASecondArgumentIsWrongUsage() {
        assertThat(machine.run(new Supervise(), "supervise", "a", "b")).isEqualTo(100);
        assertThat(machine.stderr()).isEqualTo("supervise: usage: supervise dir\n");
    }

    @Test
    void goesOnWithItsChild() {
        child();
        ends(5000, 3);
        until(4000);
        assertThat(run.starts()).isEmpty();
        assertThat(run.statuses()).isEmpty();
        assertThat(machine.stderr()).isEmpty();
        assertThat(machine.lastArgument())
                .containsOnlyOnce("\0".repeat(state.text().length()));
    }

    /** As if the file had been removed: the next supervise must find the process. */
    @Test
    void aHistoryWithoutItGetsItsStart() {
        child();
        until(1000);
        RunStart start = new RunStart();
        assertThat(HistoryCodec.decode(machine.tree().bytes(HISTORY), RUN * HistoryCodec.SIZE, start))
                .isTrue();
        assertThat(start.pid()).isEqualTo(PID);
        assertThat(start.identity().known()).isTrue();
        assertThat(start.want()).isEqualTo(Want.UP);
    }

    @Test
    void restartsItAndKnowsItsExitStatus() {
        child();
        ends(5000, 3);
        until(7000);
        assertThat(run.starts()).containsExactly(5000L);
        assertThat(run.statuses()).containsExactly("0u", "1001u");
        assertThat(end().status().exitCode()).isEqualTo(3);
    }

    @Test
    void noticesAnEndThatItsProgramCouldNotCatch() {
        child();
        machine.children().end(PID, 3);
        until(7000);
        assertThat(run.starts()).containsExactly(0L);
        assertThat(end().status().exitCode()).isEqualTo(3);
    }

    @Test
    void aChildThatCouldNotBeIdentifiedHasEnded() {
        machine.children().inherit(PID);
        machine.children().end(PID, 3);
        until(7000);
        assertThat(run.starts()).containsExactly(0L);
        assertThat(end().status().exitCode()).isEqualTo(3);
    }

    /** The launcher of a JVM is a shell, which reaps all children. */
    @Test
    void noticesThatAScriptInBetweenHasReapedItsChild() {
        adopted();
        state.set(SavedState.ADOPTED, false);
        machine.children().end(PID, 3);
        until(7000);
        assertThat(run.starts()).containsExactly(0L);
        assertThat(end().statusKnown()).isFalse();
    }

    @Test
    void needsNoWatchForItsChild() {
        child();
        ends(5000, 3);
        until(4000);
        assertThat(machine.calls().of("watchProcess")).hasSize(1);
        assertThat(machine.descriptors().open()).hasSize(3 + 1 + 4 + 1);
    }

    @Test
    void isStillBeingStopped() {
        child();
        state.set(SavedState.WANT, Want.DOWN.code());
        state.set(SavedState.EXITING, true);
        ends(5000, 0);
        assertThat(toExit()).isZero();
        assertThat(run.passed()).isEqualTo(5000);
        assertThat(run.starts()).isEmpty();
    }

    @Test
    void staysPaused() {
        child();
        state.set(SavedState.PAUSED, true);
        run.command(1000, "x");
        until(2000);
        assertThat(run.statuses()).containsExactly("500pu");
    }

    @Test
    void keepsTheRestOfTheFirstSecond() {
        child();
        phase(Phase.STARTING);
        state.set(SavedState.LAST_ATTEMPT, machine.posix().monotonicClock() - 400 * Posix.SECOND / 1000);
        state.set(SavedState.HELD, 'h');
        run.command(100, "t");
        until(5000);
        assertThat(machine.calls().kills()).containsExactly("HUP 500", "TERM 500");
        assertThat(run.killTimes()).containsExactly(600L, 600L);
    }

    @Test
    void keepsAPlannedStart() {
        phase(Phase.RESTARTING);
        state.set(SavedState.START, machine.posix().monotonicClock() + 30 * Posix.SECOND);
        until(40_000);
        assertThat(run.starts()).containsExactly(30_000L);
        assertThat(run.statuses()).containsExactly("1001u");
    }

    @Test
    void staysDown() {
        phase(Phase.DOWN);
        state.set(SavedState.WANT, Want.DOWN.code());
        run.command(2000, "u");
        until(5000);
        assertThat(run.starts()).containsExactly(2000L);
    }

    @Test
    void writesAStatusThatCouldNotBeWritten() {
        child();
        state.set(SavedState.STATUS_PENDING, true);
        until(1000);
        assertThat(run.statuses()).containsExactly("500u");
    }

    private void adopted() {
        machine.children().startOther(PID);
        identified();
        state.set(SavedState.ADOPTED, true);
    }

    private void identified() {
        ProcessIdentity identity = new ProcessIdentity();
        new ProcessIdentifier(machine.posix()).identify(machine.posix(), PID, identity);
        state.set(SavedState.KIND, identity.kind());
        state.set(SavedState.NUMBER, identity.number());
        state.set(SavedState.SYSTEM, identity.system());
    }

    @Test
    void goesOnWithAnAdoptedProcess() {
        adopted();
        run.command(1000, "t");
        ends(5000, 3);
        until(7000);
        assertThat(machine.calls().of("signalProcess")).hasSize(1);
        assertThat(run.starts()).containsExactly(5000L);
        assertThat(end().status().exitCode()).isEqualTo(3);
    }

    /** Linux knows how an adopted process has ended once init has reaped it. */
    @Test
    void anEndOfFinishThatIsKnownLateIsNoneOfTheService() {
        phase(Phase.FINISHING);
        adopted();
        run.at(1000, () -> machine.setSerialNumbers(false));
        ends(1500, 4);
        run.at(2000, () -> machine.setSerialNumbers(true));
        until(4000);
        assertThat(run.starts()).containsExactly(1500L);
        assertThat(end().status().exitCode()).isEqualTo(4);
        assertThat(EndCounts.of(EndCounts.FAILURE, end().counts())).isZero();
    }

    @Test
    void noticesThatAnAdoptedProcessHasEnded() {
        adopted();
        machine.children().end(PID, 3);
        machine.children().startOther(PID);
        until(7000);
        assertThat(run.starts()).containsExactly(0L);
        assertThat(machine.calls().of("signalProcess")).isEmpty();
        assertThat(end().statusKnown()).isFalse();
    }

    @Test
    void anAdoptedProcessThatCannotBeSeenNowIsLookedForLater() {
        adopted();
        machine.calls().failOnce("serialNumber 500", Errno.EMFILE);
        ends(4500, 3);
        until(7000);
        assertThat(run.starts()).containsExactly(5000L);
    }

    @Test
    void aDescriptorOfAnotherFileIsNotUsed() {
        child();
        machine.tree().file("/service/a/supervise/lock", "");
        machine.tree().fifo("/service/a/supervise/control");
        machine.tree().fifo("/service/a/supervise/ok");
        machine.tree().file("/other", "");
        int other = machine.posix().openRead("/other");
        machine.posix().inherit(other);
        for (int descriptor = SavedState.LOCK; descriptor <= SavedState.OK; descriptor++) {
            state.set(descriptor, other);
        }
        run.command(1000, "t");
        until(2000);
        assertThat(machine.calls().kills()).containsExactly("TERM 500");
        assertThat(machine.calls().of("openAppend")).containsExactly("openAppend supervise/lock");
        assertThat(machine.calls().of("closeOnExec " + other)).isNotEmpty();
    }

    @Test
    void aRemovedDirectoryDoesNotEndIt() {
        child();
        int[] held = {SavedState.LOCK, SavedState.CONTROL, SavedState.CONTROL_WRITER, SavedState.OK};
        for (int descriptor : held) {
            String path = "/service/a/supervise/" + descriptor;
            machine.tree().file(path, "");
            state.set(descriptor, machine.posix().openReadWriteExisting(path));
        }
        machine.tree().remove("/service/a/supervise");
        ends(5000, 3);
        until(7000);
        assertThat(run.starts()).containsExactly(5000L);
    }

    @Test
    void withoutTheHistoryItGoesOn() {
        child();
        machine.failOn("openReadWrite", Errno.ENFILE);
        ends(5000, 3);
        until(7000);
        assertThat(run.starts()).containsExactly(5000L);
        assertThat(machine.stderrLines())
                .containsExactly("supervise: warning: unable to open /service/a/supervise/history: "
                        + "system cannot open more files");
    }

    @Test
    void aServiceThatIsDownIsNotChecked() {
        phase(Phase.DOWN);
        state.set(SavedState.WANT, Want.DOWN.code());
        machine.tree().executable("/service/a/check");
        until(5000);
        assertThat(machine.children().started()).isEmpty();
    }

    @Test
    void goesOnWithFinish() {
        child();
        phase(Phase.FINISHING_COMMANDED);
        state.set(SavedState.PID, PID);
        machine.tree().executable("/service/a/finish");
        ends(2000, 125);
        until(4000);
        assertThat(run.starts()).containsExactly(2000L);
        assertThat(machine.children().commandLines()).containsExactly("./run");
    }
}
