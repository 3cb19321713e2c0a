package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.FakePosix;
import io.daemontools.service.StatusCodec;
import io.daemontools.service.SuperviseStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Short histories of a service, all of them, as 0.76 would have lived them: seconds apart, so that it hears everything. */
class ServiceHistoryTest {
    private static final String HAPPENINGS = "udopcxhaitk?" + OriginalLoop.DEATH;
    /** Thirteen times as many for each more. */
    private static final int LONGEST = Integer.getInteger("daemontools.histories", 4);

    /** A service and the history it has had. */
    private static final class Life {
        private final FakePosix posix = new FakePosix();
        private final List<String> effects = new ArrayList<>();
        private final Service service;

        Life(boolean normallyDown) {
            posix.tree().directory("/a/supervise");
            posix.changeDirectory("/a");
            posix.calls().whenMade("spawn", () -> effects.add("start"));
            posix.calls().whenMade("rename supervise/status.new supervise/status", this::noteStatus);
            service = new Service("/a", State.initial(normallyDown), posix, new Diagnostics("supervise", posix));
            service.announce();
            service.startIfDue();
        }

        void go(char happening) {
            posix.clocks().pass(Duration.ofSeconds(2));
            int killed = posix.processes().kills().size();
            int noted = effects.size();
            if (happening == OriginalLoop.DEATH) {
                service.childEnded(posix.processes().last().pid());
            } else if (Event.ofCommand((byte) happening) != null) {
                service.on(Event.ofCommand((byte) happening));
            }
            List<String> kills = posix.processes().kills();
            for (int i = killed; i < kills.size(); i++) {
                effects.add(noted++, kills.get(i).substring(0, kills.get(i).indexOf(' ')));
            }
        }

        private void noteStatus() {
            SuperviseStatus status = StatusCodec.decode(posix.tree().bytes("supervise/status.new"));
            char wish = status.wish() == 0 ? '-' : status.wish();
            effects.add("status " + status.pid() + (status.paused() ? " paused " : " ") + wish);
        }
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
            Life life = new Life(normallyDown);
            history.chars().forEach(happening -> life.go((char) happening));
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
