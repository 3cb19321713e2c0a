package io.daemontools.posix.jvm;

import static io.daemontools.posix.jvm.CFunction.INT;
import static io.daemontools.posix.jvm.CFunction.LONG;
import static io.daemontools.posix.jvm.CFunction.POINTER;
import static io.daemontools.posix.jvm.CFunction.SIZE;
import static io.daemontools.posix.jvm.CFunction.UNSIGNED;
import static io.daemontools.posix.jvm.CMemory.IO;

import io.daemontools.posix.Signal;

/**
 * Catches the signals for which HotSpot takes no handler: QUIT, and real-time signals. The handler is the C library's {@code
 * eventfd_write}, which is one {@code write(2)}. Its arguments are those of a handler: the number of the signal in place of a
 * descriptor, and the address of a {@code siginfo_t} in place of the number to add. Therefore the descriptor with the signal's number
 * is made an eventfd, and a thread waits for it.
 */
final class EventfdHandler {
    private static final String HANDLER = "eventfd_write";
    private static final CFunction EVENTFD = CFunction.of("eventfd", INT, UNSIGNED, INT);
    private static final CFunction DUP2 = CFunction.of("dup2", INT, INT, INT);
    private static final CFunction CLOSE = CFunction.of("close", INT, INT);
    private static final CFunction READ = CFunction.of("read", LONG, INT, POINTER, SIZE);
    private static final int VALUE_SIZE = 8;

    private EventfdHandler() {}

    /** Whether HotSpot takes no handler for a signal. */
    static boolean needed(Signal signal) {
        return signal == Signal.QUIT || signal == Signal.RTMIN_3;
    }

    /**
     * Begins to wait for a signal.
     *
     * @param action address of HotSpot's action for another signal; its handler is replaced
     * @param arrived what to do in another thread when the signal has arrived
     * @return whether that is possible: the system has eventfds, and no other file has the descriptor
     */
    static boolean prepare(int number, long action, Runnable arrived) {
        long handler = CFunction.symbol(HANDLER);
        if (handler == 0 || !free(number)) {
            return false;
        }
        int eventfd = EVENTFD.call(0, 0);
        if (eventfd < 0) {
            return false;
        }
        if (eventfd != number) {
            DUP2.call(eventfd, number);
            CLOSE.call(eventfd);
        }
        JvmDescriptors.setCloseOnExec(number);
        IO.putAddress(action, handler);
        long value = CMemory.allocate(VALUE_SIZE);
        Thread thread = new Thread(() -> {
            while (READ.call(number, value, VALUE_SIZE) == VALUE_SIZE) {
                arrived.run();
            }
        });
        thread.setDaemon(true);
        thread.start();
        return true;
    }

    /** Whether nothing is lost if the descriptor becomes another file's. */
    private static boolean free(int number) {
        return InheritedState.spare(number) || !JvmDescriptors.isOpen(number);
    }
}
