package io.daemontools.posix.jvm;

import com.kenai.jffi.MemoryIO;
import com.kenai.jffi.Platform;
import java.nio.charset.StandardCharsets;

/** Memory outside the Java heap, for C. */
final class CMemory {
    static final MemoryIO IO = MemoryIO.getInstance();

    /** Bytes in an address. */
    static final int POINTER = Platform.getPlatform().addressSize() / 8;

    private CMemory() {}

    /** Allocates this many bytes, all zero. */
    static long allocate(long size) {
        long address = IO.allocateMemory(size, true);
        if (address == 0) {
            throw new OutOfMemoryError();
        }
        return address;
    }

    /** The bytes at {@code address}, one per char. */
    static String string(long address, int length) {
        byte[] bytes = new byte[length];
        IO.getByteArray(address, bytes, 0, length);
        return string(bytes, 0, length);
    }

    /** The bytes up to a NUL, one per char. */
    static String string(long address) {
        return string(address, (int) IO.getStringLength(address));
    }

    /** Some of the bytes, one per char. */
    static String string(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** The bytes of a string, one per char. */
    static byte[] bytes(String string) {
        return string.getBytes(StandardCharsets.ISO_8859_1);
    }
}
