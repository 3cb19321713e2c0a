package io.daemontools.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Posix;
import io.daemontools.posix.ProcessIdentifier;
import io.daemontools.simulation.unit.TestMachine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryReaderTest {
    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();
    private final HistoryFile history =
            new HistoryFile(posix, new Diagnostics("supervise", posix), "a", new ProcessIdentifier(posix));

    @BeforeEach
    void openHistory() {
        machine.tree().directory("/service/a/supervise");
        posix.chdir("/service/a");
        history.open();
    }

    private long start() {
        history.prepare(StartReason.RESTART, Want.UP, 5, 4);
        history.run(posix, 77);
        return history.started();
    }

    private void end(int exitCode, int signal) {
        RunEnd end = new RunEnd();
        end.set(start(), 6);
        end.setStatus(exitCode, signal);
        history.end(end);
    }

    private int status() {
        return HistoryReader.lastExitStatus(posix, "/service/a/supervise/history");
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "1, 0, 1", "255, 0, 255", "0, 9, 137", "0, 15, 143"})
    void readsHowTheLastRunEnded(int exitCode, int signal, int status) {
        end(7, 0);
        end(exitCode, signal);
        assertThat(status()).isEqualTo(status);
    }

    @Test
    void readsTheLastOfManyRuns() {
        for (int run = 1; run <= 100; run++) {
            end(run, 0);
            assertThat(status()).isEqualTo(run);
        }
    }

    @Test
    void doesNotKnowARunThatGoesOn() {
        end(7, 0);
        start();
        assertThat(status()).isEqualTo(HistoryReader.UNKNOWN);
    }

    @Test
    void doesNotKnowAnEndWithoutStatus() {
        RunEnd end = new RunEnd();
        end.set(start(), 6);
        history.end(end);
        assertThat(status()).isEqualTo(HistoryReader.UNKNOWN);
    }

    @Test
    void needsARun() {
        assertThat(status()).isEqualTo(HistoryReader.UNKNOWN);
        assertThat(HistoryReader.lastExitStatus(posix, "/service/b/supervise/history"))
                .isEqualTo(HistoryReader.UNKNOWN);
    }
}
