package io.daemontools.multilog;

import io.daemontools.cli.Arguments;
import io.daemontools.cli.Diagnostics;
import io.daemontools.log.Retention;
import io.daemontools.posix.FakePosix;
import java.time.Duration;

/** Makes multilog's parts for a test, for the log directory {@code ./main}. */
record Parts(FakePosix posix, Retry retry) {
    static final String NAME = "./main";

    /** Parts that use the calls of {@code posix} for up to a day. */
    Parts(FakePosix posix) {
        this(posix, new Retry(posix, new Diagnostics("multilog", posix)));
        posix.clocks().endAt(Duration.ofDays(1));
    }

    Finisher finisher(Retention retention) {
        return new Finisher(posix, retry, NAME, retention);
    }

    Processor processor(String command) {
        return new Processor(posix, retry, NAME, command);
    }

    LogDirectory directory(Retention retention, Processor processor) {
        return new LogDirectory(posix, retry, NAME, processor, finisher(retention));
    }

    /** The actions of a script. */
    Actions actions(String... script) {
        Script parsed = Script.parse(new Arguments("multilog", script));
        StartingDirectory start = new StartingDirectory(posix, retry, parsed.opened());
        return Actions.open(posix, retry, start, parsed.steps());
    }
}
