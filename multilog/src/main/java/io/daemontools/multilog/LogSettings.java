package io.daemontools.multilog;

/**
 * What a script says of one log directory.
 *
 * @param directory its name as the script has it, which messages repeat
 * @param size how many bytes a file holds at most, {@link #SMALLEST} to {@link #LARGEST}
 * @param files how many files there are, {@code current} included: an unsigned number, at least {@link #FEWEST}
 * @param processor the shell command each finished file goes through, or null
 */
record LogSettings(String directory, int size, long files, String processor) {
    static final int SMALLEST = 4096;
    static final int LARGEST = 16777215;
    static final long FEWEST = 2;

    private static final int DEFAULT_SIZE = 99999;
    private static final long DEFAULT_FILES = 10;

    /** What holds until the script says otherwise, for no directory yet. */
    static LogSettings usual() {
        return new LogSettings("", DEFAULT_SIZE, DEFAULT_FILES, null);
    }

    /** The same with another size, put between the limits. */
    LogSettings withSize(long unsigned) {
        int within = LARGEST;
        if (Long.compareUnsigned(unsigned, SMALLEST) < 0) {
            within = SMALLEST;
        } else if (Long.compareUnsigned(unsigned, LARGEST) < 0) {
            within = (int) unsigned;
        }
        return new LogSettings(directory, within, files, processor);
    }

    /** The same with another number of files, raised to the fewest there can be. */
    LogSettings withFiles(long unsigned) {
        long within = Long.compareUnsigned(unsigned, FEWEST) < 0 ? FEWEST : unsigned;
        return new LogSettings(directory, size, within, processor);
    }

    /** The same with a processor. */
    LogSettings withProcessor(String command) {
        return new LogSettings(directory, size, files, command);
    }

    /** The same for a directory. */
    LogSettings in(String name) {
        return new LogSettings(name, size, files, processor);
    }
}
