package io.daemontools.posix.jvm;

/** A C string in memory that each call reuses. */
final class JvmCString {
    private byte[] bytes = new byte[128];
    private long address = CMemory.allocate(bytes.length);

    /** The address of the string's bytes, one per char, and a NUL. */
    long of(CharSequence string) {
        int length = string.length();
        if (length >= bytes.length) {
            CMemory.IO.freeMemory(address);
            bytes = new byte[2 * length];
            address = CMemory.allocate(bytes.length);
        }
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) string.charAt(i);
        }
        bytes[length] = 0;
        CMemory.IO.putByteArray(address, bytes, 0, length + 1);
        return address;
    }
}
