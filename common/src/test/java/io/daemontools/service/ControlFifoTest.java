package io.daemontools.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daemontools.cli.FatalException;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FakeFifo;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import org.junit.jupiter.api.Test;

class ControlFifoTest extends ServiceDirectoryFixture {
    private static final String CONTROL = "supervise/control";

    private int serve() {
        return ControlFifo.serve(posix, diagnostics, "a");
    }

    private FakeFifo fifo() {
        return posix.tree().fifoAt(CONTROL);
    }

    private int readByte(int descriptor, byte[] into) {
        return posix.read(descriptor, into, 0, 1);
    }

    @Test
    void isCreatedForTheOwnerOnly() {
        serve();
        assertThat(posix.tree().status(CONTROL).permissions()).isEqualTo(0600);
    }

    @Test
    void readsBytesInOrder() {
        int reading = serve();
        fifo().put("ud");
        byte[] command = new byte[1];
        assertThat(readByte(reading, command)).isEqualTo(1);
        assertThat((char) command[0]).isEqualTo('u');
        assertThat(readByte(reading, command)).isEqualTo(1);
        assertThat((char) command[0]).isEqualTo('d');
    }

    @Test
    void staysOpenWhenAClientCloses() {
        int reading = serve();
        fifo().openedByWriter();
        fifo().closedByWriter();
        assertThat(readByte(reading, new byte[1])).isEqualTo(Posix.WOULD_BLOCK);
    }

    @Test
    void isNotInheritedByTheService() {
        serve();
        assertThat(posix.descriptors().open())
                .hasSize(5)
                .filteredOn(descriptor -> descriptor > 2)
                .allSatisfy(descriptor -> assertThat(
                                posix.descriptors().get(descriptor).closeOnExec())
                        .isTrue());
    }

    @Test
    void usesAnExistingFifo() {
        posix.tree().fifo(CONTROL).put("u");
        byte[] command = new byte[1];
        assertThat(readByte(serve(), command)).isEqualTo(1);
        assertThat((char) command[0]).isEqualTo('u');
    }

    @Test
    void usesAnyExistingFile() {
        posix.tree().file(CONTROL, "x");
        assertThat(readByte(serve(), new byte[1])).isEqualTo(1);
    }

    @Test
    void reportsAFailedMkfifoByTheFailedOpen() {
        posix.failOn("mkfifo", Errno.EACCES);
        assertThatThrownBy(this::serve)
                .isInstanceOf(FatalException.class)
                .hasMessage("supervise: fatal: unable to read a/supervise/control: file does not exist");
    }

    @Test
    void reportsAFailedOpenForReading() {
        posix.failOn("openRead", Errno.EMFILE);
        assertThatThrownBy(this::serve)
                .hasMessage("supervise: fatal: unable to read a/supervise/control: process cannot open more files");
    }

    @Test
    void reportsAFailedOpenForWriting() {
        posix.failOn("openWrite", Errno.EACCES);
        assertThatThrownBy(this::serve)
                .hasMessage("supervise: fatal: unable to write a/supervise/control: access denied");
    }

    @Test
    void isWrittenByOneCall() {
        serve();
        int client = ControlFifo.open(posix);
        ControlFifo.write(posix, client, Bytes.of("dx"));
        assertThat(fifo().take()).isEqualTo("dx");
        assertThat(posix.calls().of("write")).hasSize(1);
    }

    @Test
    void isWrittenToTheEnd() {
        serve();
        posix.descriptors().transferAtMost(0, 2);
        ControlFifo.write(posix, ControlFifo.open(posix), Bytes.of("udopc"));
        assertThat(fifo().take()).isEqualTo("udopc");
    }

    @Test
    void isNotWrittenWithoutCommands() {
        serve();
        ControlFifo.write(posix, ControlFifo.open(posix), Bytes.of(""));
        assertThat(posix.calls().of("write")).isEmpty();
    }

    @Test
    void cannotBeOpenedByAClientWithoutASupervise() {
        posix.tree().fifo(CONTROL);
        assertThatThrownBy(() -> ControlFifo.open(posix)).isSameAs(PosixException.of(Errno.ENXIO));
    }

    @Test
    void clientFailsWhereNoSuperviseEverRan() {
        assertThatThrownBy(() -> ControlFifo.open(posix)).isSameAs(PosixException.of(Errno.ENOENT));
    }

    @Test
    void failsWithEpipeWhenSuperviseHasExited() {
        FakeFifo fifo = posix.tree().fifo(CONTROL);
        fifo.openedByReader();
        int client = ControlFifo.open(posix);
        fifo.closedByReader();
        assertThatThrownBy(() -> ControlFifo.write(posix, client, Bytes.of("u")))
                .isSameAs(PosixException.of(Errno.EPIPE));
    }
}
