package io.daemontools.svstat;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.service.StatusCodec;
import io.daemontools.service.Want;
import io.daemontools.simulation.unit.TestClock;
import io.daemontools.simulation.unit.TestMachine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SvstatTest {
    private static final long STARTED = TestClock.WALL_CLOCK - 90_500_000_000L;

    private final TestMachine machine = new TestMachine();

    private int run(String... directories) {
        return machine.run(new Svstat(), "svstat", directories);
    }

    private String line(String directory) {
        assertThat(run(directory)).isZero();
        assertThat(machine.stderr()).isEmpty();
        return machine.stdout();
    }

    private static String status() {
        byte[] status = new byte[StatusCodec.SIZE];
        StatusCodec.encode(STARTED, 77, false, Want.UP, status);
        return new String(status, StandardCharsets.ISO_8859_1);
    }

    private void makeService(String directory, String status) {
        machine.tree().directory(directory + "/supervise");
        machine.tree().fifo(directory + "/supervise/ok").openedByReader();
        machine.tree().file(directory + "/supervise/status", status);
    }

    @Test
    void printsTheStateOfAService() {
        makeService("/a", status());
        assertThat(line("/a")).isEqualTo("/a: up (pid 77) 91 seconds\n");
    }

    @Test
    void looksForTheFileDown() {
        makeService("/a", status());
        machine.tree().file("/a/down", "");
        assertThat(line("/a")).isEqualTo("/a: up (pid 77) 91 seconds, normally down\n");
    }

    @Test
    void readsALongerStatus() {
        makeService("/a", status() + "\u0001\u0002");
        assertThat(line("/a")).isEqualTo("/a: up (pid 77) 91 seconds\n");
    }

    @Test
    void doesNotCountBackwards() {
        makeService("/a", status());
        machine.clock().setWallClock(STARTED - Duration.ofDays(1).toNanos());
        assertThat(line("/a")).isEqualTo("/a: up (pid 77) 0 seconds\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 17})
    void reportsAShortStatus(int length) {
        makeService("/a", status().substring(0, length));
        assertThat(line("/a")).isEqualTo("/a: unable to read supervise/status: bad format\n");
    }

    @Test
    void reportsThatSuperviseIsNotRunning() {
        makeService("/a", status());
        machine.tree().fifoAt("/a/supervise/ok").closedByReader();
        assertThat(line("/a")).isEqualTo("/a: supervise not running\n");
    }

    @ParameterizedTest
    @CsvSource({
        "chdir /a, EACCES, unable to chdir: access denied",
        "chdir /a, ENOENT, unable to chdir: file does not exist",
        "stat down, EIO, unable to stat down: input/output error",
        "openWrite supervise/ok, ENOENT, unable to open supervise/ok: file does not exist",
        "openWrite supervise/ok, EACCES, unable to open supervise/ok: access denied",
        "openRead supervise/status, ENOENT, unable to open supervise/status: file does not exist",
        "read, EIO, unable to read supervise/status: input/output error"
    })
    void reportsEachFailedCall(String call, Errno errno, String message) {
        makeService("/a", status());
        machine.failOn("stat /a/down", Errno.EIO);
        machine.failOn(call, errno);
        assertThat(line("/a")).isEqualTo("/a: " + message + "\n");
        assertThat(machine.descriptors().open()).containsOnly(0, 1, 2, 3);
    }

    @Test
    void resolvesEachArgumentFromTheStartDirectory() {
        makeService("/a", status());
        makeService("/b", status());
        assertThat(run("a", "nowhere", "b", "a/..")).isZero();
        assertThat(machine.stdout()).isEqualTo("""
                        a: up (pid 77) 91 seconds
                        nowhere: unable to chdir: file does not exist
                        b: up (pid 77) 91 seconds
                        a/..: unable to open supervise/ok: file does not exist
                        """);
        assertThat(machine.calls().of("write")).hasSize(1);
    }

    @Test
    void takesAllArgumentsAsDirectories() {
        assertThat(line("-x")).isEqualTo("-x: unable to chdir: file does not exist\n");
    }

    @Test
    void printsNothingWithoutArguments() {
        assertThat(run()).isZero();
        assertThat(machine.stdout()).isEmpty();
    }

    @Test
    void exitsQuietlyOnABrokenPipe() {
        machine.failOn("write", Errno.EPIPE);
        assertThat(run("/a")).isZero();
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void failsWhenItCannotOpenTheStartDirectory() {
        machine.failOn("openRead .", Errno.EACCES);
        assertThat(run("/a")).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("svstat: fatal: unable to open current directory: access denied\n");
    }

    @Test
    void failsWhenItCannotReturnToTheStartDirectory() {
        machine.failOn("chdir 3", Errno.EIO);
        assertThat(run("/a", "/b")).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("svstat: fatal: unable to set directory: input/output error\n");
    }
}
