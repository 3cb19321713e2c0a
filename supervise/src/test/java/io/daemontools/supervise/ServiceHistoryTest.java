package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Short histories of a service, all of them, as 0.76 would have lived them: seconds apart, so that it hears everything. */
class ServiceHistoryTest {
    private static final String HAPPENINGS = "udopcxhaitk?" + OriginalLoop.DEATH;
    /** Thirteen times as many for each more. */
    private static final int LONGEST = Integer.getInteger("daemontools.histories", 4);

    private static void happens(char happening, LivedService life) {
        life.posix.clocks().pass(Duration.ofSeconds(2));
        int killed = life.signals().size();
        int noted = life.effects.size();
        if (happening == OriginalLoop.DEATH) {
            life.service.died();
        } else if (Event.ofCommand((byte) happening) != null) {
            life.service.on(Event.ofCommand((byte) happening));
        }
        List<String> signals = life.signals();
        life.effects.addAll(noted, signals.subList(killed, signals.size()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void goAsTheyWouldWithTheOriginal(boolean normallyDown) {
        assertThat(liveAll("", normallyDown)).isGreaterThan(10_000);
    }

    /** Lives all histories that begin so, and says how many. */
    private static int liveAll(String history, boolean normallyDown) {
        OriginalLoop original = new OriginalLoop(normallyDown);
        history.chars().forEach(happening -> original.turn((char) happening));
        if (original.over() || history.length() == LONGEST) {
            LivedService life = new LivedService(normallyDown);
            history.chars().forEach(happening -> happens((char) happening, life));
            assertThat(life.effects).as(history).isEqualTo(original.effects());
            assertThat(life.service.ended()).as(history).isEqualTo(original.over());
            return 1;
        }
        int lived = 0;
        for (int i = 0; i < HAPPENINGS.length(); i++) {
            char next = HAPPENINGS.charAt(i);
            if (next != OriginalLoop.DEATH || original.up()) {
                lived += liveAll(history + next, normallyDown);
            }
        }
        return lived;
    }
}
