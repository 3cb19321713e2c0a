package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FakePosix;
import io.daemontools.service.StatusCodec;
import io.daemontools.service.SuperviseStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    /** A service and the history it has had. */
    private static final class Life {
        private final FakePosix posix = new FakePosix();
        private final List<String> effects = new ArrayList<>();
        private final Service service;

        Life(boolean normallyDown) {
            posix.tree().directory("/a/supervise");
            posix.changeDirectory("/a");
            posix.calls().whenMade("spawn", () -> effects.add("try"));
            posix.calls().whenMade("rename supervise/status.new supervise/status", this::noteStatus);
            service = new Service("/a", State.initial(normallyDown), posix, new Diagnostics("supervise", posix));
            service.announce();
            service.startIfDue();
        }

        void happens(char event) {
            switch (event) {
                case TimedModel.HALF_A_SECOND -> pass(Duration.ofMillis(500));
                case TimedModel.MINUTE -> pass(Duration.ofMinutes(1));
                case TimedModel.SHORTAGE -> posix.failOn("spawn", Errno.EAGAIN);
                case TimedModel.PLENTY -> posix.calls().mend("spawn");
                case TimedModel.DEATH ->
                    service.childEnded(posix.processes().last().pid());
                default -> service.on(Event.ofCommand((byte) event));
            }
        }

        private void pass(Duration time) {
            posix.clocks().pass(time);
            service.startIfDue();
        }

        private List<String> signals() {
            return posix.processes().kills().stream()
                    .map(kill -> kill.substring(0, kill.indexOf(' ')))
                    .toList();
        }

        private void noteStatus() {
            SuperviseStatus status = StatusCodec.decode(posix.tree().bytes("supervise/status.new"));
            char wish = status.wish() == 0 ? '-' : status.wish();
            effects.add("status " + (status.pid() == 0 ? "down" : "up") + (status.paused() ? " paused " : " ") + wish);
        }
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
            Life life = new Life(normallyDown);
            history.chars().forEach(event -> life.happens((char) event));
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
