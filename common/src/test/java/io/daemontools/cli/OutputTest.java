package io.daemontools.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.simulation.unit.TestMachine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTest {
    private static final String TEXT = "0123456789";

    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();

    private Output output(int size) {
        return new Output(posix, Posix.STDOUT, size);
    }

    private List<String> writes() {
        return machine.calls().of("write");
    }

    @Test
    void writesNothingBeforeFlush() {
        output(16).put(TEXT);
        assertThat(writes()).isEmpty();
    }

    @Test
    void writesInOneWriteWhatFits() {
        Output output = output(16);
        output.put(TEXT);
        output.put((byte) '\n');
        output.flush();
        assertThat(machine.stdout()).isEqualTo(TEXT + "\n");
        assertThat(writes()).containsExactly("write 1 11");
    }

    @Test
    void keepsAFullBufferUntilThereIsMore() {
        Output output = output(10);
        output.put(TEXT);
        assertThat(writes()).isEmpty();
        output.put((byte) '!');
        assertThat(machine.stdout()).isEqualTo(TEXT);
        output.flush();
        assertThat(machine.stdout()).isEqualTo(TEXT + "!");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, 4_294_967_295L, Long.MAX_VALUE})
    void putsANumberInDecimal(long number) {
        Output output = output(7);
        output.putDecimal(number);
        output.flush();
        assertThat(machine.stdout()).isEqualTo(Long.toString(number));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 9, 10, 11, 20, 100})
    void losesNothingForAnyBufferSize(int size) {
        Output text = output(size);
        text.put(TEXT);
        text.put(TEXT.getBytes(StandardCharsets.ISO_8859_1), 2, 5);
        text.put(TEXT.getBytes(StandardCharsets.ISO_8859_1), 10, 0);
        text.put((byte) '.');
        text.flush();
        assertThat(machine.stdout()).isEqualTo(TEXT + "23456.");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 10})
    void continuesAfterAShortWrite(int written) {
        machine.descriptors().writeAtMost(written);
        Output output = output(16);
        output.put(TEXT);
        output.flush();
        assertThat(machine.stdout()).isEqualTo(TEXT);
    }

    @Test
    void writesNothingWhenThereIsNothing() {
        Output output = output(16);
        output.put(TEXT);
        output.flush();
        output.flush();
        assertThat(writes()).hasSize(1);
    }

    @Test
    void failsWhereThereIsNoRoom() {
        machine.failOn("write", Errno.EAGAIN);
        Output output = output(16);
        output.put(TEXT);
        assertThatThrownBy(output::flush).isSameAs(PosixException.of(Errno.EAGAIN));
    }

    @Test
    void failsAsTheWriteFails() {
        machine.failOn("write", Errno.ENOSPC);
        Output output = output(4);
        assertThatThrownBy(() -> output.put(TEXT)).isSameAs(PosixException.of(Errno.ENOSPC));
    }

    @Test
    void writesBytesUnchanged() {
        Output output = output(16);
        output.put("\u0000\u00ff\u0080");
        output.put((byte) 0xfe);
        output.flush();
        assertThat(machine.stdout()).isEqualTo("\u0000\u00ff\u0080\u00fe");
    }
}
