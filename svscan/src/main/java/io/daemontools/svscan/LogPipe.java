package io.daemontools.svscan;

import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.service.ServiceFiles;
import io.daemontools.service.ServicePaths;
import io.daemontools.service.SuperviseDirectory;

/**
 * Opens the FIFO between a service and its logger. What is in it stays while a service, a logger, a supervise or svscan has it
 * open, and another svscan opens the same one.
 */
final class LogPipe {
    /** No descriptor. */
    static final int NONE = -1;

    /**
     * The number of the end for the logger in a service: above those that programs use, and below 64, the size of a new descriptor table on
     * Linux.
     */
    static final int READER = 63;

    private static final int MODE = 0600;

    private final Posix posix;
    private final ServicePaths paths;
    private final FileStatus named = new FileStatus();
    private final FileStatus opened = new FileStatus();
    private final int[] polled = new int[1];
    private final boolean[] ready = new boolean[1];
    private boolean made;

    /**
     * For all services.
     *
     * @param paths for its use
     */
    LogPipe(ServicePaths paths, Posix posix) {
        this.paths = paths;
        this.posix = posix;
    }

    /** The path of the FIFO of a service, for messages. */
    static String path(CharSequence service) {
        return service + "/" + ServiceFiles.PIPE;
    }

    /**
     * Makes the FIFO unless it exists, and opens it. Both descriptors are blocking, as those of a pipe are.
     *
     * <p>A service inherits the one for the logger, too, as {@link #READER}. Thus it waits for the next svscan when svscan, its logger and
     * their supervises have all been killed; SIGPIPE would end it. Its standard output cannot be open for both: programs that
     * wait there for the end of their reader would take what is in the pipe for it.
     *
     * @param ends set to the end for the logger and the one for the service
     * @throws PosixException EFTYPE if the file is not a FIFO
     */
    void open(CharSequence service, int[] ends) {
        PosixException failure =
                SuperviseDirectory.make(posix, service, paths.of(service).supervise());
        CharSequence path = paths.pipe();
        make(path, failure);
        ends[0] = posix.openRead(path);
        try {
            ends[1] = posix.openWrite(path);
        } catch (PosixException error) {
            posix.close(ends[0]);
            throw error;
        }
        try {
            setUp(ends[0]);
            setUp(ends[1]);
        } catch (PosixException error) {
            posix.close(ends[0]);
            posix.close(ends[1]);
            throw error;
        }
    }

    /** Whether the FIFO that was opened last did not exist before, so that no service and no logger can have it open. */
    boolean made() {
        return made;
    }

    /**
     * If it exists, it does not matter that it cannot be made.
     *
     * @param directoryFailure why its directory could not be made, or null
     */
    private void make(CharSequence path, PosixException directoryFailure) {
        PosixException failure = null;
        made = false;
        try {
            made = posix.mkfifo(path, MODE);
        } catch (PosixException error) {
            failure = error.errno() == Errno.ENOENT && directoryFailure != null ? directoryFailure : error;
        }
        if (!posix.stat(path, named)) {
            throw failure == null ? PosixException.of(Errno.ENOENT) : failure;
        }
        requireFifo(named);
    }

    /**
     * Whether there is something in the FIFO of a service, or another process has it open for writing. False if this cannot be
     * known, as of a pipe that is no FIFO and has no writer.
     */
    boolean inputLeft(CharSequence service, int readingEnd) {
        try {
            if (!readable(readingEnd)) {
                return true;
            }
            // It is readable, too, if it has no writer.
            int writer = openAgain(service, readingEnd);
            if (writer == NONE) {
                return false;
            }
            try {
                return readable(readingEnd);
            } finally {
                posix.close(writer);
            }
        } catch (PosixException unknown) {
            // For lack of memory: a logger could hardly be started either.
            return false;
        }
    }

    /**
     * Opens the FIFO of a service once more for writing.
     *
     * @return the descriptor, or {@link #NONE} if that is not possible, or not the FIFO of the reading end
     */
    int openAgain(CharSequence service, int readingEnd) {
        int writer = NONE;
        try {
            writer = posix.openWrite(paths.of(service).pipe());
            posix.stat(readingEnd, named);
            setUp(writer);
            return writer;
        } catch (PosixException impossible) {
            if (writer != NONE) {
                posix.close(writer);
            }
            return NONE;
        }
    }

    private boolean readable(int descriptor) {
        polled[0] = descriptor;
        posix.poll(polled, ready, 0);
        return ready[0];
    }

    /** Another file may have got the name. */
    private void setUp(int descriptor) {
        posix.stat(descriptor, opened);
        requireFifo(opened);
        if (!opened.same(named)) {
            throw PosixException.of(Errno.ENOENT);
        }
        posix.setBlocking(descriptor, true);
    }

    private static void requireFifo(FileStatus file) {
        if (!file.fifo()) {
            throw PosixException.of(Errno.EFTYPE);
        }
    }
}
