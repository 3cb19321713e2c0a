package io.daemontools.posix.jvm;

import static io.daemontools.posix.jvm.CFunction.INT;
import static io.daemontools.posix.jvm.CFunction.LONG;
import static io.daemontools.posix.jvm.CFunction.POINTER;
import static io.daemontools.posix.jvm.CFunction.SIZE;

import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Signal;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import jnr.posix.util.SunMiscSignal;

/**
 * Caught signals as a readable pipe. HotSpot runs a handler in a thread, which records the signal and writes to the pipe.
 *
 * <p>HotSpot starts a thread for each signal, so that thousands of one signal would delay the next. Therefore a signal is ignored
 * from its arrival until it is taken. CHLD is the exception: while it is ignored, the system reaps children by itself.
 */
final class SignalPipe {
    private static final CFunction WRITE = CFunction.of("write", LONG, INT, POINTER, SIZE);
    private static final CFunction SIGACTION = CFunction.of("sigaction", INT, INT, POINTER, POINTER);
    private static final Signal[] ALL = Signal.values();

    /** Larger than any system's {@code struct sigaction}. */
    private static final int ACTION_SIZE = 256;

    private Descriptors descriptors;
    private final byte[] drained = new byte[16];
    private final int[] ends = {-1, -1};
    private long caught;

    /** HotSpot's action for each caught signal, by ordinal: the address of a structure, or 0. */
    private final AtomicLongArray actions = new AtomicLongArray(ALL.length);

    /** The signals that have arrived and were not taken yet: by ordinal, the first in bit 0. */
    private final AtomicInteger arrived = new AtomicInteger();

    /** Whether the pipe holds a byte, or soon will. One is enough, so the pipe is never full. */
    private final AtomicBoolean awake = new AtomicBoolean();

    /** The byte that is written. */
    private final long message = CMemory.allocate(1);

    /** The end to read from, or -1 before the first signal is caught. */
    int descriptor() {
        return ends[0];
    }

    /** The signals caught so far, signal 1 in bit 0. */
    long caught() {
        return caught;
    }

    /** Opens the pipe; its descriptors are read and closed through {@code calls}. */
    void open(Descriptors calls) {
        descriptors = calls;
        descriptors.pipe(ends);
        for (int end : ends) {
            descriptors.setBlocking(end, false);
        }
    }

    /** Closes the pipe. No signal may be caught any more. */
    void close() {
        if (ends[0] >= 0) {
            descriptors.close(ends[0]);
            descriptors.close(ends[1]);
            ends[0] = -1;
            ends[1] = -1;
        }
        caught = 0;
    }

    /** Catches a signal, even one that was ignored or blocked before. */
    void add(Signal signal) {
        int number = Signals.number(signal);
        if (number == Signals.NONE || (caught & Signals.bit(number)) != 0) {
            return;
        }
        if (EventfdHandler.needed(signal)) {
            addByEventfd(signal, number);
            return;
        }
        // HotSpot installs no handler for some signals that are ignored.
        Signals.restoreDefault(number);
        // Looks the function up now, in this thread. Writes nothing.
        WRITE.call(ends[1], message, 0);
        SunMiscSignal.signal(jnr.constants.platform.Signal.valueOf("SIG" + signal), ignored -> note(signal));
        long action = CMemory.allocate(ACTION_SIZE);
        SIGACTION.call(number, 0, action);
        actions.set(signal.ordinal(), action);
        Signals.unblock(number);
        caught |= Signals.bit(number);
    }

    /** A signal that cannot be caught keeps its action. */
    private void addByEventfd(Signal signal, int number) {
        long action = CMemory.allocate(ACTION_SIZE);
        SIGACTION.call(Signals.number(Signal.TERM), 0, action);
        if ((caught & Signals.bit(Signals.number(Signal.TERM))) == 0
                || !EventfdHandler.prepare(number, action, () -> note(signal))) {
            CMemory.IO.freeMemory(action);
            return;
        }
        actions.set(signal.ordinal(), action);
        SIGACTION.call(number, action, 0);
        Signals.unblock(number);
        caught |= Signals.bit(number);
    }

    /** Runs in another thread, so it must not use the memory of the main thread. */
    private void note(Signal signal) {
        if (signal != Signal.CHLD && actions.get(signal.ordinal()) != 0) {
            Signals.ignore(Signals.number(signal));
        }
        // Only after SIG_IGN is set: taking the signal ends it.
        int bit = 1 << signal.ordinal();
        arrived.getAndAccumulate(bit, (all, added) -> all | added);
        if (awake.compareAndSet(false, true)) {
            WRITE.call(ends[1], message, 1);
        }
    }

    /**
     * A signal, or null. A signal that arrives before {@code awake} is false is seen by the second look; a later one writes to the
     * pipe.
     */
    Signal take() {
        if (arrived.get() == 0 && awake.get()) {
            while (descriptors.read(ends[0], drained, 0, drained.length) == drained.length) {}
            awake.set(false);
        }
        int first = Integer.lowestOneBit(arrived.get());
        if (first == 0) {
            return null;
        }
        arrived.getAndAccumulate(~first, (all, kept) -> all & kept);
        Signal signal = ALL[Integer.numberOfTrailingZeros(first)];
        SIGACTION.call(Signals.number(signal), actions.get(signal.ordinal()), 0);
        return signal;
    }
}
