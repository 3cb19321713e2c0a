package io.daemontools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.simulation.unit.TestMachine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilterTest {
    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();
    private final List<Integer> blocks = new ArrayList<>();
    private final Filter filter = new Filter(posix, this::copy);

    private void copy(byte[] block, int length, Output output) {
        blocks.add(length);
        output.put(block, 0, length);
        output.put((byte) '|');
    }

    @Test
    void transformsInputUntilTheEnd() {
        machine.setStdin("text");
        assertThat(filter.run()).isZero();
        assertThat(machine.stdout()).isEqualTo("text|");
    }

    @Test
    void writesNothingForNothing() {
        machine.setStdin("");
        assertThat(filter.run()).isZero();
        assertThat(machine.calls().of("write")).isEmpty();
    }

    @Test
    void readsLargerBlocksWhenInputIsAhead() {
        machine.setStdin("x".repeat(150_000));
        filter.run();
        assertThat(blocks).containsExactly(4096, 8192, 16384, 32768, 65536, 23024);
    }

    @Test
    void doesNotGrowWithoutMemory() {
        machine.setMemory(3 * 16384);
        machine.setStdin("x".repeat(50_000));
        filter.run();
        assertThat(blocks).containsExactly(4096, 8192, 16384, 16384, 4944);
    }

    @Test
    void flushesBeforeItWaits() {
        machine.setStdin("first");
        List<String> written = new ArrayList<>();
        machine.calls().whenMade("read", () -> written.add(machine.stdout()));
        filter.run();
        assertThat(written).containsExactly("", "first|");
    }

    @Test
    void waitsForInputOnANonBlockingDescriptor() {
        machine.setStdin("text");
        machine.calls().failOnce("read", Errno.EAGAIN);
        assertThat(filter.run()).isZero();
        assertThat(machine.stdout()).isEqualTo("text|");
    }

    @Test
    void endsSilentlyIfItCannotRead() {
        machine.failOn("read", Errno.EIO);
        assertThat(filter.run()).isEqualTo(ExitStatus.TEMPORARY);
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void endsSilentlyIfItCannotWrite() {
        machine.setStdin("text");
        machine.failOn("write", Errno.ENOSPC);
        assertThat(filter.run()).isEqualTo(ExitStatus.TEMPORARY);
        assertThat(machine.stderr()).isEmpty();
    }
}
