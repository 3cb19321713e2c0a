package io.daemontools.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.posix.FakePosix;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceStatusReaderTest {
    private final FakePosix posix = new FakePosix();
    private final ServiceStatusReader reader = new ServiceStatusReader(posix);

    @BeforeEach
    void makeService() {
        posix.tree().directory("/a/supervise");
        posix.tree().fifo("/a/supervise/ok").openedByReader();
        posix.tree().file("/a/supervise/status", status());
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
        assertThat(posix.descriptors().open()).containsOnly(0, 1, 2);
    }

    @Test
    void readsByPath() {
        assertThat(reader.readByPath("/a")).isTrue();
        assertStatus(true);
        assertThat(posix.calls().of("chdir")).isEmpty();
    }

    @Test
    void readsFromInside() {
        posix.tree().file("/a/down", "");
        reader.readFromInside("/a");
        assertStatus(false);
    }

    @Test
    void readsTheFileWithoutASupervise() {
        posix.tree().fifoAt("/a/supervise/ok").closedByReader();
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
        posix.failOn(call, errno);
        reader.readFromInside("/a");
        assertThat(reader.problem()).isEqualTo(new ServiceProblem(step, errno));
        assertThat(posix.descriptors().open()).containsOnly(0, 1, 2);
    }

    @Test
    void reportsThatNoSuperviseRuns() {
        posix.tree().fifoAt("/a/supervise/ok").closedByReader();
        assertThat(reader.readByPath("/a")).isTrue();
        assertThat(reader.problem()).isSameAs(ServiceProblem.NOT_RUNNING);
        reader.readFromInside("/a");
        assertThat(reader.problem()).isSameAs(ServiceProblem.NOT_RUNNING);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 17})
    void reportsAShortFile(int length) {
        posix.tree().file("/a/supervise/status", status().substring(0, length));
        assertThat(reader.readByPath("/a")).isTrue();
        assertThat(reader.problem()).isSameAs(ServiceProblem.BAD_FORMAT);
        assertThat(reader.readFile("/a")).isFalse();
    }

    @Test
    void reportsAnEmptyFifo() {
        posix.tree().remove("/a/supervise/status");
        posix.tree().fifo("/a/supervise/status").openedByWriter();
        assertThat(reader.readByPath("/a")).isFalse();
        assertThat(reader.readFile("/a")).isFalse();
        reader.readFromInside("/a");
        assertThat(reader.problem()).isEqualTo(new ServiceProblem(ServiceProblem.Step.READ_STATUS, Errno.EAGAIN));
        assertThat(posix.descriptors().open()).containsOnly(0, 1, 2);
    }

    @Test
    void eachReadReplacesTheLastResult() {
        reader.readFromInside("/missing");
        assertThat(reader.problem()).isEqualTo(new ServiceProblem(ServiceProblem.Step.CHDIR, Errno.ENOENT));
        assertThat(reader.readByPath("/a")).isTrue();
        assertStatus(true);
    }
}
