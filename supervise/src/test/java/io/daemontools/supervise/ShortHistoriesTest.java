package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All short histories of commands, deaths, failing forks and time, at any moment: attempts to start, signals and statuses are
 * those of {@link TimedModel}.
 */
class ShortHistoriesTest {
    private static final String HAPPENINGS = "udopcxt" + TimedModel.DEATH + TimedModel.HALF_A_SECOND + TimedModel.MINUTE
            + TimedModel.SHORTAGE + TimedModel.PLENTY;

    /** Twelve times as many for each more. */
    private static final int LONGEST = Integer.getInteger("daemontools.histories", 4);

    private static void happens(char event, LivedService life) {
        switch (event) {
            case TimedModel.HALF_A_SECOND -> pass(Duration.ofMillis(500), life);
            case TimedModel.MINUTE -> pass(Duration.ofMinutes(1), life);
            case TimedModel.SHORTAGE -> life.posix.failOn("spawn", Errno.EAGAIN);
            case TimedModel.PLENTY -> life.posix.calls().mend("spawn");
            case TimedModel.DEATH ->
                life.service.childEnded(life.posix.processes().last().pid());
            default -> life.service.on(Event.ofCommand((byte) event));
        }
    }

    private static void pass(Duration time, LivedService life) {
        life.posix.clocks().pass(time);
        life.service.startIfDue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void areAsTheModelSays(boolean normallyDown) {
        assertThat(liveAll("", normallyDown)).isGreaterThan(5_000);
    }

    /** Lives all histories that begin so, and says how many. */
    private static int liveAll(String history, boolean normallyDown) {
        TimedModel model = new TimedModel(normallyDown);
        history.chars().forEach(event -> model.happens((char) event));
        if (model.over() || history.length() == LONGEST) {
            LivedService life = new LivedService(normallyDown, "try", status -> status.pid() == 0 ? "down" : "up");
            history.chars().forEach(event -> happens((char) event, life));
            assertThat(life.effects).as(history).isEqualTo(model.effects());
            assertThat(life.signals()).as(history).isEqualTo(model.signals());
            assertThat(life.service.ended()).as(history).isEqualTo(model.over());
            return 1;
        }
        int lived = 0;
        for (int i = 0; i < HAPPENINGS.length(); i++) {
            if (model.allows(HAPPENINGS.charAt(i))) {
                lived += liveAll(history + HAPPENINGS.charAt(i), normallyDown);
            }
        }
        return lived;
    }
}
