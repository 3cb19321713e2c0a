package io.daemontools.posix.c;

import io.daemontools.posix.Descriptors;

/** The calls on open descriptors. */
interface NativeDescriptors extends Descriptors {
    @Override
    default int read(int descriptor, byte[] buffer, int offset, int length) {
        return Results.transferred(C.read(descriptor, buffer, offset, length));
    }

    @Override
    default int readInterruptibly(int descriptor, byte[] buffer, int offset, int length) {
        return Results.transferred(C.readInterruptibly(descriptor, buffer, offset, length));
    }

    @Override
    default int write(int descriptor, byte[] buffer, int offset, int length) {
        return Results.transferred(C.write(descriptor, buffer, offset, length));
    }

    @Override
    default int writeNow(int descriptor, byte[] buffer, int offset, int length) {
        return Results.transferred(C.writeNow(descriptor, buffer, offset, length));
    }

    @Override
    default int pread(int descriptor, byte[] buffer, int offset, int length, long position) {
        return Results.transferred(C.pread(descriptor, buffer, offset, length, position));
    }

    @Override
    default int pwrite(int descriptor, byte[] buffer, int offset, int length, long position) {
        return Results.transferred(C.pwrite(descriptor, buffer, offset, length, position));
    }

    @Override
    default void close(int descriptor) {
        C.close(descriptor);
    }

    @Override
    default void pipe(int[] ends) {
        NativePosix.check(C.pipe(ends));
    }

    @Override
    default void inherit(int descriptor) {
        NativePosix.check(C.inherit(descriptor));
    }

    @Override
    default void closeOnExec(int descriptor) {
        NativePosix.check(C.closeOnExec(descriptor));
    }

    @Override
    default void setBlocking(int descriptor, boolean blocking) {
        NativePosix.check(C.setBlocking(descriptor, blocking));
    }

    @Override
    default void lseek(int descriptor, long offset) {
        NativePosix.check(C.lseek(descriptor, offset));
    }

    @Override
    default void fsync(int descriptor) {
        NativePosix.check(C.fsync(descriptor));
    }

    @Override
    default void chmod(int descriptor, int mode) {
        NativePosix.check(C.chmod(descriptor, mode));
    }

    @Override
    default void lock(int descriptor) {
        NativePosix.check(C.lock(descriptor));
    }

    @Override
    default int terminalLines(int descriptor) {
        return CTerminal.lines(descriptor);
    }

    @Override
    default int terminalColumns(int descriptor) {
        return CTerminal.columns(descriptor);
    }

    @Override
    default void tryLock(int descriptor) {
        NativePosix.check(C.tryLock(descriptor));
    }

    @Override
    default void lockf(int descriptor) {
        NativePosix.check(C.lockf(descriptor));
    }

    @Override
    default void poll(int[] descriptors, boolean[] ready, long nanoseconds) {
        NativePosix.check(C.poll(descriptors, ready, descriptors.length, NativePosix.milliseconds(nanoseconds)));
    }
}
