package io.daemontools.posix.jvm;

import static io.daemontools.posix.jvm.CFunction.INT;
import static io.daemontools.posix.jvm.CFunction.LONG;
import static io.daemontools.posix.jvm.CFunction.POINTER;
import static io.daemontools.posix.jvm.CFunction.SIZE;

import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Signal;
import jnr.posix.SignalHandler;
import jnr.posix.util.SunMiscSignal;

/** Caught signals as something to read: HotSpot runs a handler in a thread of its own, which writes a byte to a pipe. */
final class SignalPipe {
    private static final CFunction WRITE = CFunction.of("write", LONG, INT, POINTER, SIZE);
    private static final Signal[] ALL = Signal.values();

    private final Descriptors descriptors;
    private final byte[] taken = new byte[1];
    private final int[] ends = {-1, -1};
    private long caught;

    SignalPipe(Descriptors descriptors) {
        this.descriptors = descriptors;
    }

    /** The end to read from, or -1 if no signal is caught yet. */
    int descriptor() {
        return ends[0];
    }

    /** The signals caught so far, signal 1 in bit 0. */
    long caught() {
        return caught;
    }

    /** Opens the pipe. */
    void open() {
        descriptors.pipe(ends);
        for (int end : ends) {
            descriptors.setBlocking(end, false);
        }
    }

    /** Catches a signal, even one that was ignored or blocked so far. */
    void add(Signal signal) {
        int number = Signals.number(signal);
        // HotSpot leaves some alone that are ignored.
        Signals.restoreDefault(number);
        SunMiscSignal.signal(jnr.constants.platform.Signal.valueOf("SIG" + signal), new Handler(signal, ends[1]));
        Signals.unblock(number);
        caught |= 1L << (number - 1);
    }

    /** The next signal, or null. */
    Signal take() {
        return descriptors.read(ends[0], taken, 0, 1) == 1 ? ALL[taken[0]] : null;
    }

    /** Runs in another thread, so it keeps away from the memory that the main one uses. */
    private static final class Handler implements SignalHandler {
        private final int descriptor;
        private final long message = CMemory.allocate(1);

        Handler(Signal signal, int descriptor) {
            this.descriptor = descriptor;
            CMemory.IO.putByte(message, (byte) signal.ordinal());
            // So that the function is looked up now. Nothing is written.
            WRITE.call(descriptor, message, 0);
        }

        @Override
        public void handle(int number) {
            // A full pipe is readable already; that this signal is missing from it changes nothing.
            WRITE.call(descriptor, message, 1);
        }
    }
}
