package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTest {
    @ParameterizedTest
    @CsvSource({
        "u, UP",
        "d, DOWN",
        "o, ONCE",
        "x, EXIT",
        "p, PAUSE",
        "c, CONTINUE",
        "h, HANGUP",
        "a, ALARM",
        "i, INTERRUPT",
        "q, QUIT",
        "1, USR1",
        "2, USR2",
        "t, TERMINATE",
        "k, KILL",
        "e, EXEC"
    })
    void isDefinedByTheCommand(char command, Event event) {
        assertThat(Event.ofCommand((byte) command)).isEqualTo(event);
    }

    @Test
    void ignoresOtherBytes() {
        Set<Event> events = new HashSet<>();
        int unknown = 0;
        for (int value = Byte.MIN_VALUE; value <= Byte.MAX_VALUE; value++) {
            Event event = Event.ofCommand((byte) value);
            unknown += event == null ? 1 : 0;
            events.add(event);
        }
        assertThat(unknown).isEqualTo(256 - 15);
        assertThat(events).doesNotContain(Event.STARTED, Event.DIED, Event.FORK_FAILED, Event.SECOND_OVER);
    }
}
