package io.daemontools.posix.jvm;

import static io.daemontools.posix.jvm.CFunction.INT;
import static io.daemontools.posix.jvm.CFunction.POINTER;
import static io.daemontools.posix.jvm.CMemory.IO;
import static io.daemontools.posix.jvm.JvmErrno.check;

import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Errno;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.posix.WaitStatus;
import io.daemontools.posix.Watches;
import java.util.HashMap;
import java.util.Map;

/** Watches by {@code kqueue(2)}, on FreeBSD and macOS. Each watch is a queue with one event. */
final class KqueueWatches implements Watches {
    private static final int EVFILT_VNODE = -4;
    private static final int EVFILT_PROC = -5;
    private static final int EV_ADD = 0x1;
    private static final int EV_CLEAR = 0x20;
    private static final int NOTE_EXIT = 0x80000000;

    /** {@code NOTE_DELETE | NOTE_WRITE | NOTE_RENAME}. */
    private static final int CHANGES = 0x1 | 0x2 | 0x20;

    /** Offsets of the fields of a {@code struct kevent}, whose first field has 64 bits; FreeBSD's structure is the largest. */
    private static final int FILTER = 8;

    private static final int FLAGS = 10;
    private static final int FILTER_FLAGS = 12;
    private static final int DATA = 16;
    private static final int SIZE = 64;

    private static final CFunction KQUEUE = CFunction.of("kqueue", INT);
    private static final CFunction KEVENT = CFunction.of("kevent", INT, INT, POINTER, INT, POINTER, INT, POINTER);
    private static final CFunction KILL = CFunction.of("kill", INT, INT, INT);

    private final Descriptors descriptors;
    private final Poll poll;
    private final long event = CMemory.allocate(SIZE);
    private final long now = CMemory.allocate(2L * Long.BYTES);

    /** The process of each watch. */
    private final Map<Integer, Integer> processes = new HashMap<>();

    /** The descriptor of each watched file or directory; it must stay open. */
    private final Map<Integer, Integer> files = new HashMap<>();

    KqueueWatches(Descriptors descriptors, Poll poll) {
        this.descriptors = descriptors;
        this.poll = poll;
    }

    @Override
    public int watchProcess(int process) {
        int watch = watch(process, EVFILT_PROC, EV_ADD, NOTE_EXIT);
        processes.put(watch, process);
        return watch;
    }

    /** Peeks with {@code poll(2)}: taking the event out of the queue would make the descriptor unreadable. */
    @Override
    public void signalProcess(int watch, Signal signal) {
        Integer process = processes.get(watch);
        if (process == null) {
            throw PosixException.of(Errno.EBADF);
        }
        if (poll.forOne(watch, 0)) {
            throw PosixException.of(Errno.ESRCH);
        }
        check(KILL.call(process, Signals.number(signal)));
    }

    /** macOS reveals the status of children only. */
    @Override
    public boolean exitStatus(int watch, WaitStatus into) {
        if (Constants.darwin() || KEVENT.call(watch, 0, 0, event, 1, now) != 1) {
            return false;
        }
        JvmProcesses.decode((int) IO.getLong(event + DATA), into);
        return true;
    }

    @Override
    public long serialNumber(int process) {
        return KernelProcess.startTime(process);
    }

    @Override
    public int watchDirectory(CharSequence path) {
        return watchChanges(path + "/.");
    }

    @Override
    public int watchFile(CharSequence path) {
        return watchChanges(path);
    }

    private int watchChanges(CharSequence path) {
        int file = descriptors.openRead(path);
        try {
            int watch = watch(file, EVFILT_VNODE, EV_ADD | EV_CLEAR, CHANGES);
            files.put(watch, file);
            return watch;
        } catch (PosixException failure) {
            descriptors.close(file);
            throw failure;
        }
    }

    private int watch(int what, int filter, int flags, int filterFlags) {
        int queue = check(KQUEUE.call());
        JvmDescriptors.setCloseOnExec(queue);
        IO.setMemory(event, SIZE, (byte) 0);
        IO.putLong(event, what);
        IO.putShort(event + FILTER, (short) filter);
        IO.putShort(event + FLAGS, (short) flags);
        IO.putInt(event + FILTER_FLAGS, filterFlags);
        if (KEVENT.call(queue, event, 1, 0, 0, 0) < 0) {
            PosixException failure = JvmErrno.last();
            descriptors.close(queue);
            throw failure;
        }
        return queue;
    }

    @Override
    public void drainWatch(int watch) {
        while (check(KEVENT.call(watch, 0, 0, event, 1, now)) > 0) {}
    }

    @Override
    public void closeWatch(int watch) {
        processes.remove(watch);
        Integer file = files.remove(watch);
        descriptors.close(watch);
        if (file != null) {
            descriptors.close(file);
        }
    }
}
