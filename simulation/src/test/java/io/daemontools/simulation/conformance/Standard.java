package io.daemontools.simulation.conformance;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import java.util.List;

/** Standard input and output of one of the {@link Programs}. The methods return the exit code of a program that has succeeded. */
final class Standard {
    private static final int NOWHERE = -1;

    private final Posix posix;

    Standard(Posix posix) {
        this.posix = posix;
    }

    int print(String text) {
        return print(Posix.STDOUT, text);
    }

    int print(int descriptor, String text) {
        byte[] bytes = Bytes.of(text);
        posix.writeAll(descriptor, bytes, 0, bytes.length);
        return 0;
    }

    int printLines(List<String> lines) {
        for (String line : lines) {
            print(line + '\n');
        }
        return 0;
    }

    /** Reads to the end, as {@code cat} does, and writes it to a descriptor. */
    int copy(int to) {
        byte[] block = new byte[65536];
        int count = posix.read(Posix.STDIN, block, 0, block.length);
        while (count > 0) {
            if (to != NOWHERE) {
                posix.writeAll(to, block, 0, count);
            }
            count = posix.read(Posix.STDIN, block, 0, block.length);
        }
        return count == 0 ? 0 : 1;
    }

    int discard() {
        return copy(NOWHERE);
    }

    boolean isOpen(int descriptor) {
        try {
            posix.stat(descriptor, new FileStatus());
            return true;
        } catch (PosixException closed) {
            return false;
        }
    }
}
