package io.daemontools.log;

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
}
