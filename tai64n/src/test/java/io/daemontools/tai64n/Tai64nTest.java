package io.daemontools.tai64n;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.cli.Arguments;
import io.daemontools.cli.Runner;
import io.daemontools.posix.FakePosix;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class Tai64nTest {
    /** FakeClocks.WALL_CLOCK. */
    private static final String LABEL = "@400000006553f10a00000000 ";

    private static final String A_SECOND_LATER = "@400000006553f10b00000000 ";

    private final FakePosix posix = new FakePosix();

    private String stamped(String input) {
        posix.setStdin(input);
        assertThat(Runner.run(new Tai64n(), new Arguments("tai64n"), posix)).isZero();
        return posix.stdout();
    }

    @Test
    void putsTheTimeBeforeEachLine() {
        assertThat(stamped("one\n\n\0two\nrest"))
                .isEqualTo(LABEL + "one\n" + LABEL + "\n" + LABEL + "\0two\n" + LABEL + "rest");
    }

    @Test
    void lineKeepsTheTimeOfItsFirstByte() {
        posix.descriptors().transferAtMost(2, Integer.MAX_VALUE);
        posix.calls().whenMade("write", () -> posix.clocks().pass(Duration.ofMillis(500)));
        assertThat(stamped("one\ntwo\n")).isEqualTo(LABEL + "one\n" + A_SECOND_LATER + "two\n");
    }
}
