package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.service.ServicePhase;
import io.daemontools.service.ServiceState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The messages of a service, whose first process is 1001. */
class NotificationsTest extends SettingsFixture {
    private static final String SOCKET = "supervise/notify";
    private static final int SERVICE = 1001;

    @BeforeEach
    void listen() {
        file("notify-socket", "");
    }

    private void sends(int process, String message) {
        machine.tree().send(SOCKET, message, process, 0);
    }

    @Test
    void aMessageOfTheServiceCounts() {
        run.at(500, () -> sends(SERVICE, "READY=1\nSTATUS=there"));
        phaseAt(600, ServicePhase.READY);
        run.until(1000);
        assertThat(state().textLength()).isEqualTo("there".length());
    }

    @Test
    void aMessageOfFinishDoesNotCount() {
        executable("finish");
        ends(2000, 0);
        run.at(2100, () -> sends(SERVICE + 1, "READY=1\nSTOPPING=1\nWATCHDOG_USEC=1000"));
        phaseAt(2200, ServicePhase.FINISHING);
        run.until(2300);
        assertThat(state().ready()).isFalse();
        assertThat(state().stopping()).isFalse();
        assertThat(state().watchdogTimeout()).isEqualTo(ServiceState.NONE);
        assertThat(run.kills()).isEmpty();
    }

    /** The directory was removed, for example. */
    @Test
    void aServiceIsStartedWithoutAnAddress() {
        run.at(1500, () -> machine.failOn("getcwd", Errno.ENOENT));
        ends(2000, 0);
        run.at(3000, () -> machine.calls().succeed("getcwd"));
        ends(4000, 0);
        run.at(5000, () -> sends(SERVICE + 2, "READY=1"));
        run.until(5500);
        assertThat(run.starts()).containsExactly(0L, 2000L, 4000L);
        assertThat(machine.children().started().get(1).spawn().variables()).isEmpty();
        assertThat(state().ready()).isTrue();
        assertThat(warnings())
                .containsExactly("supervise: warning: unable to find /service/a/supervise/notify: file does not exist");
    }

    @Test
    void aSenderWithoutAPauseDoesNotDelayCommands() {
        int most = 1000;
        int[] sent = {0};
        int[] sentBefore = {most};
        machine.calls().whenMade("recvmsg", () -> {
            if (sent[0] > 0 && sent[0] < most) {
                sent[0]++;
                sends(SERVICE, "WATCHDOG=1");
            }
        });
        machine.calls().whenMade("kill TERM", () -> sentBefore[0] = sent[0]);
        run.at(2000, () -> {
            sent[0]++;
            sends(SERVICE, "WATCHDOG=1");
        });
        run.command(2000, "d");
        run.until(3000);
        assertThat(sentBefore[0]).isLessThan(most);
        assertThat(sent[0]).isEqualTo(most);
    }

    @Test
    void aMessageOfAnotherProcessIsReportedOnce() {
        machine.children().startOther(4000);
        run.at(500, () -> sends(4000, "READY=1"));
        run.at(600, () -> sends(4000, "READY=1"));
        run.until(1000);
        assertThat(state().ready()).isFalse();
        assertThat(warnings())
                .containsExactly("supervise: warning: ignoring a notification for /service/a from process 4000, "
                        + "which is not a descendant of the service");
    }

    @Test
    void aSocketThatWasRemovedIsMadeAgain() {
        run.at(1500, () -> machine.tree().remove(SOCKET));
        ends(2000, 0);
        run.at(2500, () -> sends(SERVICE + 1, "READY=1"));
        phaseAt(2600, ServicePhase.READY);
        run.until(3000);
        assertThat(warnings()).isEmpty();
    }

    @Test
    void aServiceWithoutASocketIsNotWaitedFor() {
        machine.failOn("getcwd", Errno.ENAMETOOLONG);
        phaseAt(500, ServicePhase.UP);
        run.until(1000);
        assertThat(warnings())
                .containsExactly(
                        "supervise: warning: unable to create /service/a/supervise/notify: file name too long");
    }

    @Test
    void aServiceWithoutASocketIsChecked() {
        executable("check");
        machine.failOn("getcwd", Errno.ENAMETOOLONG);
        run.until(1000);
        assertThat(commandLines()).containsExactly("./run", "./check");
    }

    @Test
    void theDirectoryIsClosedToOthersWhenTheFileIsGone() {
        run.at(1500, () -> {
            assertThat(machine.tree().status("supervise").permissions()).isEqualTo(0711);
            machine.tree().remove("notify-socket");
        });
        ends(2000, 0);
        run.until(3000);
        assertThat(machine.tree().status("supervise").permissions()).isEqualTo(0700);
        assertThat(machine.tree().exists(SOCKET)).isFalse();
    }

    @Test
    void aMissedWatchdogIsAKill() {
        file("timeout-watchdog", "1000");
        run.at(1500, () -> sends(SERVICE, "READY=1"));
        run.until(5000);
        assertThat(run.kills()).containsExactly("KILL 1001");
        assertThat(warnings()).containsExactly("supervise: warning: killing /service/a: watchdog timeout");
    }

    /** It is a zombie until its first second is over. */
    @Test
    void aProgramThatHasEndedHasMissedNoWatchdog() {
        file("timeout-watchdog", "400");
        run.at(100, () -> sends(SERVICE, "READY=1"));
        ends(300, 0);
        run.until(1200);
        assertThat(run.starts()).containsExactly(0L, 1000L);
        assertThat(run.kills()).isEmpty();
        assertThat(warnings()).isEmpty();
    }

    /** It takes TERM for something else. */
    @Test
    void aServiceThatIsReadyAgainGoesOn() {
        file("timeout-watchdog", "1000");
        run.at(1500, () -> sends(SERVICE, "READY=1"));
        run.command(2000, "t");
        phaseAt(2100, ServicePhase.STOPPING);
        run.at(2200, () -> sends(SERVICE, "READY=1"));
        phaseAt(2300, ServicePhase.READY);
        run.until(5000);
        assertThat(run.kills()).containsExactly("TERM 1001", "KILL 1001");
    }

    @Test
    void aServiceThatIsWantedDownIsStopping() {
        run.command(2000, "d");
        run.at(2200, () -> sends(SERVICE, "READY=1"));
        phaseAt(2300, ServicePhase.STOPPING);
        run.until(3000);
    }
}
