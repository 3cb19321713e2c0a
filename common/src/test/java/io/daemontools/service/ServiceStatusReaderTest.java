package io.daemontools.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.simulation.unit.TestMachine;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceStatusReaderTest {
    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();
    private final ServiceStatusReader reader = new ServiceStatusReader(posix);

    @BeforeEach
    void makeService() {
        machine.tree().directory("/a/supervise");
        machine.tree().fifo("/a/supervise/ok").openedByReader();
        machine.tree().file("/a/supervise/status", status());
    }

    private static String status() {
        byte[] status = new byte[StatusCodec.SIZE];
        StatusCodec.encode(0, 77, false, Want.UP, status);
        return new String(status, StandardCharsets.ISO_8859_1);
    }

    private void assertStatus(boolean normallyUp) {
        assertThat(reader.problem()).isNull();
        assertThat(reader.normallyUp()).isEqualTo(normallyUp);
        assertThat(reader.status().pid()).isEqualTo(77);
        assertThat(reader.status().want()).isEqualTo('u');
        assertThat(machine.descriptors().open()).containsOnly(0, 1, 2);
    }

    @Test
    void readsByPath() {
        assertThat(reader.readByPath("/a")).isTrue();
        assertStatus(true);
        assertThat(machine.calls().of("chdir")).isEmpty();
    }

    @Test
    void readsFromInside() {
        machine.tree().file("/a/down", "");
        reader.readFromInside("/a");
        assertStatus(false);
    }

    @Test
    void readsTheFileWithoutASupervise() {
        machine.tree().fifoAt("/a/supervise/ok").closedByReader();
        assertThat(reader.readFile("/a")).isTrue();
        assertThat(reader.status().want()).isEqualTo('u');
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/missing"})
    void doesNotKnowWhichCallFailedByPath(String directory) {
        assertThat(reader.readByPath(directory)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "chdir, EACCES, CHDIR",
        "stat, EIO, STAT_DOWN",
        "openWrite, ENOENT, OPEN_OK",
        "openRead, EACCES, OPEN_STATUS",
        "read, EISDIR, READ_STATUS"
    })
    void namesTheFailedCall(String call, Errno errno, ServiceProblem.Step step) {
        machine.failOn(call, errno);
        reader.readFromInside("/a");
        assertThat(reader.problem()).isEqualTo(new ServiceProblem(step, errno));
        assertThat(machine.descriptors().open()).containsOnly(0, 1, 2);
    }

    @Test
    void reportsThatNoSuperviseRuns() {
        machine.tree().fifoAt("/a/supervise/ok").closedByReader();
        assertThat(reader.readByPath("/a")).isTrue();
        assertThat(reader.problem()).isSameAs(ServiceProblem.NOT_RUNNING);
        reader.readFromInside("/a");
        assertThat(reader.problem()).isSameAs(ServiceProblem.NOT_RUNNING);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 17})
    void reportsAShortFile(int length) {
        machine.tree().file("/a/supervise/status", status().substring(0, length));
        assertThat(reader.readByPath("/a")).isTrue();
        assertThat(reader.problem()).isSameAs(ServiceProblem.BAD_FORMAT);
        assertThat(reader.readFile("/a")).isFalse();
    }

    @Test
    void reportsAnEmptyFifo() {
        machine.tree().remove("/a/supervise/status");
        machine.tree().fifo("/a/supervise/status").openedByWriter();
        assertThat(reader.readByPath("/a")).isFalse();
        assertThat(reader.readFile("/a")).isFalse();
        reader.readFromInside("/a");
        assertThat(reader.problem()).isEqualTo(new ServiceProblem(ServiceProblem.Step.READ_STATUS, Errno.EAGAIN));
        assertThat(machine.descriptors().open()).containsOnly(0, 1, 2);
    }

    @Test
    void eachReadReplacesTheLastResult() {
        reader.readFromInside("/missing");
        assertThat(reader.problem()).isEqualTo(new ServiceProblem(ServiceProblem.Step.CHDIR, Errno.ENOENT));
        assertThat(reader.readByPath("/a")).isTrue();
        assertStatus(true);
    }
}
