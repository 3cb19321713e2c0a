package io.daemontools.supervise;

import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.service.ServiceSettings;
import io.daemontools.service.SettingsFiles;

/**
 * The directory {@code event}, in which a program of s6 makes a FIFO to read what happens to the service. Only the owner of the service
 * may write to it: a file of another user could stand for the control FIFO of another service.
 *
 * <p>It is made for a service with {@code notification-fd}: s6-notifyoncheck needs it, and the lock of {@link HeldDescriptors#lockf}.
 */
final class EventFifos {
    static final String STARTED = "u";
    static final String READY = "U";
    static final String ENDED = "d";
    static final String DOWN = "D";

    /** It has failed for good, and is down. */
    static final String FAILED = "OD";

    /** Supervise exits. */
    static final String EXITED = "x";

    /** Supervise begins. */
    private static final String BEGUN = "s";

    private static final int MODE = 0700;
    private static final String PREFIX = "ftrig1:@";

    /** The length of a FIFO's name: the prefix, a time in hexadecimal, a colon and six letters. */
    private static final int LENGTH = 39;

    private final HeldDescriptors descriptors;
    private final Posix posix;
    private final FileStatus status = new FileStatus();
    private final StringBuilder name = new StringBuilder();
    private final StringBuilder path = new StringBuilder();
    private final byte[] letter = new byte[1];
    private boolean locked;
    private boolean exists;

    /** A directory that is not used yet; it is in the working directory. */
    EventFifos(HeldDescriptors descriptors, Posix posix) {
        this.descriptors = descriptors;
        this.posix = posix;
    }

    /** Uses settings from now on. */
    void use(ServiceSettings settings) {
        boolean before = exists;
        exists = settings.event();
        if (settings.notificationDescriptor() != ServiceSettings.NONE) {
            exists |= make();
            if (!locked) {
                descriptors.lockf();
                locked = true;
            }
        }
        if (!before) {
            write(BEGUN);
        }
    }

    private boolean make() {
        try {
            return !exists && posix.mkdir(SettingsFiles.EVENT, MODE);
        } catch (PosixException ignored) {
            // A program that needs it reports that.
            return false;
        }
    }

    /** Writes letters to each FIFO. */
    void write(String letters) {
        if (!exists) {
            return;
        }
        try {
            DirectoryListing entries = posix.listDirectory(SettingsFiles.EVENT);
            try {
                while (entries.next()) {
                    entries.name(name);
                    if (name.length() == LENGTH && name.indexOf(PREFIX) == 0) {
                        writeTo(letters);
                    }
                }
            } finally {
                entries.close();
            }
        } catch (PosixException ignored) {
            // It was removed, or the system is short of something: nothing depends on its readers.
            return;
        }
    }

    private void writeTo(String letters) {
        path.setLength(0);
        path.append(SettingsFiles.EVENT).append('/').append(name);
        try {
            int fifo = posix.openWrite(path);
            try {
                posix.stat(fifo, status);
                for (int i = 0; i < letters.length() && status.fifo(); i++) {
                    letter[0] = (byte) letters.charAt(i);
                    posix.write(fifo, letter, 0, 1);
                }
            } finally {
                posix.close(fifo);
            }
        } catch (PosixException error) {
            // As s6 does: a FIFO without a reader is removed; a full one misses the event.
            if (error.errno() == Errno.ENXIO) {
                remove();
            }
        }
    }

    private void remove() {
        try {
            posix.unlink(path);
        } catch (PosixException ignored) {
            // Its reader has removed it.
            return;
        }
    }
}
