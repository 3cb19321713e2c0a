package io.daemontools.posix.c;

import io.daemontools.posix.Memory;

/** The functions on memory. */
interface NativeMemory extends Memory {
    @Override
    default int indexOf(byte[] block, int from, int to, byte wanted) {
        return from < to ? CMemory.indexOf(block, from, to, wanted) : -1;
    }

    @Override
    default void copy(byte[] from, int offset, byte[] into, int at, int count) {
        CMemory.copy(from, offset, into, at, count);
    }

    @Override
    default boolean equal(byte[] block, int from, byte[] other, int at, int count) {
        return CMemory.equal(block, from, other, at, count);
    }

    @Override
    default long getLong(byte[] from, int at) {
        return CMemory.getLong(from, at);
    }

    @Override
    default void putLong(byte[] into, int at, long value) {
        CMemory.putLong(into, at, value);
    }
}
