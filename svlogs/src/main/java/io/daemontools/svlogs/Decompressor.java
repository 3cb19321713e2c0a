package io.daemontools.svlogs;

import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.ExitStatus;
import io.daemontools.cli.PrintableText;
import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.posix.WaitStatus;

/** Reads files that a processor of multilog has compressed, by the usual programs. A file is recognized by its first bytes. */
final class Decompressor {
    private static final int MAGIC = 4;
    private static final int NONE = -1;
    private static final int[] GZIP = {0x1f, 0x8b};
    private static final int[] BZIP2 = {'B', 'Z', 'h'};
    private static final int[] XZ = {0xfd, '7', 'z', 'X'};
    private static final int[] ZSTD = {0x28, 0xb5, 0x2f, 0xfd};

    private final Posix posix;
    private final String directory;
    private final Diagnostics diagnostics;
    private final byte[] magic = new byte[MAGIC];
    private final int[] ends = new int[2];
    private final WaitStatus status = new WaitStatus();
    private String file = "";
    private int child;
    private int pipe = NONE;
    private boolean failed;

    Decompressor(Posix posix, String directory, Diagnostics diagnostics) {
        this.posix = posix;
        this.directory = directory;
        this.diagnostics = diagnostics;
    }

    /**
     * Starts the program for a file.
     *
     * @param descriptor the file, which is read from its beginning
     * @return false if the file is not compressed
     */
    boolean start(int descriptor, String name) {
        String program = program(descriptor);
        if (program.isEmpty()) {
            return false;
        }
        file = directory + '/' + name;
        posix.lseek(descriptor, 0);
        posix.setDefault(Signal.CHLD);
        posix.pipe(ends);
        String failure = "svlogs: fatal: unable to run " + program + ": ";
        try {
            child = posix.spawn(Spawn.program(failure, program, "-dc")
                    .dup2(failure, descriptor, Posix.STDIN, ends[1], Posix.STDOUT));
        } catch (PosixException error) {
            posix.close(ends[0]);
            throw error;
        } finally {
            posix.close(ends[1]);
        }
        pipe = ends[0];
        return true;
    }

    private String program(int descriptor) {
        int count = posix.pread(descriptor, magic, 0, MAGIC, 0);
        if (count < MAGIC) {
            return "";
        }
        return begins(GZIP) ? "gzip" : begins(BZIP2) ? "bzip2" : begins(XZ) ? "xz" : begins(ZSTD) ? "zstd" : "";
    }

    private boolean begins(int[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if ((magic[i] & 0xff) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    /** Reads what the program has written; 0 at the end. */
    int read(byte[] into, int offset, int length) {
        int count = posix.read(pipe, into, offset, length);
        return count == Descriptors.WOULD_BLOCK ? 0 : count;
    }

    /**
     * Waits for the program after the end.
     *
     * @return false if it may succeed another time: it could not be run, or was killed
     */
    boolean finish() {
        end();
        if (status.crashed() || status.exitCode() != 0) {
            failed = true;
            diagnostics.warn("unable to decompress " + PrintableText.of(file));
        }
        return !status.crashed() && status.exitCode() != ExitStatus.TEMPORARY;
    }

    /** Ends the program before the end. */
    void abandon() {
        end();
    }

    private void end() {
        posix.close(pipe);
        pipe = NONE;
        posix.waitpid(child, status);
    }

    /** Whether a file could not be decompressed. */
    boolean failed() {
        return failed;
    }
}
