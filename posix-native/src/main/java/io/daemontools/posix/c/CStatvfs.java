package io.daemontools.posix.c;

import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/** {@code statvfs(3)}. Each function returns -1 if the number is not known. */
@Include(value = "dt_posix.h", isSystem = false)
final class CStatvfs {
    private CStatvfs() {}

    @Import(name = "dt_statvfs")
    static native long bytes(byte[] path);

    @Import(name = "dt_statvfs_files")
    static native long files(byte[] path);
}
