package io.daemontools.svls;

import io.daemontools.log.LogDirectories;
import io.daemontools.posix.Posix;
import java.util.ArrayList;
import java.util.List;

/** The log directories of loggers. */
final class LoggerDirectories {
    private final LogDirectories logs;

    LoggerDirectories(Posix posix) {
        logs = new LogDirectories(posix);
    }

    /** Those of the logger in a directory: {@code main} first, also if it is empty. */
    List<String> of(String logger) {
        String main = logger.concat("/main");
        List<String> found = logs.of(logger);
        if (!logs.isDirectory(main)) {
            return found;
        }
        List<String> all = new ArrayList<>();
        all.add(main);
        for (String each : found) {
            if (!each.equals(main)) {
                all.add(each);
            }
        }
        return all;
    }
}
