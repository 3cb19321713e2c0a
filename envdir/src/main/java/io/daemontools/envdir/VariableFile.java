package io.daemontools.envdir;

import io.daemontools.posix.Errno;
import io.daemontools.posix.ExecEnvironment;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/**
 * A file that says what a variable of its name is to be: its first line, without spaces and tabs at the end, and with
 * newlines for NULs. An empty file says that there should be no such variable, and so does a name that leads nowhere.
 */
final class VariableFile {
    private static final int SIZE = 4096;

    private final Posix posix;
    private final ExecEnvironment environment;
    private final byte[] block = new byte[SIZE];
    private String largest;
    private int largestSize;

    VariableFile(Posix posix) {
        this.posix = posix;
        this.environment = posix.execEnvironment();
    }

    /** Reads the file of that name, to its end as 0.76 does, and changes the environment as it says. */
    void apply(String name) {
        int file;
        try {
            file = posix.openRead(name);
        } catch (PosixException error) {
            if (error.errno() != Errno.ENOENT) {
                throw error;
            }
            environment.write(name);
            environment.apply();
            return;
        }
        environment.write(name);
        int count = read(file);
        if (count > 0) {
            environment.write("=");
            int start = environment.length();
            readValue(file, count);
            remember(name, environment.length() - start);
        }
        posix.close(file);
        environment.apply();
    }

    /** The name of the file with the largest value, or null if none has a value. */
    String largest() {
        return largest;
    }

    /** How many bytes the value of {@link #largest} has. */
    int largestSize() {
        return largestSize;
    }

    private void remember(String name, int size) {
        if (largest == null || size > largestSize) {
            largest = name;
            largestSize = size;
        }
    }

    private void readValue(int file, int firstCount) {
        int end = environment.length();
        boolean firstLine = true;
        for (int count = firstCount; count > 0; count = read(file)) {
            if (firstLine) {
                int newline = posix.indexOf(block, 0, count, (byte) '\n');
                firstLine = newline < 0;
                end = Math.max(end, add(firstLine ? count : newline));
            }
        }
        environment.truncate(end);
    }

    /** Adds bytes to the value, and answers how long the entry is up to the last that is not blank, or 0. */
    private int add(int count) {
        int end = 0;
        for (int i = 0; i < count; i++) {
            if (block[i] == 0) {
                block[i] = '\n';
            }
            if (block[i] != ' ' && block[i] != '\t') {
                end = environment.length() + i + 1;
            }
        }
        environment.write(block, 0, count);
        return end;
    }

    /** A FIFO that has nothing yet to give is trouble, as it is to 0.76. */
    private int read(int file) {
        int count = posix.read(file, block, 0, SIZE);
        if (count == Posix.WOULD_BLOCK) {
            throw PosixException.of(Errno.EAGAIN);
        }
        return count;
    }
}
