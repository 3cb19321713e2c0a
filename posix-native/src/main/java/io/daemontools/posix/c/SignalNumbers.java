package io.daemontools.posix.c;

import io.daemontools.posix.Signal;

/** Signals by this platform's numbers. */
final class SignalNumbers {
    /** The number of a signal that the system lacks. */
    static final int NONE = 0;

    private static final Signal[] SIGNALS = Signal.values();

    private SignalNumbers() {}

    static int of(Signal signal) {
        return switch (signal) {
            case ABRT -> CSignals.sigabrt();
            case ALRM -> CSignals.sigalrm();
            case CHLD -> CSignals.sigchld();
            case CONT -> CSignals.sigcont();
            case HUP -> CSignals.sighup();
            case INT -> CSignals.sigint();
            case KILL -> CSignals.sigkill();
            case PIPE -> CSignals.sigpipe();
            case PWR -> CSignals.sigpwr();
            case QUIT -> CSignals.sigquit();
            case RTMIN_3 -> CSignals.sigrtmin3();
            case STOP -> CSignals.sigstop();
            case TERM -> CSignals.sigterm();
            case TTIN -> CSignals.sigttin();
            case TTOU -> CSignals.sigttou();
            case USR1 -> CSignals.sigusr1();
            case USR2 -> CSignals.sigusr2();
            case WINCH -> CSignals.sigwinch();
            case XFSZ -> CSignals.sigxfsz();
        };
    }

    /** The signal of that number, or null. */
    static Signal signal(int number) {
        for (Signal signal : SIGNALS) {
            if (number != NONE && of(signal) == number) {
                return signal;
            }
        }
        return null;
    }
}
