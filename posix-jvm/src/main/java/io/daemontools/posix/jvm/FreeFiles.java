package io.daemontools.posix.jvm;

import static io.daemontools.posix.jvm.CFunction.INT;
import static io.daemontools.posix.jvm.CFunction.POINTER;

import io.daemontools.posix.Files;

/** {@code statvfs(3)} for what Java does not know: the number of files. */
final class FreeFiles {
    private static final CFunction STATVFS = CFunction.of("statvfs", INT, POINTER, POINTER);

    /** {@code struct statvfs} of Linux on 64-bit systems, by its header. */
    private static final int F_FILES = 40;

    private static final int F_FAVAIL = 56;

    /** More than the structure takes on any system. */
    private static final int SIZE = 1024;

    private FreeFiles() {}

    /** Returns {@link Files#UNKNOWN_SPACE} on systems whose structure is not known. */
    static long available(long path) {
        if (CMemory.POINTER != Long.BYTES || !(Constants.linux() || Constants.freebsd())) {
            return Files.UNKNOWN_SPACE;
        }
        long status = CMemory.allocate(SIZE);
        try {
            if (STATVFS.call(path, status) < 0) {
                return Files.UNKNOWN_SPACE;
            }
            return Constants.linux()
                    ? decode(status, F_FILES, F_FAVAIL)
                    : decode(status, FreeBsd.F_FILES, FreeBsd.F_FAVAIL);
        } finally {
            CMemory.IO.freeMemory(status);
        }
    }

    /** A file system that does not limit the files has none. */
    static long decode(long status, int filesAt, int availableAt) {
        long files = CMemory.IO.getLong(status + filesAt);
        long available = CMemory.IO.getLong(status + availableAt);
        if (files == 0) {
            return Files.UNKNOWN_SPACE;
        }
        return Long.compareUnsigned(available, files) > 0 ? 0 : available;
    }
}
