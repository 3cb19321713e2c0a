package io.daemontools.posix.c;

import io.daemontools.posix.Signal;

/** Signals by this platform's numbers. */
final class SignalNumbers {
    private static final Signal[] SIGNALS = Signal.values();

    private SignalNumbers() {}

    static int of(Signal signal) {
        return switch (signal) {
            case ABRT -> C.sigabrt();
            case ALRM -> C.sigalrm();
            case CHLD -> C.sigchld();
            case CONT -> C.sigcont();
            case HUP -> C.sighup();
            case INT -> C.sigint();
            case KILL -> C.sigkill();
            case PIPE -> C.sigpipe();
            case QUIT -> C.sigquit();
            case STOP -> C.sigstop();
            case TERM -> C.sigterm();
            case TTIN -> C.sigttin();
            case TTOU -> C.sigttou();
            case USR1 -> C.sigusr1();
            case USR2 -> C.sigusr2();
            case WINCH -> C.sigwinch();
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
