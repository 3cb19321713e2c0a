package io.daemontools.readproctitle;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.cli.ExitStatus;
import io.daemontools.posix.Errno;
import io.daemontools.simulation.unit.TestMachine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadproctitleTest {
    private final TestMachine machine = new TestMachine();

    /** The last argument as it was shown at each read. */
    private final List<String> shown = new ArrayList<>();

    private int run(String... arguments) {
        machine.calls().whenMade("read", () -> shown.add(machine.lastArgument()));
        return machine.run(new Readproctitle(), "readproctitle", arguments);
    }

    @Test
    void showsTheEndOfWhatItReads() {
        machine.descriptors().readAtMost(4);
        machine.setStdin("abcdefghijk");
        assertThat(run("errors:", "1234567890")).isZero();
        assertThat(shown).containsExactly("..........", "......abcd", "...bcdefgh", "...efghijk");
    }

    @Test
    void readsMoreThanTheArgumentHolds() {
        machine.setStdin("abc".repeat(5000));
        assertThat(run(".....")).isZero();
        assertThat(shown).startsWith(".....").endsWith("...bc");
    }

    @Test
    void leavesOutZeros() {
        machine.setStdin("\0\0a\0b\n\0");
        assertThat(run("12345678")).isZero();
        assertThat(shown).containsExactly("........", ".....ab\n");
    }

    @Test
    void needsFiveBytes() {
        assertThat(run()).isEqualTo(ExitStatus.USAGE);
        assertThat(run("")).isEqualTo(ExitStatus.USAGE);
        assertThat(run("12345", "1234")).isEqualTo(ExitStatus.USAGE);
        assertThat(shown).isEmpty();
    }

    @Test
    void endsSilentlyIfItCannotRead() {
        machine.failOn("read", Errno.EIO);
        assertThat(run("12345")).isEqualTo(ExitStatus.TEMPORARY);
        assertThat(machine.stderr()).isEmpty();
    }
}
