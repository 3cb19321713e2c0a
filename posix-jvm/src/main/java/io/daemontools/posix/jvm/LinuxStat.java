package io.daemontools.posix.jvm;

import static io.daemontools.posix.jvm.CFunction.INT;
import static io.daemontools.posix.jvm.CFunction.POINTER;
import static io.daemontools.posix.jvm.CFunction.UNSIGNED;
import static io.daemontools.posix.jvm.CMemory.IO;

import io.daemontools.posix.Clocks;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Files;

/** {@code statx(2)}, whose structure is the same on every Linux. */
final class LinuxStat implements Stat {
    private static final int AT_FDCWD = -100;
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int BASIC_STATS = 0x7ff;
    private static final int BIRTH = 0x800;
    private static final int SIZE = 256;

    private static final int MASK = 0;
    private static final int LINKS = 16;
    private static final int USER = 20;
    private static final int GROUP = 24;
    private static final int MODE = 28;
    private static final int INODE = 32;
    private static final int BYTES = 40;
    private static final int BIRTH_TIME = 80;
    private static final int MODIFIED_TIME = 112;
    private static final int DEVICE_MAJOR = 136;
    private static final int DEVICE_MINOR = 140;

    private final CFunction statx = CFunction.of("statx", INT, INT, POINTER, INT, UNSIGNED, POINTER);
    private final long structure = CMemory.allocate(SIZE);
    private final long empty = CMemory.allocate(1);

    /** Whether the C library is new enough (glibc 2.28, musl 1.2.5). */
    boolean works() {
        return statx.exists();
    }

    @Override
    public int named(long path, FileStatus into) {
        return fill(into, statx.call(AT_FDCWD, path, 0, BASIC_STATS, structure));
    }

    @Override
    public int open(int descriptor, FileStatus into) {
        return fill(into, statx.call(descriptor, empty, AT_EMPTY_PATH, BASIC_STATS, structure));
    }

    @Override
    public long birth(long path) {
        int result = statx.call(AT_FDCWD, path, 0, BIRTH, structure);
        if (result < 0 || (IO.getInt(structure + MASK) & BIRTH) == 0) {
            return Files.UNKNOWN;
        }
        return time(BIRTH_TIME);
    }

    private long time(int offset) {
        return IO.getLong(structure + offset) * Clocks.SECOND + IO.getInt(structure + offset + Long.BYTES);
    }

    private int fill(FileStatus into, int result) {
        if (result == 0) {
            into.set(
                    Short.toUnsignedInt(IO.getShort(structure + MODE)),
                    IO.getLong(structure + BYTES),
                    unsigned(LINKS),
                    device(unsigned(DEVICE_MAJOR), unsigned(DEVICE_MINOR)),
                    IO.getLong(structure + INODE),
                    time(MODIFIED_TIME));
            into.setOwner(unsigned(USER), unsigned(GROUP));
        }
        return result;
    }

    /** The number as {@code st_dev} has it, which native programs see: {@code makedev(3)}. */
    private static long device(long major, long minor) {
        return ((major & 0xfff) << 8) | ((major & ~0xfffL) << 32) | (minor & 0xff) | ((minor & ~0xffL) << 12);
    }

    private long unsigned(int field) {
        return Integer.toUnsignedLong(IO.getInt(structure + field));
    }
}
