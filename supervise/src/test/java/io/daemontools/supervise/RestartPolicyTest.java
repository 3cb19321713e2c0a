package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Posix;
import io.daemontools.service.FailureReason;
import io.daemontools.service.ServiceSettings;
import io.daemontools.service.ServiceState;
import io.daemontools.service.SettingsReader;
import io.daemontools.simulation.unit.TestMachine;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {
    private static final long MILLISECOND = Posix.SECOND / 1000;

    private final ServiceState state = new ServiceState();
    private final RestartPolicy policy = new RestartPolicy(state);
    private long now = 100 * Posix.SECOND;

    private static ServiceSettings settings(String... namesAndValues) {
        TestMachine machine = new TestMachine();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            machine.tree().file("/" + namesAndValues[i], namesAndValues[i + 1]);
        }
        SettingsReader reader = new SettingsReader(machine.posix(), new Diagnostics("supervise", machine.posix()), "a");
        return reader.read();
    }

    private void ends(ServiceSettings settings, long lastedMilliseconds) {
        now += lastedMilliseconds * MILLISECOND;
        policy.ended(settings, now, lastedMilliseconds * MILLISECOND);
    }

    private long delay(ServiceSettings settings) {
        return policy.delay(settings) / MILLISECOND;
    }

    @Test
    void withoutItsFilesThereIsNoDelayAndNoLimit() {
        ServiceSettings none = settings("timeout-kill", "1");
        for (int i = 0; i < 1000; i++) {
            ends(none, 1);
        }
        assertThat(delay(none)).isZero();
        assertThat(state.failure()).isEqualTo(FailureReason.NONE);
    }

    @Test
    void theDelayIsDoubledUpToTheLimit() {
        ServiceSettings settings = settings("backoff-delay", "500", "backoff-limit", "3000");
        for (long expected : new long[] {500, 1000, 2000, 3000, 3000, 3000}) {
            ends(settings, 10);
            assertThat(delay(settings)).isEqualTo(expected);
        }
        ends(settings, 3000);
        assertThat(delay(settings)).isZero();
        ends(settings, 2999);
        assertThat(delay(settings)).isEqualTo(500);
    }

    @Test
    void theDelayStaysWithinBounds() {
        ServiceSettings longest = settings("backoff-delay", "4294967295", "backoff-limit", "4294967295");
        ServiceSettings none = settings("backoff-delay", "0", "backoff-limit", "0");
        state.setShortRuns(Integer.MAX_VALUE);
        assertThat(delay(longest)).isEqualTo(4_294_967_295L);
        assertThat(delay(none)).isZero();
    }

    @Test
    void failsAfterMoreEndsThanAllowedInTheInterval() {
        ServiceSettings settings = settings("restart-limit-count", "3", "restart-limit-interval", "5");
        for (int i = 0; i < 3; i++) {
            ends(settings, 1000);
        }
        assertThat(state.failure()).isEqualTo(FailureReason.NONE);
        ends(settings, 1000);
        assertThat(state.failure()).isEqualTo(FailureReason.RESTART_LIMIT);
        policy.reset();
        assertThat(state.failure()).isEqualTo(FailureReason.NONE);
        assertThat(state.limitCount()).isZero();
    }

    @Test
    void anIntervalOfNothingHasNoLimit() {
        ServiceSettings settings = settings("restart-limit-count", "1", "restart-limit-interval", "0");
        for (int i = 0; i < 10; i++) {
            ends(settings, 0);
        }
        assertThat(state.failure()).isEqualTo(FailureReason.NONE);
    }
}
