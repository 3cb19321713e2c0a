package io.daemontools.posix.c;

import io.daemontools.posix.ExecEnvironment;

/** An {@link ExecEnvironment} in C memory: nothing of it is in the Java heap. */
final class NativeEnvironment implements ExecEnvironment {
    @Override
    public void write(byte[] bytes, int offset, int length) {
        NativePosix.check(C.entryWrite(bytes, offset, length));
    }

    @Override
    public int length() {
        return C.entryLength();
    }

    @Override
    public void truncate(int length) {
        C.entryTruncate(length);
    }

    @Override
    public void apply() {
        NativePosix.check(C.entryApply());
    }
}
