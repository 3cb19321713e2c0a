package io.daemontools.log;

import io.daemontools.posix.Clocks;
import io.daemontools.time.Tai64nParser;

/** How many old log files a directory keeps: the oldest is removed until the rest no longer exceed the policy. */
@FunctionalInterface
public interface Retention {
    /** Whether the oldest of these files is to be removed. */
    boolean isExceededBy(OldLogFiles files);

    /**
     * Keeps fewer than {@code limit} files.
     *
     * @param limit an unsigned number
     */
    static Retention fewerThan(long limit) {
        return files -> Long.compareUnsigned(files.count(), limit) >= 0;
    }

    /**
     * Keeps files of at most {@code bytes} together, where {@link OldLogFiles#measuring} reads their sizes.
     *
     * @param bytes not negative
     */
    static Retention atMost(long bytes) {
        return files -> files.size() > bytes;
    }

    /**
     * Keeps files whose labels are at most {@code seconds} old. A file without a valid label counts as new, and those after it are kept.
     *
     * @param seconds not negative
     */
    static Retention since(Clocks clocks, long seconds) {
        Tai64nParser label = new Tai64nParser();
        return files -> files.count() > 0
                && files.oldest().readTime(label)
                && clocks.wallClock() / Clocks.SECOND - label.seconds() > seconds;
    }

    /** Keeps files as long as both this and another policy do. */
    default Retention and(Retention other) {
        return files -> isExceededBy(files) || other.isExceededBy(files);
    }
}
