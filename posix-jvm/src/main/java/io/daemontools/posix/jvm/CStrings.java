package io.daemontools.posix.jvm;

/** A null-terminated array of C strings in one block of memory: the pointers, then the bytes. The caller frees it. */
final class CStrings {
    private CStrings() {}

    static long of(String[] strings) {
        int start = (strings.length + 1) * CMemory.POINTER;
        int size = start;
        for (String string : strings) {
            size += string.length() + 1;
        }
        byte[] bytes = new byte[size - start];
        long address = CMemory.allocate(size);
        int used = 0;
        for (int i = 0; i < strings.length; i++) {
            CMemory.IO.putAddress(address + (long) i * CMemory.POINTER, address + start + used);
            for (int j = 0; j < strings[i].length(); j++) {
                bytes[used++] = (byte) strings[i].charAt(j);
            }
            used++;
        }
        CMemory.IO.putByteArray(address + start, bytes, 0, used);
        return address;
    }

    /** The strings of such an array at an address in C memory. */
    static String[] at(long address) {
        int count = 0;
        while (CMemory.IO.getAddress(address + (long) count * CMemory.POINTER) != 0) {
            count++;
        }
        String[] strings = new String[count];
        for (int i = 0; i < count; i++) {
            strings[i] = CMemory.string(CMemory.IO.getAddress(address + (long) i * CMemory.POINTER));
        }
        return strings;
    }

    static void free(long address) {
        CMemory.IO.freeMemory(address);
    }
}
