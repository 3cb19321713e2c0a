package io.daemontools.posix.c;

import io.daemontools.posix.Signal;
import io.daemontools.posix.Watches;

/** The calls on watches. */
interface NativeWatches extends Watches {
    @Override
    default int watchProcess(int process) {
        return NativePosix.check(C.watchProcess(process));
    }

    @Override
    default void signalProcess(int watch, Signal signal) {
        NativePosix.check(C.signalProcess(watch, SignalNumbers.of(signal)));
    }

    @Override
    default long serialNumber(int process) {
        long number = C.serialNumber(process);
        NativePosix.check((int) Math.min(number, 0));
        return number;
    }

    @Override
    default int watchDirectory(CharSequence path) {
        return NativePosix.check(C.watchDirectory(new NativeCString().of(path)));
    }

    @Override
    default int watchFile(CharSequence path) {
        return NativePosix.check(C.watchFile(new NativeCString().of(path)));
    }

    @Override
    default void drainWatch(int watch) {
        NativePosix.check(C.drainWatch(watch));
    }

    @Override
    default void closeWatch(int watch) {
        C.closeWatch(watch);
    }
}
