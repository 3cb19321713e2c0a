package io.daemontools.posix.jvm;

/** A string as C sees it, in memory that is used again at the next call. */
final class JvmCString {
    private byte[] bytes = new byte[128];
    private long address = CMemory.allocate(bytes.length);

    /** The address of the string's bytes, one a char, with a NUL behind. */
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
