package io.daemontools.posix.c;

import io.daemontools.posix.Errno;

/** The errors by number. A class apart from {@link NativePosix}, so that a program without errors does not initialise it. */
final class NativeErrno {
    private static final Errno[] KNOWN = Errno.values();

    private NativeErrno() {}

    /** The error of that number. */
    static Errno of(int number) {
        return KNOWN[C.errnoOrdinal(number)];
    }
}
