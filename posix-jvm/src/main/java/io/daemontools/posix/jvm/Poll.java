package io.daemontools.posix.jvm;

import static io.daemontools.posix.jvm.CFunction.INT;
import static io.daemontools.posix.jvm.CFunction.POINTER;
import static io.daemontools.posix.jvm.CFunction.SIZE;
import static io.daemontools.posix.jvm.CMemory.IO;

import io.daemontools.posix.Descriptors;

/** {@code poll(2)}. */
final class Poll {
    private static final int FOREVER = -1;
    static final short POLLIN = 1;
    static final short POLLOUT = 4;

    /** Size of a {@code struct pollfd}: descriptor, requested events, returned events. */
    static final int ENTRY = 8;

    static final int ASKED = 4;
    static final int ANSWERED = 6;

    private static final CFunction POLL = CFunction.interruptible("poll", INT, POINTER, SIZE, INT);

    private int room = 8;
    private long entries = CMemory.allocate((long) room * ENTRY);

    /** Waits until one of them is readable, or writable with FOR_OUTPUT, or the time is over. May return early. */
    void forAny(int[] descriptors, boolean[] ready, long nanoseconds) {
        if (descriptors.length > room) {
            CMemory.IO.freeMemory(entries);
            room = descriptors.length;
            entries = CMemory.allocate((long) room * ENTRY);
        }
        for (int i = 0; i < descriptors.length; i++) {
            boolean output = descriptors[i] >= 0 && (descriptors[i] & Descriptors.FOR_OUTPUT) != 0;
            ask(i, output ? descriptors[i] - Descriptors.FOR_OUTPUT : descriptors[i], output ? POLLOUT : POLLIN);
        }
        int changed = poll(descriptors.length, milliseconds(nanoseconds));
        for (int i = 0; i < descriptors.length; i++) {
            ready[i] = changed > 0 && answered(i);
        }
    }

    /** Waits for one descriptor; returns whether it is readable. */
    boolean forOne(int descriptor, int milliseconds) {
        ask(0, descriptor, POLLIN);
        return poll(1, milliseconds) > 0;
    }

    /** Whether a write would not wait, which includes one that would fail. */
    boolean writable(int descriptor) {
        int changed;
        do {
            ask(0, descriptor, POLLOUT);
            changed = poll(1, 0);
        } while (changed < 0);
        return changed > 0;
    }

    /** Waits for either; returns whether the first is readable. */
    boolean forFirst(int first, int second) {
        ask(0, first, POLLIN);
        ask(1, second, POLLIN);
        return poll(2, FOREVER) > 0 && answered(0);
    }

    /** Waits until the time is over. */
    void forTime(long nanoseconds) {
        long end = System.nanoTime() + nanoseconds;
        for (long left = nanoseconds; left > 0; left = end - System.nanoTime()) {
            poll(0, milliseconds(left));
        }
    }

    private void ask(int index, int descriptor, short event) {
        long entry = entries + (long) index * ENTRY;
        IO.putInt(entry, descriptor);
        IO.putShort(entry + ASKED, event);
        IO.putShort(entry + ANSWERED, (short) 0);
    }

    private boolean answered(int index) {
        return IO.getShort(entries + (long) index * ENTRY + ANSWERED) != 0;
    }

    private int poll(int count, int milliseconds) {
        int changed = POLL.call(entries, count, milliseconds);
        if (changed < 0 && JvmErrno.number() != JvmErrno.EINTR) {
            throw JvmErrno.last();
        }
        return changed;
    }

    /** Rounds up, so that no wait ends early. */
    private static int milliseconds(long nanoseconds) {
        if (nanoseconds < 0) {
            return FOREVER;
        }
        long milliseconds = nanoseconds / 1_000_000 + (nanoseconds % 1_000_000 == 0 ? 0 : 1);
        return (int) Math.min(milliseconds, Integer.MAX_VALUE);
    }
}
