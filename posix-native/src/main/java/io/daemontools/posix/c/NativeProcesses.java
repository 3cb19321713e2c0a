package io.daemontools.posix.c;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Processes;
import io.daemontools.posix.Signal;

/** The calls on this process and on signals. */
interface NativeProcesses extends Processes {
    int NULL_SIGNAL = 0;

    @Override
    default void becomeReaper() {
        NativePosix.check(C.becomeReaper());
    }

    @Override
    default int getpid() {
        return C.getpid();
    }

    @Override
    default int bootId(byte[] into) {
        return NativePosix.check(C.bootId(into, into.length));
    }

    @Override
    default void setDefault(Signal signal) {
        NativePosix.check(C.setDefault(SignalNumbers.of(signal)));
    }

    @Override
    default void kill(int process, Signal signal) {
        NativePosix.check(C.kill(process, SignalNumbers.of(signal)));
    }

    @Override
    default boolean exists(int process) {
        int result = C.kill(process, NULL_SIGNAL);
        return result >= 0 || NativeErrno.of(-result) != Errno.ESRCH;
    }

    @Override
    default int catchSignals(Signal... signals) {
        int descriptor = 0;
        for (Signal signal : signals) {
            int number = SignalNumbers.of(signal);
            if (number != SignalNumbers.NONE) {
                descriptor = NativePosix.check(C.catchSignal(number));
            }
        }
        return descriptor;
    }

    @Override
    default Signal takeSignal() {
        return SignalNumbers.signal(C.takeSignal());
    }

    @Override
    default void ignore(Signal signal) {
        NativePosix.check(C.ignore(SignalNumbers.of(signal)));
    }

    @Override
    default void stopIgnoring(Signal signal) {
        NativePosix.check(C.stopIgnoring(SignalNumbers.of(signal)));
    }

    @Override
    default Signal signal(int number) {
        return SignalNumbers.signal(number);
    }

    @Override
    default void overwriteLastArgument(byte[] text) {
        C.overwriteLastArgument(text, text.length);
    }

    @Override
    default void exit(int status) {
        C.exit(status);
    }
}
