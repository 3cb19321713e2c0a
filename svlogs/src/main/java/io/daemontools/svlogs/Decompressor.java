package io.daemontools.svlogs;

import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.ExitStatus;
import io.daemontools.cli.PrintableText;
import io.daemontools.posix.Descriptors;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.posix.WaitStatus;

/**
 * Reads files that a processor of multilog has compressed, by the usual programs. Their names are those of other files. A file counts as
 * compressed if it begins with the header of such a file, and does not end as text: a line may begin so, too.
 */
final class Decompressor {
    private static final int NONE = -1;

    /** The headers: RFC 1952, the sources of bzip2, the xz file format 1.1.0, RFC 8878. */
    private static final int[] GZIP = {0x1f, 0x8b, 8};

    private static final int[] BZIP2 = {'B', 'Z', 'h'};
    private static final int[] XZ = {0xfd, '7', 'z', 'X', 'Z', 0};
    private static final int[] ZSTD = {0x28, 0xb5, 0x2f, 0xfd};

    /** So much of the end of a file is compared with text, but not the header. 256 random bytes are none. */
    private static final int TAIL = 256;

    private static final int HEADER = 6;
    private static final int ESCAPE = 0x1b;
    private static final int DELETE = 0x7f;

    private final Posix posix;
    private final String directory;
    private final Diagnostics diagnostics;
    private final byte[] header = new byte[HEADER];
    private final byte[] tail = new byte[TAIL];
    private final FileStatus fileStatus = new FileStatus();
    private final int[] ends = new int[2];
    private final WaitStatus status = new WaitStatus();
    private String file = "";
    private String program = "";
    private int child;
    private int pipe = NONE;
    private boolean failed;

    Decompressor(Posix posix, String directory, Diagnostics diagnostics) {
        this.posix = posix;
        this.directory = directory;
        this.diagnostics = diagnostics;
    }

    /** Whether an open file is compressed. */
    boolean recognizes(int descriptor) {
        int count = posix.pread(descriptor, header, 0, HEADER, 0);
        program = begins(GZIP, count)
                ? "gzip"
                : begins(BZIP2, count) ? "bzip2" : begins(XZ, count) ? "xz" : begins(ZSTD, count) ? "zstd" : "";
        return !program.isEmpty() && !endsAsText(descriptor);
    }

    private boolean begins(int[] wanted, int count) {
        for (int i = 0; i < wanted.length; i++) {
            if (i >= count || (header[i] & 0xff) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean endsAsText(int descriptor) {
        posix.stat(descriptor, fileStatus);
        long from = Math.max(HEADER, fileStatus.size() - TAIL);
        int count = posix.pread(descriptor, tail, 0, TAIL, from);
        for (int i = 0; i < count; i++) {
            int value = tail[i] & 0xff;
            boolean control = value < ' ' && value != '\n' && value != '\t' && value != '\r' && value != ESCAPE;
            if (control || value == DELETE) {
                return false;
            }
        }
        return count > 0;
    }

    /**
     * Starts the program for a file that is {@link #recognizes recognized}.
     *
     * @param descriptor the file, which is read from its beginning
     */
    void start(int descriptor, String name) {
        start(descriptor, name, NONE);
    }

    /** The same for a file that will be read once more, which reports failures: here the program's messages are dropped. */
    void startSilently(int descriptor, String name) {
        int nowhere = openNowhere();
        try {
            start(descriptor, name, nowhere);
        } finally {
            if (nowhere != NONE) {
                posix.close(nowhere);
            }
        }
    }

    private int openNowhere() {
        try {
            return posix.openWrite("/dev/null");
        } catch (PosixException ignored) {
            // A message that appears twice does less harm than no lines.
            return NONE;
        }
    }

    private void start(int descriptor, String name, int errors) {
        file = directory + '/' + name;
        posix.lseek(descriptor, 0);
        posix.setDefault(Signal.CHLD);
        posix.pipe(ends);
        String failure = "svlogs: fatal: unable to run " + program + ": ";
        Spawn spawn = Spawn.program(failure, program, "-dc");
        try {
            child = posix.spawn(
                    errors == NONE
                            ? spawn.dup2(failure, descriptor, Posix.STDIN, ends[1], Posix.STDOUT)
                            : spawn.dup2(
                                    failure, descriptor, Posix.STDIN, ends[1], Posix.STDOUT, errors, Posix.STDERR));
        } catch (PosixException error) {
            posix.close(ends[0]);
            throw error;
        } finally {
            posix.close(ends[1]);
        }
        pipe = ends[0];
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
