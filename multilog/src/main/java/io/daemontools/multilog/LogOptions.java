package io.daemontools.multilog;

import io.daemontools.log.OldLogFiles;
import io.daemontools.log.Retention;
import io.daemontools.posix.Clocks;

/**
 * What a script specifies for its log directories: to each apply the arguments before it. Only {@code s}, {@code n} and {@code !} are
 * 0.76's; it ignores the others.
 */
final class LogOptions {
    static final long MIN_SIZE = 4096;
    static final long MIN_FILES = 2;

    /** The value of an option that is not used. */
    static final long NONE = -1;

    private long size = 99999;
    private long files = 10;
    private String processor;
    private long totalSize;
    private long maxAge;
    private long rotateAfter;
    private long keptIfFull = NONE;
    private long syncAfter = NONE;
    private boolean dropping;

    /** The same options, which later arguments do not change. */
    LogOptions copy() {
        LogOptions copy = new LogOptions();
        copy.size = size;
        copy.files = files;
        copy.processor = processor;
        copy.totalSize = totalSize;
        copy.maxAge = maxAge;
        copy.rotateAfter = rotateAfter;
        copy.keptIfFull = keptIfFull;
        copy.syncAfter = syncAfter;
        copy.dropping = dropping;
        return copy;
    }

    /** Reads an argument, unless it is something else. */
    void read(String argument) {
        String rest = argument.substring(1);
        switch (argument.charAt(0)) {
            case 's' -> size = Numbers.atLeast(MIN_SIZE, rest);
            case 'n' -> files = Numbers.unsignedAtLeast(MIN_FILES, rest);
            case '!' -> processor = rest;
            case 'S' -> totalSize = Numbers.exact(rest, totalSize);
            case 'A' -> maxAge = Numbers.exact(rest, maxAge);
            case 'R' -> rotateAfter = Numbers.exact(rest, rotateAfter);
            case 'N' -> keptIfFull = Numbers.exact(rest, keptIfFull);
            case 'F' -> syncAfter = Numbers.exact(rest, syncAfter);
            case 'D' -> dropping |= rest.isEmpty();
            default -> {}
        }
    }

    /** {@code s}: the maximum size of a file in bytes, at least {@link #MIN_SIZE}. */
    long size() {
        return size;
    }

    /** {@code n}: the number of files, {@code current} included: unsigned, at least {@link #MIN_FILES}. */
    long files() {
        return files;
    }

    /** {@code !}: the shell command that full files go through, or null. */
    String processor() {
        return processor;
    }

    /** {@code S}: the maximum size of all old log files in bytes; 0 for no maximum. */
    long totalSize() {
        return totalSize;
    }

    /** {@code A}: the maximum age of an old log file in seconds; 0 for no maximum. */
    long maxAge() {
        return maxAge;
    }

    /** {@code R}: how many seconds after its first line {@code current} is rotated; 0 for never. */
    long rotateAfter() {
        return rotateAfter;
    }

    /** {@code N}: how many old log files are kept when a full disk makes multilog remove some; {@link #NONE} if it does not. */
    long keptIfFull() {
        return keptIfFull;
    }

    /** {@code F}: how many seconds after a write fsync is called for {@code current}; {@link #NONE} for never. */
    long syncAfter() {
        return syncAfter;
    }

    /** {@code D}: whether lines are dropped while the disk is full. */
    boolean dropping() {
        return dropping;
    }

    /** Which old log files are kept. */
    Retention retention(Clocks clocks) {
        Retention retention = Retention.fewerThan(files);
        if (totalSize > 0) {
            retention = retention.and(Retention.atMost(totalSize));
        }
        if (maxAge > 0) {
            retention = retention.and(Retention.since(clocks, maxAge));
        }
        return retention;
    }

    /** For {@link #retention}. */
    OldLogFiles oldFiles() {
        return totalSize > 0 ? OldLogFiles.measuring() : new OldLogFiles();
    }

    /** Whether old log files may have to be removed although none was added. */
    boolean prunes() {
        return totalSize > 0 || maxAge > 0;
    }
}
