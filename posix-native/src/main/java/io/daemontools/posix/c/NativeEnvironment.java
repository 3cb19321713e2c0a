package io.daemontools.posix.c;

import io.daemontools.posix.NextEnvironment;

/** The next environment, which C holds: nothing of it is in the Java heap. */
final class NativeEnvironment implements NextEnvironment {
    @Override
    public void write(byte[] bytes, int offset, int length) {
        NativePosix.check(C.entryWrite(bytes, offset, length));
    }

    @Override
    public int length() {
        return C.entryLength();
    }

    @Override
    public void cut(int length) {
        C.entryCut(length);
    }

    @Override
    public void apply() {
        NativePosix.check(C.entryApply());
    }
}
