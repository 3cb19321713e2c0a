package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All short histories of a service, compared with 0.76: events are two seconds apart, so that 0.76 handles each at once. */
class ServiceHistoryTest {
    private static final String HAPPENINGS = "udopcxhaitk?" + OriginalLoop.DEATH;
    /** Each further event makes thirteen times as many histories. */
    private static final int LONGEST = Integer.getInteger("daemontools.histories", 4);

    private static SuperviseRun live(String history, boolean normallyDown) {
        SuperviseRun run = new SuperviseRun();
        if (normallyDown) {
            run.normallyDown();
        }
        long time = 0;
        for (int i = 0; i < history.length(); i++) {
            time += 2000;
            if (history.charAt(i) == OriginalLoop.DEATH) {
                run.end(time);
            } else {
                run.command(time, history.substring(i, i + 1));
            }
        }
        return run;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void matchTheOriginal(boolean normallyDown) {
        assertThat(liveAll("", normallyDown)).isGreaterThan(10_000);
    }

    /** Replays all histories with this beginning. Returns their number. */
    private static int liveAll(String history, boolean normallyDown) {
        OriginalLoop original = new OriginalLoop(normallyDown);
        history.chars().forEach(happening -> original.turn((char) happening));
        if (original.over() || history.length() == LONGEST) {
            SuperviseRun run = live(history, normallyDown);
            if (original.over()) {
                assertThat(run.toExit()).as(history).isZero();
            } else {
                run.until(2000 * history.length() + 1);
            }
            assertThat(run.story()).as(history).isEqualTo(original.effects());
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
