package io.daemontools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.simulation.unit.FifoPeer;
import io.daemontools.simulation.unit.TestMachine;
import org.junit.jupiter.api.Test;

class DiagnosticsTest {
    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();
    private final Diagnostics diagnostics = new Diagnostics("svscan", posix);

    @Test
    void warnsOfAFailedCall() {
        diagnostics.warn("unable to stat x", PosixException.of(Errno.EACCES));
        assertThat(machine.stderr()).isEqualTo("svscan: warning: unable to stat x: access denied\n");
    }

    @Test
    void warnsWithAMessageOnly() {
        diagnostics.warn("too much");
        assertThat(machine.stderr()).isEqualTo("svscan: warning: too much\n");
    }

    @Test
    void createsTheFatalException() {
        FatalException fatal = diagnostics.fatal("unable to chdir to x", PosixException.of(Errno.ENOENT));
        assertThat(fatal.line()).isEqualTo("svscan: fatal: unable to chdir to x: file does not exist");
        assertThat(fatal.exitStatus()).isEqualTo(111);
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void writesALineAtOnce() {
        Diagnostics.print(posix, "one line");
        assertThat(machine.calls().of("write")).containsExactly("write 2 9");
    }

    @Test
    void writesBytesUnchanged() {
        Diagnostics.print(posix, "caf\u00c3\u00a9 \u00ff\u0001");
        assertThat(machine.stderr()).isEqualTo("caf\u00c3\u00a9 \u00ff\u0001\n");
    }

    @Test
    void completesAPartialWrite() {
        machine.descriptors().writeAtMost(3);
        Diagnostics.print(posix, "0123456789");
        assertThat(machine.stderr()).isEqualTo("0123456789\n");
    }

    @Test
    void dropsTheLineWhereWritingWouldBlock() {
        machine.failOn("write", Errno.EAGAIN);
        diagnostics.warn("nobody reads this");
        assertThat(machine.calls().of("write")).hasSize(1);
    }

    @Test
    void residentProgramIgnoresSigpipe() {
        diagnostics.becomeResident();
        assertThat(machine.ignores(Signal.PIPE)).isTrue();
    }

    @Test
    void residentProgramWritesTheSameLines() {
        diagnostics.becomeResident();
        diagnostics.warn("read by someone");
        diagnostics.print("as it is");
        assertThat(machine.stderr()).isEqualTo("svscan: warning: read by someone\nas it is\n");
    }

    @Test
    void residentProgramDoesNotWaitForTheReader() {
        FifoPeer pipe = machine.descriptors().pipeAt(2);
        pipe.put("x".repeat(FifoPeer.CAPACITY));
        diagnostics.becomeResident();
        diagnostics.warn("dropped");
        assertThat(pipe.take()).doesNotContain("dropped");
        diagnostics.warn("there is room again");
        assertThat(pipe.take()).isEqualTo("svscan: warning: there is room again\n");
    }

    @Test
    void residentProgramOutlivesTheReader() {
        FifoPeer pipe = machine.descriptors().pipeAt(2);
        pipe.closedByReader();
        diagnostics.becomeResident();
        diagnostics.warn("nobody reads this");
        assertThat(machine.calls().of("write")).hasSize(1);
    }

    @Test
    void residentProgramWritesALongLineInPieces() {
        FifoPeer pipe = machine.descriptors().pipeAt(2);
        diagnostics.becomeResident();
        diagnostics.print("x".repeat(10_000));
        assertThat(pipe.take()).isEqualTo("x".repeat(10_000) + "\n");
        assertThat(machine.calls().of("write")).containsExactly("write 2 4096", "write 2 4096", "write 2 1809");
    }

    @Test
    void dropsTheLineWhereWritingFails() {
        machine.failOn("write", Errno.EPIPE);
        diagnostics.warn("nobody reads this");
        assertThat(machine.calls().of("write")).hasSize(1);
    }
}
