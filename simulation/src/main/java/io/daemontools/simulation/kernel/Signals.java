package io.daemontools.simulation.kernel;

import io.daemontools.posix.Signal;
import java.util.List;
import java.util.Set;

/** Delivers signals. */
final class Signals {
    /** Without a handler, nothing happens; nor are TTIN and TTOU simulated, which stop a process. */
    private static final Set<Signal> DISCARDED =
            Set.of(Signal.CHLD, Signal.CONT, Signal.TTIN, Signal.TTOU, Signal.WINCH);

    private final Kernel kernel;

    Signals(Kernel kernel) {
        this.kernel = kernel;
    }

    /** The number of a signal, as on Linux. */
    static int number(Signal signal) {
        return switch (signal) {
            case HUP -> 1;
            case INT -> 2;
            case QUIT -> 3;
            case ABRT -> 6;
            case KILL -> 9;
            case USR1 -> 10;
            case USR2 -> 12;
            case PIPE -> 13;
            case ALRM -> 14;
            case TERM -> 15;
            case CHLD -> 17;
            case CONT -> 18;
            case STOP -> 19;
            case TTIN -> 21;
            case TTOU -> 22;
            case XFSZ -> 25;
            case WINCH -> 28;
            case PWR -> 30;
            case RTMIN_3 -> 37;
        };
    }

    /** The signal with a number, or null. */
    static Signal of(int number) {
        for (Signal signal : Signal.values()) {
            if (number(signal) == number) {
                return signal;
            }
        }
        return null;
    }

    /** A process sends a signal to a process by a call; to a zombie, too. */
    void send(SimulatedProcess sender, SimulatedProcess target, Signal signal) {
        for (Observer observer : kernel.observers()) {
            observer.sent(sender, target, signal);
        }
        send(target, signal);
    }

    /** Sends a signal to a process, to itself too; nothing happens to a zombie or an inert one. */
    void send(SimulatedProcess process, Signal signal) {
        if (process.ended() || process.inert() || kernel.halted()) {
            return;
        }
        for (Observer observer : kernel.observers()) {
            observer.signalled(process, signal);
        }
        if (signal == Signal.KILL) {
            kernel.lifecycle().end(process, 0, number(signal));
            return;
        }
        if (signal == Signal.CONT) {
            process.signals().pending().remove(Signal.STOP);
            resume(process);
        }
        deliver(process, signal);
    }

    private void resume(SimulatedProcess process) {
        if (process.stopped()) {
            process.setStopped(false);
            deliverPending(process);
        }
    }

    /** Delivers what is pending and no longer blocked. */
    void deliverPending(SimulatedProcess process) {
        for (Signal signal : List.copyOf(process.signals().pending())) {
            if (!process.signals().allBlocked()) {
                process.signals().pending().remove(signal);
                deliver(process, signal);
            }
        }
    }

    private void deliver(SimulatedProcess process, Signal signal) {
        if (process.ended()) {
            return;
        }
        SignalState state = process.signals();
        if (signal != Signal.STOP && (state.allBlocked() || (process.stopped() && !discarded(state, signal)))) {
            state.pending().add(signal);
        } else if (signal == Signal.STOP) {
            process.setStopped(true);
            kernel.trace().delivered(kernel, process, signal);
        } else if (state.caught(signal)) {
            state.note(signal);
            kernel.trace().delivered(kernel, process, signal);
        } else if (!discarded(state, signal) && !initIgnores(process)) {
            kernel.lifecycle().end(process, 0, number(signal));
        }
    }

    /** As on Linux, process 1 gets only the signals that it catches. */
    private static boolean initIgnores(SimulatedProcess process) {
        return process.pid() == 1;
    }

    private static boolean discarded(SignalState state, Signal signal) {
        return state.ignored(signal) || (!state.caught(signal) && DISCARDED.contains(signal));
    }
}
