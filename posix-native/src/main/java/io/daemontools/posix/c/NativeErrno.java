package io.daemontools.posix.c;

import io.daemontools.posix.Errno;

/** The errors by their numbers. Apart from {@link NativePosix}, so that a program that meets none never has them in memory. */
final class NativeErrno {
    private static final Errno[] KNOWN = Errno.values();

    private NativeErrno() {}

    /** The error of that number. */
    static Errno of(int number) {
        return KNOWN[C.errnoOrdinal(number)];
    }
}
