package io.daemontools.suite.faults;

import io.daemontools.suite.harness.Await;
import java.io.IOException;

/** Does something again and again until it has had its effect. */
final class RetryUntil {
    private RetryUntil() {}

    /** Something that may fail, or be in vain. */
    interface Deed {
        void run() throws IOException;
    }

    /** Does {@code deed} at once, and again after so many nanoseconds, until {@code look} sees that it has worked. */
    static void run(String what, Await.Look<Boolean> look, long again, Deed deed) {
        long[] last = {System.nanoTime() - again};
        Await.until(what, () -> {
            if (look.look()) {
                return true;
            }
            if (System.nanoTime() - last[0] >= again) {
                last[0] = System.nanoTime();
                deed.run();
            }
            return false;
        });
    }
}
