package io.daemontools.tai64n;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.simulation.unit.TestMachine;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class Tai64nTest {
    /** TestClock.WALL_CLOCK. */
    private static final String LABEL = "@400000006553f10a00000000 ";

    private static final String A_SECOND_LATER = "@400000006553f10b00000000 ";

    private final TestMachine machine = new TestMachine();

    private String stamped(String input) {
        machine.setStdin(input);
        assertThat(machine.run(new Tai64n(), "tai64n")).isZero();
        return machine.stdout();
    }

    @Test
    void putsTheTimeBeforeEachLine() {
        assertThat(stamped("one\n\n\0two\nrest"))
                .isEqualTo(LABEL + "one\n" + LABEL + "\n" + LABEL + "\0two\n" + LABEL + "rest");
    }

    @Test
    void lineKeepsTheTimeOfItsFirstByte() {
        machine.descriptors().readAtMost(2);
        machine.calls().whenMade("write", () -> machine.clock().pass(Duration.ofMillis(500)));
        assertThat(stamped("one\ntwo\n")).isEqualTo(LABEL + "one\n" + A_SECOND_LATER + "two\n");
    }
}
