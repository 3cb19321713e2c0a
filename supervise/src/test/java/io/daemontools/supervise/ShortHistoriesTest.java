package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All short histories of commands, deaths, failing forks and time, at any moment: attempts to start, signals and statuses are
 * those of {@link TimedModel}.
 */
class ShortHistoriesTest {
    private static final String HAPPENINGS = "udopcxtke" + TimedModel.DEATH + TimedModel.HALF_A_SECOND
            + TimedModel.MINUTE + TimedModel.SHORTAGE + TimedModel.PLENTY;

    /** Each further event makes fourteen times as many histories. */
    private static final int LONGEST = Integer.getInteger("daemontools.histories", 4);

    private static void happens(char event, long time, SuperviseRun run) {
        switch (event) {
            case TimedModel.HALF_A_SECOND, TimedModel.MINUTE -> {}
            case TimedModel.SHORTAGE -> run.at(time, () -> run.machine.failOn("spawn", Errno.EAGAIN));
            case TimedModel.PLENTY -> run.at(time, () -> run.machine.calls().succeed("spawn"));
            case TimedModel.DEATH -> run.end(time);
            default -> run.command(time, "" + event);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void matchTheModel(boolean normallyDown) {
        assertThat(liveAll("", normallyDown)).isGreaterThan(5_000);
    }

    /** Replays all histories with this beginning. Returns their number. */
    private static int liveAll(String history, boolean normallyDown) {
        TimedModel model = new TimedModel(normallyDown);
        history.chars().forEach(event -> model.happens((char) event));
        if (model.over() || history.length() == LONGEST) {
            live(history, normallyDown, model);
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

    private static void live(String history, boolean normallyDown, TimedModel model) {
        SuperviseRun run = new SuperviseRun();
        if (normallyDown) {
            run.normallyDown();
        }
        long time = 0;
        for (int i = 0; i < history.length(); i++) {
            char event = history.charAt(i);
            time += TimedModel.duration(event);
            happens(event, time, run);
        }
        if (model.over()) {
            assertThat(run.toExit()).as(history).isZero();
        } else {
            run.until(time + 1);
        }
        assertThat(run.effects()).as(history).isEqualTo(model.effects());
        assertThat(signals(run)).as(history).isEqualTo(model.signals());
    }

    private static List<String> signals(SuperviseRun run) {
        return run.kills().stream()
                .map(kill -> kill.substring(0, kill.indexOf(' ')))
                .toList();
    }
}
