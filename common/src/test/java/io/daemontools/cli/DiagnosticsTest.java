package io.daemontools.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daemontools.posix.Errno;
import io.daemontools.posix.FakeFifo;
import io.daemontools.posix.FakePosix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import org.junit.jupiter.api.Test;

class DiagnosticsTest {
    private final FakePosix posix = new FakePosix();
    private final Diagnostics diagnostics = new Diagnostics("svscan", posix);

    @Test
    void warnsOfAFailedCall() {
        diagnostics.warn("unable to stat x", PosixException.of(Errno.EACCES));
        assertThat(posix.stderr()).isEqualTo("svscan: warning: unable to stat x: access denied\n");
    }

    @Test
    void warnsWithAMessageOnly() {
        diagnostics.warn("too much");
        assertThat(posix.stderr()).isEqualTo("svscan: warning: too much\n");
    }

    @Test
    void makesTheExceptionThatEndsTheCommand() {
        FatalException fatal = diagnostics.fatal("unable to chdir to x", PosixException.of(Errno.ENOENT));
        assertThat(fatal.line()).isEqualTo("svscan: fatal: unable to chdir to x: file does not exist");
        assertThat(fatal.exitStatus()).isEqualTo(111);
        assertThat(posix.stderr()).isEmpty();
    }

    @Test
    void orFatalReturnsTheResult() {
        assertThat(diagnostics.orFatal("unable to open x", () -> 7)).isEqualTo(7);
        diagnostics.orFatal("unable to chdir to /", () -> posix.chdir("/"));
        assertThat(posix.calls().all()).containsExactly("chdir /");
    }

    @Test
    void orFatalEndsTheCommandIfTheCallFails() {
        assertThatThrownBy(() -> diagnostics.orFatal("unable to chdir to /x", () -> posix.chdir("/x")))
                .isInstanceOf(FatalException.class)
                .hasMessage("svscan: fatal: unable to chdir to /x: file does not exist");
        assertThatThrownBy(() -> diagnostics.orFatal("unable to open /x", () -> posix.openRead("/x")))
                .isInstanceOf(FatalException.class)
                .hasMessage("svscan: fatal: unable to open /x: file does not exist");
    }

    @Test
    void writesALineAtOnce() {
        Diagnostics.print(posix, "one line");
        assertThat(posix.calls().of("write")).containsExactly("write 2 9");
    }

    @Test
    void writesBytesUnchanged() {
        Diagnostics.print(posix, "caf\u00c3\u00a9 \u00ff\u0001");
        assertThat(posix.stderr()).isEqualTo("caf\u00c3\u00a9 \u00ff\u0001\n");
    }

    @Test
    void completesAPartialWrite() {
        posix.descriptors().transferAtMost(0, 3);
        Diagnostics.print(posix, "0123456789");
        assertThat(posix.stderr()).isEqualTo("0123456789\n");
    }

    @Test
    void dropsTheLineWhereWritingWouldBlock() {
        posix.descriptors().transferAtMost(0, 0);
        diagnostics.warn("nobody reads this");
        assertThat(posix.calls().of("write")).hasSize(1);
    }

    @Test
    void residentProgramIgnoresSigpipe() {
        diagnostics.becomeResident();
        assertThat(posix.signals().ignored()).containsExactly(Signal.PIPE);
    }

    @Test
    void residentProgramWritesTheSameLines() {
        diagnostics.becomeResident();
        diagnostics.warn("read by someone");
        diagnostics.print("as it is");
        assertThat(posix.stderr()).isEqualTo("svscan: warning: read by someone\nas it is\n");
    }

    @Test
    void residentProgramDoesNotWaitForTheReader() {
        FakeFifo pipe = posix.descriptors().pipeAt(2);
        pipe.put("x".repeat(FakeFifo.CAPACITY));
        diagnostics.becomeResident();
        diagnostics.warn("dropped");
        assertThat(pipe.take()).doesNotContain("dropped");
        diagnostics.warn("there is room again");
        assertThat(pipe.take()).isEqualTo("svscan: warning: there is room again\n");
    }

    @Test
    void residentProgramOutlivesTheReader() {
        FakeFifo pipe = posix.descriptors().pipeAt(2);
        pipe.closedByReader();
        diagnostics.becomeResident();
        diagnostics.warn("nobody reads this");
        assertThat(posix.calls().of("write")).hasSize(1);
    }

    @Test
    void residentProgramWritesALongLineInPieces() {
        FakeFifo pipe = posix.descriptors().pipeAt(2);
        diagnostics.becomeResident();
        diagnostics.print("x".repeat(10_000));
        assertThat(pipe.take()).isEqualTo("x".repeat(10_000) + "\n");
        assertThat(posix.calls().of("write")).containsExactly("write 2 4096", "write 2 4096", "write 2 1809");
    }

    @Test
    void dropsTheLineWhereWritingFails() {
        posix.failOn("write", Errno.EPIPE);
        diagnostics.warn("nobody reads this");
        assertThat(posix.calls().of("write")).hasSize(1);
    }
}
