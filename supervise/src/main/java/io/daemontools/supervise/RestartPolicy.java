package io.daemontools.supervise;

import io.daemontools.posix.Posix;
import io.daemontools.service.FailureReason;
import io.daemontools.service.ServiceSettings;
import io.daemontools.service.ServiceState;

/** When a service that has ended is started again, and when it has failed for good. What it counts is in the {@link ServiceState}. */
final class RestartPolicy {
    private final ServiceState state;

    RestartPolicy(ServiceState state) {
        this.state = state;
    }

    /**
     * A run has ended that is to be followed by another.
     *
     * @param now the monotonic clock
     * @param lasted how long the run lasted, in nanoseconds
     */
    void ended(ServiceSettings settings, long now, long lasted) {
        boolean tooSoon = settings.backsOff() && lasted < settings.backoffLimit();
        state.setShortRuns(tooSoon ? state.shortRuns() + 1 : 0);
        if (settings.limitCount() == 0) {
            state.setLimit(now, 0);
            return;
        }
        boolean within = state.limitCount() > 0 && now - state.limitFrom() < settings.limitInterval();
        state.setLimit(within ? state.limitFrom() : now, within ? state.limitCount() + 1 : 1);
        if (state.limitCount() > settings.limitCount()) {
            state.setFailure(FailureReason.RESTART_LIMIT);
        }
    }

    /** Nothing has been counted: the service is started on command. */
    void reset() {
        state.setShortRuns(0);
        state.setLimit(0, 0);
        state.setFailure(FailureReason.NONE);
    }

    /** How long to wait with the next start after the last end, in nanoseconds. */
    long delay(ServiceSettings settings) {
        if (!settings.backsOff() || state.shortRuns() == 0) {
            return 0;
        }
        long delay = settings.backoffDelay();
        for (int i = 1; i < state.shortRuns() && delay > 0 && delay < settings.backoffLimit(); i++) {
            delay *= 2;
        }
        return Math.min(delay, Math.max(settings.backoffLimit(), Posix.SECOND));
    }
}
