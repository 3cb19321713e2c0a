package io.daemontools.posix.c;

import io.daemontools.posix.ChildCalls;
import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Limits;
import io.daemontools.posix.Processes;

/** The calls that set up a forked child. */
interface NativeChildCalls extends ChildCalls, Descriptors, Limits, Processes {
    @Override
    default void resetSignals() {
        C.resetSignals();
    }

    @Override
    default void resetLimits() {
        NativePosix.check(C.resetLimits());
    }

    @Override
    default void setsid() {
        NativePosix.check(C.setsid());
    }

    @Override
    default void putenv(String assignment) {
        NativePosix.check(C.putenv(new NativeCString().of(assignment)));
    }

    @Override
    default void move(int from, int to) {
        NativePosix.check(C.dup2(from, to));
    }

    @Override
    default int dup(int descriptor) {
        return NativePosix.check(C.dup(descriptor));
    }
}
