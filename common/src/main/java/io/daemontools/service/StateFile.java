package io.daemontools.service;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import java.util.function.LongSupplier;

/**
 * The {@link ServiceState} in the service directory that is the working directory. It is written by one {@code pwrite(2)}, so that
 * writing takes no memory, and a reader sees by the checksum that it has read half of it. What is there in its place, such as a link,
 * is removed.
 */
public final class StateFile {
    private static final int CLOSED = -1;

    private final Posix posix;
    private final Diagnostics diagnostics;
    private final String directory;
    private final LongSupplier systemStart;
    private final byte[] bytes = new byte[StateCodec.SIZE];
    private int file = CLOSED;
    private long system;
    private boolean systemKnown;

    /** Distinguishes the file from one that it was copied from. */
    private long fileHash;

    private boolean failing;

    /**
     * The file, which is not open.
     *
     * @param directory the service directory's name in messages
     * @param systemStart returns what distinguishes this start of the system from others, or 0 if it cannot be; or throws EMFILE,
     *     ENFILE, ENOMEM. It is asked when the file is used, until it has answered
     */
    public StateFile(Posix posix, Diagnostics diagnostics, String directory, LongSupplier systemStart) {
        this.posix = posix;
        this.diagnostics = diagnostics;
        this.directory = directory;
        this.systemStart = systemStart;
    }

    private long system() {
        if (!systemKnown) {
            system = systemStart.getAsLong();
            systemKnown = true;
        }
        return system;
    }

    /**
     * Reads the state that an earlier supervise has left since the start of the system. For lack of descriptors or memory, a state may
     * be there: that ends the program, and the next one reads it.
     *
     * @return false if there is none that can be used
     */
    public boolean read(ServiceState into) {
        try {
            if (system() == 0) {
                return false;
            }
            open();
            return posix.pread(file, bytes, 0, bytes.length, 0) == bytes.length
                    && StateCodec.decode(bytes, into)
                    && into.system() == Bytes.hash(system(), fileHash);
        } catch (PosixException error) {
            if (error.errno().shortage()) {
                throw diagnostics.fatal("unable to read " + name(), error);
            }
            failed(error.errno().text());
            return false;
        }
    }

    /** Writes the state. The first of several failures in a row is reported. */
    public void write(ServiceState state) {
        try {
            open();
            state.setSystem(Bytes.hash(system(), fileHash));
            StateCodec.encode(state, bytes);
            if (posix.pwrite(file, bytes, 0, bytes.length, 0) == bytes.length) {
                failing = false;
            } else {
                failed("partial write");
            }
        } catch (PosixException error) {
            failed(error.errno().text());
        }
    }

    /** Whether the last write failed. */
    public boolean failing() {
        return failing;
    }

    /** Removes it: the service has no settings any more. */
    public void remove() {
        try {
            posix.unlink(ServiceFiles.STATE);
        } catch (PosixException ignored) {
            // It has been removed already, or cannot be; readers then see by the number of the run that it is old.
        }
        failing = false;
        if (file != CLOSED) {
            posix.close(file);
            file = CLOSED;
        }
    }

    private void open() {
        if (file == CLOSED && !openRegular()) {
            posix.unlink(ServiceFiles.STATE);
            if (!openRegular()) {
                throw PosixException.of(Errno.EEXIST);
            }
        }
    }

    /** Returns false if it is something else. */
    private boolean openRegular() {
        int opened;
        try {
            opened = posix.openReadWrite(ServiceFiles.STATE);
        } catch (PosixException error) {
            if (error.linkNotFollowed()) {
                return false;
            }
            throw error;
        }
        boolean usable = false;
        try {
            FileStatus status = new FileStatus();
            posix.stat(opened, status);
            usable = status.regular() && status.links() == 1;
            fileHash = Bytes.hash(status.device(), status.inode());
        } finally {
            if (!usable) {
                posix.close(opened);
            }
        }
        file = usable ? opened : CLOSED;
        return usable;
    }

    private void failed(String why) {
        if (!failing) {
            diagnostics.warn("unable to write " + name() + ": " + why);
        }
        failing = true;
    }

    private String name() {
        return directory + '/' + ServiceFiles.STATE;
    }
}
