package io.daemontools.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daemontools.posix.Errno;
import io.daemontools.posix.PosixException;
import org.junit.jupiter.api.Test;

class OkFifoTest extends ServiceDirectoryFixture {
    private static final String OK = "supervise/ok";

    private void hold() {
        OkFifo.hold(posix, diagnostics, "a");
    }

    @Test
    void showsThatSuperviseRuns() {
        hold();
        assertThat(machine.tree().status(OK).permissions()).isEqualTo(0600);
        assertThat(OkFifo.held(posix)).isTrue();
    }

    @Test
    void isHeldByOneCloseOnExecDescriptor() {
        hold();
        assertThat(machine.descriptors().open()).containsOnly(0, 1, 2, 3);
        assertThat(machine.descriptors().closesOnExec(3)).isTrue();
    }

    @Test
    void usesAnExistingFifo() {
        machine.tree().fifo(OK);
        assertThat(OkFifo.held(posix)).isFalse();
        hold();
        assertThat(OkFifo.held(posix)).isTrue();
    }

    @Test
    void isUnchangedByAProbe() {
        hold();
        OkFifo.held(posix);
        assertThat(machine.descriptors().open()).containsOnly(0, 1, 2, 3);
    }

    @Test
    void reportsAFailedMkfifo() {
        machine.failOn("mkfifo", Errno.EROFS);
        assertThatThrownBy(this::hold)
                .hasMessage("supervise: fatal: unable to read a/supervise/ok: read-only file system");
    }

    @Test
    void reportsAFailedOpenForReading() {
        machine.failOn("openRead", Errno.ENOMEM);
        assertThatThrownBy(this::hold).hasMessage("supervise: fatal: unable to read a/supervise/ok: out of memory");
    }

    @Test
    void failsWithEnoentWhereNoSuperviseEverRan() {
        assertThatThrownBy(() -> OkFifo.held(posix)).isSameAs(PosixException.of(Errno.ENOENT));
    }

    @Test
    void failsWhereItMayNotBeOpened() {
        hold();
        machine.failOn("openWrite", Errno.EACCES);
        assertThatThrownBy(() -> OkFifo.held(posix)).isSameAs(PosixException.of(Errno.EACCES));
    }
}
