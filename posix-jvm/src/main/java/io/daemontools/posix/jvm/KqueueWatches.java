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

/**
 * Watches by {@code kqueue(2)}, on FreeBSD and macOS, whose numbers are the same, and whose structure is a shorter one. Each watch is
 * a queue with one event.
 */
final class KqueueWatches implements Watches {
    static final int NAME_CHANGES = FreeBsd.NOTE_DELETE | FreeBsd.NOTE_WRITE | FreeBsd.NOTE_RENAME;

    /** A truncation is a change of an attribute. */
    static final int CONTENT_CHANGES = NAME_CHANGES | FreeBsd.NOTE_ATTRIB;

    private static final CFunction KQUEUE = CFunction.of("kqueue", INT);
    private static final CFunction KEVENT = CFunction.of("kevent", INT, INT, POINTER, INT, POINTER, INT, POINTER);
    private static final CFunction KILL = CFunction.of("kill", INT, INT, INT);

    private final Descriptors descriptors;
    private final Poll poll;
    private final long event = CMemory.allocate(FreeBsd.SIZEOF_KEVENT);
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
        setProcess(event, process);
        int watch = watch();
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
        decode(event, into);
        return true;
    }

    @Override
    public long serialNumber(int process) {
        return KernelProcess.startTime(process);
    }

    @Override
    public int watchDirectory(CharSequence path) {
        return watchChanges(descriptors.openRead(path + "/."), NAME_CHANGES);
    }

    @Override
    public int watchFile(CharSequence path) {
        return watchChanges(descriptors.openReadNoFollow(path), CONTENT_CHANGES);
    }

    private int watchChanges(int file, int changes) {
        try {
            setFile(event, file, changes);
            int watch = watch();
            files.put(watch, file);
            return watch;
        } catch (PosixException failure) {
            descriptors.close(file);
            throw failure;
        }
    }

    /** Stores in a {@code struct kevent} that the end of a process is waited for. */
    static void setProcess(long event, int process) {
        set(event, process, FreeBsd.EVFILT_PROC, FreeBsd.EV_ADD, FreeBsd.NOTE_EXIT);
    }

    /** Stores in a {@code struct kevent} that these changes of an open file or directory are waited for. */
    static void setFile(long event, int file, int changes) {
        set(event, file, FreeBsd.EVFILT_VNODE, FreeBsd.EV_ADD | FreeBsd.EV_CLEAR, changes);
    }

    private static void set(long event, int what, int filter, int flags, int filterFlags) {
        IO.setMemory(event, FreeBsd.SIZEOF_KEVENT, (byte) 0);
        IO.putLong(event + FreeBsd.IDENT, what);
        IO.putShort(event + FreeBsd.FILTER, (short) filter);
        IO.putShort(event + FreeBsd.FLAGS, (short) flags);
        IO.putInt(event + FreeBsd.FFLAGS, filterFlags);
    }

    /** Decodes how a process has ended, according to a {@code struct kevent}. */
    static void decode(long event, WaitStatus into) {
        JvmProcesses.decode((int) IO.getLong(event + FreeBsd.DATA), into);
    }

    private int watch() {
        int queue = check(KQUEUE.call());
        JvmDescriptors.setCloseOnExec(queue);
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
