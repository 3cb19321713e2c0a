package io.daemontools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.posix.FakePosix;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilterTest {
    private final FakePosix posix = new FakePosix();
    private final List<Integer> blocks = new ArrayList<>();
    private final Filter filter = new Filter(posix, this::copy);

    private void copy(byte[] block, int length, Output output) {
        blocks.add(length);
        output.put(block, 0, length);
        output.put((byte) '|');
    }

    @Test
    void transformsInputUntilTheEnd() {
        posix.setStdin("text");
        assertThat(filter.run()).isZero();
        assertThat(posix.stdout()).isEqualTo("text|");
    }

    @Test
    void writesNothingForNothing() {
        posix.setStdin("");
        assertThat(filter.run()).isZero();
        assertThat(posix.calls().of("write")).isEmpty();
    }

    @Test
    void readsLargerBlocksWhenInputIsAhead() {
        posix.setStdin("x".repeat(150_000));
        filter.run();
        assertThat(blocks).containsExactly(4096, 8192, 16384, 32768, 65536, 23024);
    }

    @Test
    void doesNotGrowWithoutMemory() {
        posix.limits().setMemory(3 * 16384);
        posix.setStdin("x".repeat(50_000));
        filter.run();
        assertThat(blocks).containsExactly(4096, 8192, 16384, 16384, 4944);
    }

    @Test
    void flushesBeforeItWaits() {
        posix.setStdin("first");
        List<String> written = new ArrayList<>();
        posix.calls().whenMade("read", () -> written.add(posix.stdout()));
        filter.run();
        assertThat(written).containsExactly("", "first|");
    }

    @Test
    void waitsForInputOnANonBlockingDescriptor() {
        posix.setStdin("text");
        posix.descriptors().transferAtMost(0, Integer.MAX_VALUE);
        posix.calls().whenMade("poll", () -> posix.descriptors().transferAtMost(4, Integer.MAX_VALUE));
        assertThat(filter.run()).isZero();
        assertThat(posix.stdout()).isEqualTo("text|");
    }

    @Test
    void endsSilentlyIfItCannotRead() {
        posix.failOn("read", Errno.EIO);
        assertThat(filter.run()).isEqualTo(ExitStatus.TEMPORARY);
        assertThat(posix.stderr()).isEmpty();
    }

    @Test
    void endsSilentlyIfItCannotWrite() {
        posix.setStdin("text");
        posix.failOn("write", Errno.ENOSPC);
        assertThat(filter.run()).isEqualTo(ExitStatus.TEMPORARY);
        assertThat(posix.stderr()).isEmpty();
    }
}
