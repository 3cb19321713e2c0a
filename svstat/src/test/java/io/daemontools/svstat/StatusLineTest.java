package io.daemontools.svstat;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.cli.Output;
import io.daemontools.posix.Posix;
import io.daemontools.service.SuperviseStatus;
import io.daemontools.simulation.unit.TestMachine;
import io.daemontools.time.Tai64nLabel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusLineTest {
    private static final long SINCE = Tai64nLabel.EPOCH + 1_700_000_000;

    private static String describe(long pid, boolean paused, char want, boolean normallyUp, long age) {
        TestMachine machine = new TestMachine();
        Posix posix = machine.posix();
        Output output = new Output(posix, Posix.STDOUT, 256);
        StatusLine.put(new SuperviseStatus(SINCE, pid, paused, want), normallyUp, SINCE + age, output);
        output.flush();
        return machine.stdout();
    }

    /** Every combination; want 0 is that of a service that was started with o. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "up   | no | u | up   | up (pid 77) 5 seconds",
                "up   | no | d | up   | up (pid 77) 5 seconds, want down",
                "up   | no | 0 | up   | up (pid 77) 5 seconds",
                "up   | yes | u | up   | up (pid 77) 5 seconds, paused",
                "up   | yes | d | up   | up (pid 77) 5 seconds, paused, want down",
                "up   | yes | 0 | up   | up (pid 77) 5 seconds, paused",
                "up   | no | u | down | up (pid 77) 5 seconds, normally down",
                "up   | no | d | down | up (pid 77) 5 seconds, normally down, want down",
                "up   | no | 0 | down | up (pid 77) 5 seconds, normally down",
                "up   | yes | u | down | up (pid 77) 5 seconds, normally down, paused",
                "up   | yes | d | down | up (pid 77) 5 seconds, normally down, paused, want down",
                "up   | yes | 0 | down | up (pid 77) 5 seconds, normally down, paused",
                "down | no | u | up   | down 5 seconds, normally up, want up",
                "down | no | d | up   | down 5 seconds, normally up",
                "down | no | 0 | up   | down 5 seconds, normally up",
                "down | yes | u | up   | down 5 seconds, normally up, want up",
                "down | yes | d | up   | down 5 seconds, normally up",
                "down | yes | 0 | up   | down 5 seconds, normally up",
                "down | no | u | down | down 5 seconds, want up",
                "down | no | d | down | down 5 seconds",
                "down | no | 0 | down | down 5 seconds",
                "down | yes | u | down | down 5 seconds, want up",
                "down | yes | d | down | down 5 seconds",
                "down | yes | 0 | down | down 5 seconds"
            })
    void printsAStatus(String is, String paused, char want, String normally, String line) {
        char written = want == '0' ? '\0' : want;
        assertThat(describe(is.equals("up") ? 77 : 0, paused.equals("yes"), written, normally.equals("up"), 5))
                .isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "-1, 0", "-1000000, 0", "86400, 86400", "10000000000, 10000000000"})
    void countsWholeSecondsFromTheStamp(long age, String seconds) {
        assertThat(describe(0, false, 'd', false, age)).isEqualTo("down " + seconds + " seconds");
    }

    @Test
    void printsAnyPid() {
        assertThat(describe(4_294_967_295L, false, 'u', true, 1)).isEqualTo("up (pid 4294967295) 1 seconds");
    }

    @Test
    void ignoresUnknownWantBytes() {
        assertThat(describe(77, false, 'U', true, 1)).isEqualTo("up (pid 77) 1 seconds");
        assertThat(describe(0, false, '\u00ff', false, 1)).isEqualTo("down 1 seconds");
    }
}
