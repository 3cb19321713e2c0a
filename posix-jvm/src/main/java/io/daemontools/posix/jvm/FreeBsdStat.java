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
    private final CFunction stat = CFunction.of("stat", INT, POINTER, POINTER);
    private final CFunction fstat = CFunction.of("fstat", INT, INT, POINTER);
    private final long structure = CMemory.allocate(FreeBsd.SIZEOF_STAT);

    @Override
    public int named(long path, FileStatus into) {
        return fill(into, stat.call(path, structure));
    }

    @Override
    public int open(int descriptor, FileStatus into) {
        return fill(into, fstat.call(descriptor, structure));
    }

    @Override
    public long birth(long path) {
        if (stat.call(path, structure) < 0) {
            return Files.UNKNOWN;
        }
        return birthTime(structure);
    }

    /** Decodes the time of creation in a {@code struct stat}: -1 if the file system does not record it. */
    static long birthTime(long structure) {
        long time = structure + FreeBsd.ST_BIRTHTIM;
        return IO.getLong(time) > 0 ? time(time) : Files.UNKNOWN;
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
                Short.toUnsignedInt(IO.getShort(structure + FreeBsd.ST_MODE)),
                IO.getLong(structure + FreeBsd.ST_SIZE),
                IO.getLong(structure + FreeBsd.ST_NLINK),
                IO.getLong(structure + FreeBsd.ST_DEV),
                IO.getLong(structure + FreeBsd.ST_INO),
                time(structure + FreeBsd.ST_MTIM));
        into.setOwner(
                Integer.toUnsignedLong(IO.getInt(structure + FreeBsd.ST_UID)),
                Integer.toUnsignedLong(IO.getInt(structure + FreeBsd.ST_GID)));
    }
}
