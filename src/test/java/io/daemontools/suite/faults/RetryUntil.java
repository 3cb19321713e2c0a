package io.daemontools.suite.faults;

import io.daemontools.suite.harness.Await;
import java.io.IOException;

/** Repeats an action until it has its effect. */
final class RetryUntil {
    private RetryUntil() {}

    /** An action that may have no effect. */
    interface Action {
        void run() throws IOException;
    }

    /** Runs {@code action} at once, and repeats it after {@code again} nanoseconds, until {@code look} returns true. */
    static void run(String what, Await.Look<Boolean> look, long again, Action action) {
        long[] last = {System.nanoTime() - again};
        Await.until(what, () -> {
            if (look.look()) {
                return true;
            }
            if (System.nanoTime() - last[0] >= again) {
                last[0] = System.nanoTime();
                action.run();
            }
            return false;
        });
    }
}
