package io.daemontools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Posix;
import io.daemontools.simulation.unit.TestMachine;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    private final Arguments arguments = new Arguments("/usr/local/bin/svc", "-u", "a", "");

    @Test
    void stripsDirectoriesFromTheProgramName() {
        assertThat(arguments.program()).isEqualTo("svc");
        assertThat(new Arguments("svc").program()).isEqualTo("svc");
        assertThat(new Arguments("bin/").program()).isEmpty();
    }

    @Test
    void countsArgumentsAfterTheName() {
        assertThat(arguments.size()).isEqualTo(3);
        assertThat(arguments.get(0)).isEqualTo("-u");
        assertThat(arguments.get(2)).isEmpty();
    }

    @Test
    void readsArgumentCharsUpToTheEnd() {
        assertThat(arguments.length(0)).isEqualTo(2);
        assertThat(arguments.charAt(0, 1)).isEqualTo('u');
        assertThat(arguments.charAt(0, 2)).isEqualTo(Arguments.END);
        assertThat(arguments.charAt(2, 0)).isEqualTo(Arguments.END);
    }

    @Test
    void truncatesALongNameIfMemoryIsScarce() {
        Arguments names = new Arguments("svc", "x".repeat(4096), "x".repeat(4097), "x".repeat(120_000));
        TestMachine machine = new TestMachine();
        Posix posix = machine.posix();
        assertThat(names.name(2, posix)).hasSize(120_000);
        machine.setMemory(12 * 4096);
        assertThat(names.name(0, posix)).hasSize(4096);
        assertThat(names.name(1, posix)).hasSize(4096);
        assertThat(names.name(2, posix)).hasSize(4096);
    }

    @Test
    void readsArgumentsOnDemand() {
        Arguments argv = new Arguments("svc", 2, index -> "word " + index);
        assertThat(argv.size()).isEqualTo(2);
        assertThat(argv.get(1)).isEqualTo("word 1");
    }
}
