package io.daemontools.posix.c;

import io.daemontools.posix.Clocks;

/** The calls on time. */
interface NativeClocks extends Clocks {
    @Override
    default long wallClock() {
        return C.wallClock();
    }

    @Override
    default long monotonicClock() {
        return C.monotonicClock();
    }

    @Override
    default void sleep(long nanoseconds) {
        C.sleep(nanoseconds);
    }

    @Override
    default void localTime(long seconds, int[] fields) {
        NativePosix.check(C.localTime(seconds, fields));
    }
}
