package io.daemontools.posix.c;

import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/** The functions of {@code inline.h} on bytes in memory. */
@Include(value = "inline.h", isSystem = false)
final class CMemory {
    private CMemory() {}

    @Import(name = "dt_index_of")
    static native int indexOf(byte[] block, int from, int to, int wanted);

    @Import(name = "dt_copy")
    static native void copy(byte[] from, int offset, byte[] into, int at, int count);

    @Import(name = "dt_equal")
    static native boolean equal(byte[] block, int from, byte[] other, int at, int count);

    @Import(name = "dt_get_long")
    static native long getLong(byte[] from, int at);

    @Import(name = "dt_put_long")
    static native void putLong(byte[] into, int at, long value);
}
