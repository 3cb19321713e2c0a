package io.daemontools.posix.c;

import io.daemontools.posix.Signal;

/** Signals by this platform's numbers. */
final class SignalNumbers {
    private static final Signal[] SIGNALS = Signal.values();

    private SignalNumbers() {}

    static int of(Signal signal) {
        return switch (signal) {
            case ALRM -> C.sigalrm();
            case CHLD -> C.sigchld();
            case CONT -> C.sigcont();
            case HUP -> C.sighup();
            case INT -> C.sigint();
            case KILL -> C.sigkill();
            case PIPE -> C.sigpipe();
            case STOP -> C.sigstop();
            case TERM -> C.sigterm();
        };
    }

    /** The signal of that number, or null. */
    static Signal signal(int number) {
        for (Signal signal : SIGNALS) {
            if (of(signal) == number) {
                return signal;
            }
        }
        return null;
    }
}
