package io.daemontools.posix.c;

import io.daemontools.posix.Descriptors;

/** Decodes results of C functions that are more than a negative errno for a failure. */
final class Results {
    private Results() {}

    /** The number of bytes read or written, or {@link Descriptors#WOULD_BLOCK}. */
    static int transferred(int result) {
        if (result == Descriptors.WOULD_BLOCK) {
            return result;
        }
        return NativePosix.check(result < Descriptors.WOULD_BLOCK ? result - Descriptors.WOULD_BLOCK : result);
    }

    /** Whether a file was created; false for EEXIST. */
    static boolean made(int result) {
        if (result == -C.eexist()) {
            return false;
        }
        NativePosix.check(result);
        return true;
    }
}
