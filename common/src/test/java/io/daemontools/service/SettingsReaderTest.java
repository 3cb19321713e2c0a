package io.daemontools.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.Signal;
import io.daemontools.simulation.unit.TestMachine;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
    private static final String DIRECTORY = "/service/a/";
    private static final String WARNING = "supervise: warning: unable to use a/";
    private static final long MILLISECOND = Posix.SECOND / 1000;

    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();
    private final SettingsReader reader = new SettingsReader(posix, new Diagnostics("supervise", posix), "a");

    @BeforeEach
    void enterServiceDirectory() {
        machine.tree().directory(DIRECTORY);
        posix.chdir(DIRECTORY);
        machine.clock().pass(Duration.ofSeconds(10));
    }

    private void file(String name, String content) {
        machine.tree().file(DIRECTORY + name, content);
    }

    private ServiceSettings read() {
        return reader.read();
    }

    /** The calls of another read. */
    private List<String> calls() {
        machine.calls().forget();
        read();
        return machine.calls().all();
    }

    @Test
    void withoutFilesThereAreNone() {
        file("run", "");
        assertThat(read()).isNull();
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void withoutFilesEachFurtherReadIsOneStat() {
        read();
        assertThat(calls()).containsExactly("stat .");
        assertThat(calls()).containsExactly("stat .");
    }

    @Test
    void aClockThatWasSetBackDoesNotMakeEachReadLonger() {
        machine.clock().setWallClock(1_000_000 * Posix.SECOND);
        read();
        assertThat(calls()).containsExactly("stat .");
    }

    @Test
    void aFileThatIsAddedIsFound() {
        read();
        file("timeout-kill", "1");
        assertThat(read().killTimeout()).isEqualTo(MILLISECOND);
    }

    @Test
    void aFileThatIsAddedRightAfterAReadIsFound() {
        file("x", "");
        read();
        file("timeout-kill", "1");
        assertThat(read()).isNotNull();
    }

    @Test
    void aFileThatIsRemovedCountsNoLonger() {
        file("timeout-kill", "1");
        file("down-signal", "INT");
        read();
        machine.tree().remove(DIRECTORY + "timeout-kill");
        assertThat(read().killTimeout()).isEqualTo(ServiceSettings.NEVER);
        machine.tree().remove(DIRECTORY + "down-signal");
        assertThat(read()).isNull();
        assertThat(reader.defaults().downSignal()).isEqualTo(Signal.TERM);
    }

    /** The time of the service directory does not change with the names in {@code data}. */
    @Test
    void aCheckThatIsAddedInDataIsFound() {
        machine.tree().directory(DIRECTORY + "data");
        machine.clock().pass(Duration.ofSeconds(10));
        read();
        assertThat(calls()).containsExactly("stat .", "stat data/check");
        machine.tree().executable(DIRECTORY + "data/check");
        assertThat(read().check()).isEqualTo("./data/check");
    }

    @Test
    void aFileDataIsNoDirectory() {
        file("data", "");
        machine.clock().pass(Duration.ofSeconds(10));
        read();
        assertThat(read()).isNull();
    }

    @Test
    void whatCouldNotBeLookedAtIsLookedAtAgain() {
        file("timeout-kill", "1");
        machine.clock().pass(Duration.ofSeconds(10));
        machine.calls().failOnce("stat timeout-kill", Errno.EIO);
        assertThat(read()).isNull();
        assertThat(read()).isNotNull();
    }

    @Test
    void hasDefaults() {
        file("flag-killpg", "");
        ServiceSettings settings = read();
        assertThat(settings.group()).isTrue();
        assertThat(settings.session()).isTrue();
        assertThat(settings.killGroup()).isFalse();
        assertThat(settings.finish()).isFalse();
        assertThat(settings.finishTimeout()).isEqualTo(5 * Posix.SECOND);
        assertThat(settings.killTimeout()).isEqualTo(ServiceSettings.NEVER);
        assertThat(settings.notificationDescriptor()).isEqualTo(ServiceSettings.NONE);
        assertThat(settings.downSignal()).isEqualTo(Signal.TERM);
        assertThat(settings.reloadSignal()).isEqualTo(Signal.HUP);
        assertThat(settings.backsOff()).isFalse();
        assertThat(settings.backoffDelay()).isEqualTo(Posix.SECOND);
        assertThat(settings.backoffLimit()).isEqualTo(30 * Posix.SECOND);
        assertThat(settings.limitCount()).isZero();
        assertThat(settings.limitInterval()).isEqualTo(10 * Posix.SECOND);
    }

    @Test
    void readsNumbers() {
        file("timeout-finish", "0\n");
        file("notification-fd", " 3 \n");
        file("timeout-kill", "0000000000001500");
        file("backoff-delay", "250\r\n");
        file("backoff-limit", "4294967295\n");
        file("restart-limit-count", "3\n");
        file("restart-limit-interval", "60\n");
        ServiceSettings settings = read();
        assertThat(settings.finishTimeout()).isEqualTo(ServiceSettings.NEVER);
        assertThat(settings.notificationDescriptor()).isEqualTo(3);
        assertThat(settings.killTimeout()).isEqualTo(1500 * MILLISECOND);
        assertThat(settings.backsOff()).isTrue();
        assertThat(settings.backoffDelay()).isEqualTo(250 * MILLISECOND);
        assertThat(settings.backoffLimit()).isEqualTo(4_294_967_295L * MILLISECOND);
        assertThat(settings.limitCount()).isEqualTo(3);
        assertThat(settings.limitInterval()).isEqualTo(60 * Posix.SECOND);
        assertThat(machine.stderr()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "QUIT, QUIT",
        "SIGQUIT, QUIT",
        "sigquit, QUIT",
        "3, QUIT",
        "usr1, USR1",
        "15, TERM",
        "WINCH, WINCH",
        "SIGRTMIN+3, RTMIN_3",
        "037, RTMIN_3"
    })
    void readsSignals(String text, Signal signal) {
        file("down-signal", text + "\n");
        file("reload-signal", text);
        assertThat(read().downSignal()).isEqualTo(signal);
        assertThat(read().reloadSignal()).isEqualTo(signal);
        assertThat(machine.stderr()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "FOO, unknown signal: FOO",
                "0, unknown signal: 0",
                "128, unknown signal: 128",
                "99999999999999999999, unknown signal: 99999999999999999999",
                "RTMIN_3, unknown signal: RTMIN_3",
                "SIG, unknown signal: SIG",
                "-1, unknown signal: -1"
            })
    void reportsWhatIsNoSignal(String text, String report) {
        file("down-signal", text);
        assertThat(read().downSignal()).isEqualTo(Signal.TERM);
        assertThat(machine.stderr()).isEqualTo(WARNING + "down-signal: " + report + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "x, not a number: x",
                "5s, not a number: 5s",
                "-1, not a number: -1",
                "1 2, not a number: 1 2",
                "4294967296, too large: 4294967296",
                "99999999999999999999999, too large: 99999999999999999999...",
                "\"\", \"not a number: \"",
                "\"a\u0007\u00ff\", not a number: a??",
            })
    void reportsWhatIsNoNumber(String text, String report) {
        file("timeout-kill", text);
        assertThat(read().killTimeout()).isEqualTo(ServiceSettings.NEVER);
        assertThat(machine.stderr()).isEqualTo(WARNING + "timeout-kill: " + report + "\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 1000, 1_000_000})
    void readsNoMoreThanAValue(int length) {
        file("timeout-kill", "1" + " ".repeat(length - 1));
        read();
        assertThat(machine.stderr()).isEqualTo(WARNING + "timeout-kill: too long: 1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2", "1024"})
    void aServiceIsNotNotifiedOnAnyDescriptor(String descriptor) {
        file("notification-fd", descriptor);
        assertThat(read().notificationDescriptor()).isEqualTo(ServiceSettings.NONE);
        assertThat(machine.stderr())
                .isEqualTo(WARNING + "notification-fd: not a descriptor from 3 to 1023: " + descriptor + "\n");
    }

    @Test
    void neitherADirectoryNorAFifoIsRead() {
        machine.tree().directory(DIRECTORY + "timeout-kill");
        machine.tree().fifo(DIRECTORY + "backoff-delay");
        machine.tree().directory(DIRECTORY + "finish");
        ServiceSettings settings = read();
        assertThat(settings.finish()).isFalse();
        assertThat(settings.backsOff()).isFalse();
        assertThat(machine.stderrLines())
                .containsExactly(
                        WARNING + "finish: not an executable file",
                        WARNING + "timeout-kill: not a regular file",
                        WARNING + "backoff-delay: not a regular file");
    }

    @Test
    void aFileThatCannotBeReadIsReported() {
        file("timeout-kill", "1");
        machine.calls().failOnce("openReadNoFollow timeout-kill", Errno.EACCES);
        assertThat(read().killTimeout()).isEqualTo(ServiceSettings.NEVER);
        assertThat(machine.stderr()).isEqualTo(WARNING + "timeout-kill: access denied\n");
    }

    @Test
    void closesWhatItReads() {
        file("timeout-kill", "1");
        file("down-signal", "INT");
        read();
        machine.calls().failOnce("read", Errno.EIO);
        read();
        assertThat(machine.descriptors().open()).hasSize(3);
    }

    @Test
    void theFirstCheckThatCanBeExecutedCounts() {
        file("check", "");
        machine.tree().directory(DIRECTORY + "data");
        machine.tree().executable(DIRECTORY + "data/check");
        assertThat(read().check()).isEqualTo("./data/check");
        assertThat(machine.stderr()).isEqualTo(WARNING + "check: not an executable file\n");
        machine.tree().remove(DIRECTORY + "check");
        machine.tree().executable(DIRECTORY + "check");
        assertThat(read().check()).isEqualTo("./check");
    }

    @Test
    void reportsOnceUntilItChanges() {
        file("timeout-kill", "x");
        read();
        read();
        assertThat(machine.stderrLines()).hasSize(1);
        file("timeout-kill", "y");
        read();
        read();
        assertThat(machine.stderrLines()).hasSize(2);
        file("timeout-kill", "1");
        assertThat(read().killTimeout()).isEqualTo(MILLISECOND);
        file("timeout-kill", "y");
        read();
        assertThat(machine.stderrLines()).hasSize(3);
        machine.tree().remove(DIRECTORY + "timeout-kill");
        read();
        file("timeout-kill", "y");
        read();
        assertThat(machine.stderrLines()).hasSize(4).endsWith(WARNING + "timeout-kill: not a number: y");
    }

    @Test
    void aLongValueIsShownInPart() {
        file("timeout-kill", "a".repeat(21));
        file("down-signal", "b".repeat(2000));
        read();
        assertThat(machine.stderrLines())
                .containsExactly(
                        WARNING + "timeout-kill: not a number: " + "a".repeat(20) + "...",
                        WARNING + "down-signal: too long: " + "b".repeat(20) + "...");
    }

    /** Who may write to the service directory need not be able to read what its names are linked to. */
    @Test
    void whatANameIsLinkedToIsNotShown() {
        machine.tree().file("/secret", "root:*:1");
        machine.tree().file("/long", "root:*:1".repeat(20));
        machine.tree().link(DIRECTORY + "timeout-kill", "/secret");
        machine.tree().link(DIRECTORY + "notification-fd", "timeout-kill");
        machine.tree().link(DIRECTORY + "down-signal", "/long");
        posix.link("/secret", DIRECTORY + "backoff-delay");
        read();
        assertThat(machine.stderrLines())
                .containsExactlyInAnyOrder(
                        WARNING + "timeout-kill: not a number",
                        WARNING + "notification-fd: not a number",
                        WARNING + "down-signal: too long",
                        WARNING + "backoff-delay: not a number");
    }

    @Test
    void aLinkToAValueIsFollowed() {
        machine.tree().file("/shared", "1500\n");
        machine.tree().link(DIRECTORY + "timeout-kill", "/shared");
        assertThat(read().killTimeout()).isEqualTo(1500 * MILLISECOND);
        assertThat(machine.stderr()).isEmpty();
    }
}
