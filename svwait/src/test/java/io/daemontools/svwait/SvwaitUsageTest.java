package io.daemontools.svwait;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.simulation.unit.TestMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SvwaitUsageTest {
    private static final String USAGE =
            "svwait: usage: svwait [-uUdDrRao] [-t milliseconds] dir ... [-- program ...]\n";

    private final TestMachine machine = new TestMachine();

    private int run(String... arguments) {
        return machine.run(new Svwait(), "svwait", arguments);
    }

    @Test
    void requiresACommandAfterItsSeparator() {
        assertThat(run("/a", "--")).isEqualTo(100);
        assertThat(machine.stderr()).isEqualTo(USAGE);
    }

    @Test
    void refusesLongOptions() {
        assertThat(run("--timeout", "5", "/a") + run("/a", "--timeout", "5")).isEqualTo(200);
        assertThat(machine.stderr()).isEqualTo(("svwait: illegal option -- --timeout\n" + USAGE).repeat(2));
    }

    /** As s6-svwait: a script whose list of services is empty by mistake waits for nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"", "-D", "-t 300", "--"})
    void requiresAService(String arguments) {
        assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" ")))
                .isEqualTo(100);
        assertThat(machine.stderr()).isEqualTo(USAGE);
        assertThat(machine.children().started()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-x", "-t", "-t1s", "-t-1", "-tx", "-t9999999999999"})
    void refusesWrongUsage(String option) {
        assertThat(run(option)).isEqualTo(100);
        assertThat(machine.stderr()).endsWith(USAGE);
    }

    @Test
    void reportsAMissingDirectory() {
        assertThat(run("/b")).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("svwait: fatal: unable to chdir to /b: file does not exist\n");
    }
}
