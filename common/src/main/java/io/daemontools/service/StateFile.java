package io.daemontools.service;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/**
 * The {@link ServiceState} in the service directory that is the working directory. It is written by one {@code pwrite(2)}, so that
 * writing takes no memory, and a reader sees by the checksum that it has read half of it.
 */
public final class StateFile {
    private static final int CLOSED = -1;

    private final Posix posix;
    private final Diagnostics diagnostics;
    private final String directory;
    private final byte[] bytes = new byte[StateCodec.SIZE];
    private int file = CLOSED;
    private boolean failing;

    /** The file, which is not open; {@code directory} is the service directory's name in messages. */
    public StateFile(Posix posix, Diagnostics diagnostics, String directory) {
        this.posix = posix;
        this.diagnostics = diagnostics;
        this.directory = directory;
    }

    /** Reads the state that an earlier supervise has left. Returns false if there is none that can be used. */
    public boolean read(ServiceState into) {
        try {
            open();
            return posix.pread(file, bytes, 0, bytes.length, 0) == bytes.length && StateCodec.decode(bytes, into);
        } catch (PosixException error) {
            failed(error.errno().text());
            return false;
        }
    }

    /** Writes the state. The first of several failures in a row is reported. */
    public void write(ServiceState state) {
        StateCodec.encode(state, bytes);
        try {
            open();
            if (posix.pwrite(file, bytes, 0, bytes.length, 0) == bytes.length) {
                failing = false;
            } else {
                failed("partial write");
            }
        } catch (PosixException error) {
            failed(error.errno().text());
        }
    }

    /** Removes it: the service has no settings any more. */
    public void remove() {
        try {
            posix.unlink(ServiceFiles.STATE);
        } catch (PosixException ignored) {
            // It has been removed already, or cannot be; readers then see by the number of the run that it is old.
        }
        if (file != CLOSED) {
            posix.close(file);
            file = CLOSED;
        }
    }

    private void open() {
        if (file == CLOSED) {
            file = posix.openReadWrite(ServiceFiles.STATE);
            FileStatus status = new FileStatus();
            posix.stat(file, status);
            if (!status.regular() || status.links() > 1) {
                posix.close(file);
                file = CLOSED;
                posix.unlink(ServiceFiles.STATE);
                file = posix.openReadWrite(ServiceFiles.STATE);
            }
        }
    }

    private void failed(String why) {
        if (!failing) {
            diagnostics.warn("unable to write " + directory + '/' + ServiceFiles.STATE + ": " + why);
        }
        failing = true;
    }
}
