package io.daemontools.svlint;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** Looks at files. It opens only regular files, and reads no more than {@link #LIMIT} bytes of one. */
final class Disk {
    /** More than any sensible script has. */
    static final int LIMIT = 65536;

    /** Of most scripts, more than all. */
    private static final int FIRST_SIZE = 4096;

    /** S_IWOTH. */
    static final int OTHERS_WRITE = 02;

    private final Posix posix;
    private final FileStatus status = new FileStatus();
    private byte[] buffer;

    /** What is known about a name. */
    enum Presence {
        PRESENT,
        ABSENT,
        /** It cannot be looked at. */
        UNKNOWN
    }

    Disk(Posix posix) {
        this.posix = posix;
    }

    /** Looks at a file; links are followed. Then {@link #status} is its, if it is present. */
    Presence look(String path) {
        try {
            return posix.stat(path, status) ? Presence.PRESENT : Presence.ABSENT;
        } catch (PosixException error) {
            boolean absent = error.errno() == Errno.ENOTDIR || error.errno() == Errno.ELOOP;
            return absent ? Presence.ABSENT : Presence.UNKNOWN;
        }
    }

    /** Whether a symbolic link leads to itself, be it over others: ELOOP. */
    boolean leadsToItself(String path) {
        try {
            posix.stat(path, status);
            return false;
        } catch (PosixException error) {
            return error.errno() == Errno.ELOOP;
        }
    }

    /** Whether there is a file, as far as it is known. */
    boolean exists(String path) {
        return look(path) == Presence.PRESENT;
    }

    /** The directory that a name is in. */
    static String parent(String name) {
        int slash = withoutSlash(name).lastIndexOf('/');
        return slash < 0 ? "." : slash == 0 ? "/" : name.substring(0, slash);
    }

    /** A name without slashes at its end. */
    static String withoutSlash(String name) {
        int end = name.length();
        while (end > 1 && name.charAt(end - 1) == '/') {
            end--;
        }
        return name.substring(0, end);
    }

    /** Whether there certainly is no directory of a name. */
    boolean lacksDirectory(String path) {
        Presence presence = look(path);
        return presence == Presence.ABSENT || (presence == Presence.PRESENT && !status.directory());
    }

    /** Whether there is a directory, as far as it is known. */
    boolean isDirectory(String path) {
        return exists(path) && status.directory();
    }

    private void enlarge() {
        byte[] larger = new byte[4 * buffer.length];
        System.arraycopy(buffer, 0, larger, 0, buffer.length);
        buffer = larger;
    }

    /** What {@link #look} has seen. */
    FileStatus status() {
        return status;
    }

    /** Whether anybody may write to a file, or make and remove names in a directory. */
    boolean worldWritable(String path) {
        return exists(path) && (status.permissions() & OTHERS_WRITE) != 0;
    }

    /** Where a symbolic link points; null if it is none, or not known. */
    String target(String path) {
        try {
            return posix.readlink(path);
        } catch (PosixException ignored) {
            // What is to be found out is found out by stat.
            return null;
        }
    }

    /**
     * The first {@link #LIMIT} bytes of a regular file; of one that has a NUL, which is no script, fewer with the NUL.
     *
     * @throws PosixException if it cannot be read, or is not regular
     */
    String read(String path) {
        int file = posix.openRead(path);
        try {
            posix.stat(file, status);
            if (!status.regular()) {
                throw PosixException.of(Errno.EFTYPE);
            }
            if (buffer == null) {
                buffer = new byte[FIRST_SIZE];
            }
            int length = 0;
            int count = 1;
            while (count > 0 && length < LIMIT) {
                if (length == buffer.length) {
                    enlarge();
                }
                count = Math.max(0, posix.read(file, buffer, length, buffer.length - length));
                if (posix.indexOf(buffer, length, length + count, (byte) 0) >= 0) {
                    return Bytes.text(buffer, length + count);
                }
                length += count;
            }
            return Bytes.text(buffer, length);
        } finally {
            posix.close(file);
        }
    }
}
