package io.daemontools.posix.c;

import io.daemontools.posix.Descriptors;

/** What results of calls in C mean, where it is more than a negative errno for a failure. */
final class Results {
    private Results() {}

    /** How many bytes were read or written, or {@link Descriptors#WOULD_BLOCK}. */
    static int transferred(int result) {
        if (result == Descriptors.WOULD_BLOCK) {
            return result;
        }
        return NativePosix.check(result < Descriptors.WOULD_BLOCK ? result - Descriptors.WOULD_BLOCK : result);
    }

    /** Whether something was made, and was not there before. */
    static boolean made(int result) {
        if (result == -C.eexist()) {
            return false;
        }
        NativePosix.check(result);
        return true;
    }
}
