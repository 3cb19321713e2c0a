package io.daemontools.svwait;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Resource;
import io.daemontools.service.ServicePhase;
import io.daemontools.service.ServiceState;
import io.daemontools.service.StateCodec;
import io.daemontools.service.StatusCodec;
import io.daemontools.service.Want;
import io.daemontools.simulation.unit.TestClock;
import io.daemontools.simulation.unit.TestMachine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SvwaitTest {
    private static final Duration CHANGE = Duration.ofSeconds(3);
    private static final String USAGE =
            "svwait: usage: svwait [-uUdDrRao] [-t milliseconds] [dir ...] [-- program ...]\n";

    private final TestMachine machine = new TestMachine();

    private int run(String... arguments) {
        return machine.run(new Svwait(), "svwait", arguments);
    }

    private void makeService(String directory, int pid) {
        machine.tree().directory(directory + "/supervise");
        machine.tree().fifo(directory + "/supervise/ok").openedByReader();
        setPid(directory, pid);
    }

    /** Replaces the status. */
    private void setPid(String directory, int pid) {
        byte[] status = new byte[StatusCodec.SIZE];
        StatusCodec.encode(TestClock.WALL_CLOCK + machine.clock().passed().toNanos(), pid, false, Want.UP, status);
        String path = directory + "/supervise/status";
        if (machine.tree().exists(path)) {
            machine.tree().remove(path);
        }
        machine.tree().file(path, new String(status, StandardCharsets.ISO_8859_1));
    }

    private void setState(String directory, ServicePhase phase, int pid) {
        ServiceState state = new ServiceState();
        state.setPhase(phase, 1);
        state.setPid(pid);
        state.setReady(phase == ServicePhase.READY, 1);
        byte[] bytes = new byte[StateCodec.SIZE];
        StateCodec.encode(state, bytes);
        machine.tree().file(directory + "/supervise/state", new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private void at(Duration moment, Runnable change) {
        machine.clock().at(moment, change);
    }

    private void assertReachedAt(Duration moment, int exitCode) {
        assertThat(exitCode).isZero();
        assertThat(machine.clock().passed()).isBetween(moment, moment.plusMillis(1));
        assertThat(machine.stdout() + machine.stderr()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-u, 77", "-U, 77", "-d, 0", "-D, 0"})
    void findsTheWantedStateAtOnce(String option, int pid) {
        makeService("/a", pid);
        assertReachedAt(Duration.ZERO, run(option, "/a"));
    }

    @ParameterizedTest
    @CsvSource({"-u, 0, 77", "-U, 0, 77", "-d, 77, 0", "-D, 77, 0", "-r, 77, 78", "-r, 0, 77"})
    void seesAChangeAtOnce(String option, int before, int after) {
        makeService("/a", before);
        at(CHANGE, () -> setPid("/a", after));
        assertReachedAt(CHANGE, run(option, "/a"));
    }

    @Test
    void waitsForUpUnlessAnOptionSaysOtherwise() {
        makeService("/a", 0);
        at(CHANGE, () -> setPid("/a", 77));
        assertReachedAt(CHANGE, run("/a"));
    }

    @Test
    void theLastConditionCounts() {
        makeService("/a", 77);
        assertReachedAt(Duration.ZERO, run("-dU", "-u", "/a"));
    }

    @Test
    void waitsForAllServices() {
        makeService("/a", 0);
        makeService("/b", 0);
        at(CHANGE, () -> setPid("/b", 77));
        at(CHANGE.multipliedBy(2), () -> setPid("/a", 78));
        assertReachedAt(CHANGE.multipliedBy(2), run("-o", "-a", "/a", "/b"));
    }

    @Test
    void waitsForOneService() {
        makeService("/a", 0);
        makeService("/b", 0);
        at(CHANGE, () -> setPid("/b", 77));
        assertReachedAt(CHANGE, run("-o", "/a", "/b"));
    }

    @Test
    void waitsForReadiness() {
        makeService("/a", 77);
        machine.tree().file("/a/notification-fd", "3\n");
        setState("/a", ServicePhase.STARTING, 77);
        at(CHANGE, () -> setState("/a", ServicePhase.READY, 77));
        assertReachedAt(CHANGE, run("-U", "/a"));
    }

    @Test
    void waitsForAStateThatIsNotThereYet() {
        makeService("/a", 77);
        machine.tree().file("/a/notification-fd", "3\n");
        at(CHANGE, () -> setState("/a", ServicePhase.READY, 77));
        assertReachedAt(CHANGE, run("-U", "/a"));
    }

    @Test
    void aServiceWithoutReadinessIsReadyWhenItIsUp() {
        makeService("/a", 77);
        setState("/a", ServicePhase.UP, 77);
        assertReachedAt(Duration.ZERO, run("-U", "/a"));
    }

    @Test
    void aFinishIsDownButNotOver() {
        makeService("/a", 77);
        setState("/a", ServicePhase.FINISHING, 77);
        assertReachedAt(Duration.ZERO, run("-d", "/a"));
        at(CHANGE, () -> {
            setPid("/a", 0);
            setState("/a", ServicePhase.DOWN, 0);
        });
        assertReachedAt(CHANGE, run("-D", "/a"));
    }

    @Test
    void waitsForAServiceThatNobodySupervisesYet() {
        machine.tree().directory("/a");
        at(CHANGE, () -> makeService("/a", 77));
        assertReachedAt(CHANGE, run("/a"));
    }

    @Test
    void seesASuperviseThatOpensOkAfterTheStatusSoonEnough() {
        makeService("/a", 77);
        machine.tree().fifoAt("/a/supervise/ok").closedByReader();
        at(CHANGE, () -> setPid("/a", 78));
        Duration opened = CHANGE.plusNanos(500_000);
        at(opened, () -> machine.tree().fifoAt("/a/supervise/ok").openedByReader());
        assertReachedAt(opened, run("/a"));
    }

    @Test
    void aServiceWithoutASuperviseIsDown() {
        machine.tree().directory("/a");
        makeService("/b", 0);
        machine.tree().fifoAt("/b/supervise/ok").closedByReader();
        assertReachedAt(Duration.ZERO, run("-D", "/a", "/b"));
    }

    @Test
    void aServiceThatAKilledSuperviseHasLeftIsNotDown() {
        makeService("/a", 77);
        machine.tree().fifoAt("/a/supervise/ok").closedByReader();
        assertThat(run("-d", "-t", "3000", "/a")).isEqualTo(99);
    }

    @Test
    void whatAServiceDoesIsNamedWhenTheTimeIsOver() {
        makeService("/a", 77);
        byte[] status = new byte[StatusCodec.SIZE];
        StatusCodec.encode(TestClock.WALL_CLOCK - 1, 77, false, Want.UP, status);
        machine.tree().file("/a/supervise/status", new String(status, StandardCharsets.ISO_8859_1));
        machine.tree().file("/a/notification-fd", "3\n");
        assertThat(run("-U", "-t", "10", "/a")).isEqualTo(99);
        assertThat(machine.stderr())
                .isEqualTo("svwait: fatal: timed out: /a (notification-fd is newer than its run: svc -t /a)\n");
    }

    @Test
    void theTimeIsOver() {
        makeService("/a", 77);
        makeService("/b", 0);
        makeService("/c", 0);
        assertThat(run("-t", "1500", "/a", "/b", "/c")).isEqualTo(99);
        assertThat(machine.clock().passed()).isEqualTo(Duration.ofMillis(1500));
        assertThat(machine.stderr()).isEqualTo("svwait: fatal: timed out: /b (restarting) and 1 more\n");
    }

    @Test
    void theSuperviseHasGone() {
        makeService("/a", 77);
        at(CHANGE, () -> machine.tree().fifoAt("/a/supervise/ok").closedByReader());
        assertThat(run("-d", "/a")).isEqualTo(102);
        assertThat(machine.clock().passed()).isBetween(CHANGE.plusSeconds(2), CHANGE.plusSeconds(3));
        assertThat(machine.stderr()).isEqualTo("svwait: fatal: supervise not running: /a\n");
    }

    @Test
    void aSuperviseMayBeReplaced() {
        makeService("/a", 77);
        at(CHANGE, () -> machine.tree().fifoAt("/a/supervise/ok").closedByReader());
        at(CHANGE.plusSeconds(1), () -> {
            setPid("/a", 77);
            machine.tree().fifoAt("/a/supervise/ok").openedByReader();
        });
        Duration down = CHANGE.plusSeconds(8);
        at(down, () -> setPid("/a", 0));
        assertReachedAt(down, run("-d", "/a"));
    }

    @Test
    void aDirectoryThatIsRemovedHasNoSupervise() {
        makeService("/a", 77);
        at(CHANGE, () -> machine.tree().remove("/a"));
        assertThat(run("-r", "/a")).isEqualTo(102);
    }

    @Test
    void aServiceHasFailedForGood() {
        makeService("/a", 0);
        makeService("/b", 0);
        at(CHANGE, () -> setState("/a", ServicePhase.FAILED, 0));
        at(CHANGE, () -> setPid("/a", 0));
        at(CHANGE.multipliedBy(2), () -> setPid("/b", 77));
        assertThat(run("/a", "/b")).isEqualTo(1);
        assertThat(machine.clock().passed()).isEqualTo(CHANGE.multipliedBy(2));
        assertThat(machine.stderr()).isEqualTo("svwait: fatal: failed for good: /a\n");
    }

    @Test
    void aCommandMayStartAFailedService() {
        makeService("/a", 0);
        setState("/a", ServicePhase.FAILED, 0);
        at(Duration.ofMillis(300), () -> {
            setState("/a", ServicePhase.UP, 77);
            setPid("/a", 77);
        });
        assertReachedAt(Duration.ofMillis(300), run("/a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ENOSYS", "EMFILE", "ENOSPC"})
    void looksFromTimeToTimeWithoutWatches(Errno errno) {
        machine.failOn("watchDirectory", errno);
        makeService("/a", 0);
        at(CHANGE.plusMillis(1), () -> setPid("/a", 77));
        assertThat(run("/a")).isZero();
        assertThat(machine.clock().passed()).isBetween(CHANGE, CHANGE.plusMillis(101));
    }

    /** All watches and what is opened to read a service need a descriptor each. */
    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22})
    void looksFromTimeToTimeAtTheLimitOfDescriptors(int limit) {
        String[] services = {"/a", "/b", "/c", "/d", "/e"};
        for (String service : services) {
            makeService(service, 0);
            at(CHANGE.plusMillis(1), () -> setPid(service, 77));
        }
        machine.posix().setSoftLimit(Resource.OPEN_FILES, limit);
        assertThat(run(services)).isZero();
        assertThat(machine.clock().passed()).isBetween(CHANGE, CHANGE.plusMillis(101));
        assertThat(machine.stderr()).isEmpty();
    }

    /** Which Linux counts for all processes of a user. */
    @Test
    void leavesWatchesToOthers() {
        String[] services = new String[50];
        for (int i = 0; i < services.length; i++) {
            services[i] = "/" + i;
            makeService(services[i], i == 30 ? 0 : 77);
        }
        at(CHANGE.plusMillis(1), () -> setPid("/30", 77));
        assertThat(run(services)).isZero();
        assertThat(machine.clock().passed()).isBetween(CHANGE, CHANGE.plusMillis(101));
        Set<String> watched = Set.copyOf(machine.calls().of("watchDirectory"));
        assertThat(watched).hasSize(16);
    }

    @Test
    void waitsWithoutLooking() {
        makeService("/a", 0);
        at(Duration.ofHours(1), () -> setPid("/a", 77));
        assertThat(run("/a")).isZero();
        assertThat(machine.calls().of("openRead")).hasSizeLessThan(4000);
    }

    @Test
    void survivesAPollThatFails() {
        machine.failOn("poll", Errno.ENOMEM);
        makeService("/a", 0);
        at(CHANGE, () -> setPid("/a", 77));
        assertThat(run("/a")).isZero();
    }

    /** Before svwait looks again, the service has a new process. */
    @Test
    void seesARestartThatItsCommandHasCaused() {
        makeService("/a", 77);
        endsCommand(0, () -> setPid("/a", 78));
        assertReachedAt(Duration.ZERO, run("-r", "-t", "1000", "/a", "--", "svc", "-t", "/a"));
        assertThat(machine.calls().of("spawn")).hasSize(1);
    }

    @Test
    void waitsForWhatItsCommandWillCause() {
        makeService("/a", 77);
        endsCommand(0, () -> setPid("/a", 77));
        at(CHANGE, () -> setPid("/a", 0));
        assertReachedAt(CHANGE, run("-d", "/a", "--", "svc", "-d", "/a"));
    }

    /** The state before the command does not count. */
    @Test
    void looksAgainAfterItsCommand() {
        makeService("/a", 77);
        endsCommand(0, () -> setPid("/a", 0));
        assertThat(run("-u", "-t", "1000", "/a", "--", "svc", "-d", "/a")).isEqualTo(99);
    }

    @Test
    void failsAsItsCommand() {
        makeService("/a", 77);
        endsCommand(7, () -> {});
        assertThat(run("-u", "/a", "--", "svc", "-u", "/a")).isEqualTo(7);
    }

    @Test
    void requiresACommandAfterItsSeparator() {
        assertThat(run("/a", "--")).isEqualTo(100);
        assertThat(machine.stderr()).isEqualTo(USAGE);
    }

    @Test
    void refusesLongOptions() {
        assertThat(run("--timeout", "5", "/a") + run("/a", "--timeout", "5")).isEqualTo(200);
        assertThat(machine.stderr()).isEqualTo(("svwait: illegal option -- --timeout\n" + USAGE).repeat(2));
    }

    private void endsCommand(int code, Runnable effect) {
        machine.calls().whenMade("waitpid", () -> {
            effect.run();
            machine.children().end(1001, code);
        });
    }

    /** As s6-svwait: a script whose list of services is empty by mistake waits for nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"", "-D", "-t 300", "--"})
    void requiresAService(String arguments) {
        assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" ")))
                .isEqualTo(100);
        assertThat(machine.stderr()).isEqualTo(USAGE);
        assertThat(machine.children().started()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-x", "-t", "-t1s", "-t-1", "-tx", "-t9999999999999"})
    void refusesWrongUsage(String option) {
        assertThat(run(option)).isEqualTo(100);
        assertThat(machine.stderr()).endsWith(USAGE);
    }

    @Test
    void reportsAMissingDirectory() {
        assertThat(run("/b")).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("svwait: fatal: unable to chdir to /b: file does not exist\n");
    }

    @Test
    void reportsThatItMayNotLook() {
        makeService("/a", 0);
        machine.failOn("openWrite", Errno.EACCES);
        assertThat(run("/a")).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("svwait: fatal: unable to open /a/supervise/ok: access denied\n");
    }

    @Test
    void closesWhatItHasOpened() {
        makeService("/a", 0);
        for (int i = 1; i < 20; i++) {
            at(Duration.ofSeconds(i), () -> setPid("/a", 0));
        }
        at(Duration.ofSeconds(20), () -> setPid("/a", 77));
        assertThat(run("/a")).isZero();
        assertThat(machine.descriptors().open()).hasSizeLessThan(7);
    }
}
