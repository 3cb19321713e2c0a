package io.daemontools.multilog;

import io.daemontools.cli.Arguments;
import io.daemontools.cli.Diagnostics;
import io.daemontools.event.EventLoop;
import io.daemontools.log.OldLogFiles;
import io.daemontools.log.Retention;
import io.daemontools.posix.Posix;

/** Makes multilog's parts for a test, for the log directory {@code ./main}. */
record Parts(Posix posix, EventLoop loop, Retry retry) {
    static final String NAME = "./main";

    Parts(Posix posix) {
        this(posix, new EventLoop(posix));
    }

    private Parts(Posix posix, EventLoop loop) {
        this(posix, loop, new Retry(posix, new Diagnostics("multilog", posix), loop));
    }

    /** With the root directory as log directory. */
    Finisher finisher(Retention retention) {
        StartingDirectory root = new StartingDirectory(posix, retry, 1, true);
        return finisher(retention, new OpenDirectory(posix, retry, root, NAME));
    }

    private Finisher finisher(Retention retention, OpenDirectory directory) {
        return new Finisher(posix, retry, directory, retention, new OldLogFiles());
    }

    Processor processor(String command) {
        return new Processor(posix, retry, NAME, command);
    }

    LogDirectory directory(Retention retention, Processor processor) {
        StartingDirectory start = new StartingDirectory(posix, retry, 1, true);
        retry.run();
        OpenDirectory directory = new OpenDirectory(posix, retry, start, NAME);
        CurrentFile current = new CurrentFile(posix, retry, NAME, null, () -> false);
        return new LogDirectory(posix, retry, directory, current, processor, finisher(retention, directory));
    }

    /** The actions of a script. */
    Actions actions(String... script) {
        Script parsed = Script.parse(new Arguments("multilog", script));
        StartingDirectory again = new StartingDirectory(posix, retry, parsed.opened(), false);
        return Actions.open(posix, loop, retry, again, parsed);
    }
}
