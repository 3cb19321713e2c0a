package io.daemontools.posix.jvm;

import static io.daemontools.posix.jvm.CFunction.INT;
import static io.daemontools.posix.jvm.CFunction.POINTER;
import static io.daemontools.posix.jvm.CMemory.IO;

import io.daemontools.posix.Clocks;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Files;

/**
 * {@code stat(2)} by the C library, with the {@code struct stat} of all 64-bit FreeBSD systems since version 12. jnr-posix 3.1
 * reads the number of links from a wrong offset, and starts a process to find the version.
 */
final class FreeBsdStat implements Stat {
    /** The structure has 224 bytes. */
    private static final int SIZE = 256;

    private static final int DEVICE = 0;
    private static final int INODE = 8;
    private static final int LINKS = 16;
    private static final int MODE = 24;
    private static final int USER = 28;
    private static final int GROUP = 32;
    private static final int MODIFIED_TIME = 64;
    private static final int BIRTH_TIME = 96;
    private static final int BYTES = 112;

    private final CFunction stat = CFunction.of("stat", INT, POINTER, POINTER);
    private final CFunction fstat = CFunction.of("fstat", INT, INT, POINTER);
    private final long structure = CMemory.allocate(SIZE);

    @Override
    public int named(long path, FileStatus into) {
        return fill(into, stat.call(path, structure));
    }

    @Override
    public int open(int descriptor, FileStatus into) {
        return fill(into, fstat.call(descriptor, structure));
    }

    /** -1 means that the file system does not record it. */
    @Override
    public long birth(long path) {
        if (stat.call(path, structure) < 0) {
            return Files.UNKNOWN;
        }
        long seconds = IO.getLong(structure + BIRTH_TIME);
        return seconds > 0 ? seconds * Clocks.SECOND + IO.getLong(structure + BIRTH_TIME + Long.BYTES) : Files.UNKNOWN;
    }

    private static long time(long structure) {
        return IO.getLong(structure) * Clocks.SECOND + IO.getLong(structure + Long.BYTES);
    }

    private int fill(FileStatus into, int result) {
        if (result == 0) {
            read(structure, into);
        }
        return result;
    }

    /** Decodes a {@code struct stat}. */
    static void read(long structure, FileStatus into) {
        into.set(
                Short.toUnsignedInt(IO.getShort(structure + MODE)),
                IO.getLong(structure + BYTES),
                IO.getLong(structure + LINKS),
                IO.getLong(structure + DEVICE),
                IO.getLong(structure + INODE),
                time(structure + MODIFIED_TIME));
        into.setOwner(
                Integer.toUnsignedLong(IO.getInt(structure + USER)),
                Integer.toUnsignedLong(IO.getInt(structure + GROUP)));
    }
}
