package io.daemontools.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daemontools.cli.FatalException;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.simulation.unit.FifoPeer;
import org.junit.jupiter.api.Test;

class ControlFifoTest extends ServiceDirectoryFixture {
    private static final String CONTROL = "supervise/control";

    private int serve() {
        int reading = ControlFifo.serve(posix, diagnostics, "a");
        ControlFifo.holdWriter(posix, diagnostics, "a");
        return reading;
    }

    private FifoPeer fifo() {
        return machine.tree().fifoAt(CONTROL);
    }

    private int readByte(int descriptor, byte[] into) {
        return posix.read(descriptor, into, 0, 1);
    }

    @Test
    void isCreatedForTheOwnerOnly() {
        serve();
        assertThat(machine.tree().status(CONTROL).permissions()).isEqualTo(0600);
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
        assertThat(machine.descriptors().open())
                .hasSize(5)
                .filteredOn(descriptor -> descriptor > 2)
                .allSatisfy(descriptor -> assertThat(machine.descriptors().closesOnExec(descriptor))
                        .isTrue());
    }

    @Test
    void usesAnExistingFifo() {
        FifoPeer fifo = machine.tree().fifo(CONTROL);
        byte[] command = new byte[1];
        int reading = serve();
        fifo.put("u");
        assertThat(readByte(reading, command)).isEqualTo(1);
        assertThat((char) command[0]).isEqualTo('u');
    }

    @Test
    void usesAnyExistingFile() {
        machine.tree().file(CONTROL, "x");
        assertThat(readByte(serve(), new byte[1])).isEqualTo(1);
    }

    @Test
    void reportsAFailedMkfifo() {
        machine.failOn("mkfifo", Errno.EROFS);
        assertThatThrownBy(this::serve)
                .isInstanceOf(FatalException.class)
                .hasMessage("supervise: fatal: unable to read a/supervise/control: read-only file system");
    }

    @Test
    void reportsAFailedOpenForReading() {
        machine.failOn("openRead", Errno.EMFILE);
        assertThatThrownBy(this::serve)
                .hasMessage("supervise: fatal: unable to read a/supervise/control: process cannot open more files");
    }

    @Test
    void reportsAFailedOpenForWriting() {
        machine.failOn("openWrite", Errno.EACCES);
        assertThatThrownBy(this::serve)
                .hasMessage("supervise: fatal: unable to write a/supervise/control: access denied");
    }

    @Test
    void isWrittenByOneCall() {
        serve();
        int client = ControlFifo.open(posix);
        ControlFifo.write(posix, client, Bytes.of("dx"));
        assertThat(fifo().take()).isEqualTo("dx");
        assertThat(machine.calls().of("write")).hasSize(1);
    }

    @Test
    void isWrittenToTheEnd() {
        machine.tree().file(CONTROL, "");
        machine.descriptors().writeAtMost(2);
        ControlFifo.write(posix, ControlFifo.open(posix), Bytes.of("udopc"));
        assertThat(machine.tree().content(CONTROL)).isEqualTo("udopc");
        assertThat(machine.calls().of("write")).hasSize(3);
    }

    @Test
    void isNotWrittenWithoutCommands() {
        serve();
        ControlFifo.write(posix, ControlFifo.open(posix), Bytes.of(""));
        assertThat(machine.calls().of("write")).isEmpty();
    }

    @Test
    void cannotBeOpenedByAClientWithoutASupervise() {
        machine.tree().fifo(CONTROL);
        assertThatThrownBy(() -> ControlFifo.open(posix)).isSameAs(PosixException.of(Errno.ENXIO));
    }

    @Test
    void clientFailsWhereNoSuperviseEverRan() {
        assertThatThrownBy(() -> ControlFifo.open(posix)).isSameAs(PosixException.of(Errno.ENOENT));
    }

    @Test
    void failsWithEpipeWhenSuperviseHasExited() {
        FifoPeer fifo = machine.tree().fifo(CONTROL);
        fifo.openedByReader();
        posix.ignore(Signal.PIPE);
        int client = ControlFifo.open(posix);
        fifo.closedByReader();
        assertThatThrownBy(() -> ControlFifo.write(posix, client, Bytes.of("u")))
                .isSameAs(PosixException.of(Errno.EPIPE));
    }
}
