package io.daemontools.posix.jvm;

import static io.daemontools.posix.jvm.CFunction.INT;
import static io.daemontools.posix.jvm.CFunction.LONG;
import static io.daemontools.posix.jvm.CFunction.POINTER;
import static io.daemontools.posix.jvm.CFunction.UNSIGNED;
import static io.daemontools.posix.jvm.JvmErrno.check;

import io.daemontools.posix.Descriptors;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Watches;

/** Watches by {@code pidfd_open(2)} and {@code inotify(7)}. */
final class LinuxWatches implements Watches {
    /** System calls for which older C libraries have no function. The numbers are the same on all processors with a JVM. */
    private static final int SYS_PIDFD_SEND_SIGNAL = 424;

    private static final int SYS_PIDFD_OPEN = 434;

    /** {@code IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR}. */
    private static final int CHANGES = 0x100 | 0x200 | 0x40 | 0x80 | 0x400 | 0x800 | 0x1000000;

    private static final int FLAGS = Constants.of("OpenFlags", "O_NONBLOCK") | Constants.of("OpenFlags", "O_CLOEXEC");

    private static final CFunction PIDFD_OPEN = CFunction.variadic("syscall", 1, LONG, LONG, LONG, LONG);
    private static final CFunction PIDFD_SEND_SIGNAL =
            CFunction.variadic("syscall", 1, LONG, LONG, LONG, LONG, POINTER, LONG);
    private static final CFunction INOTIFY_INIT1 = CFunction.of("inotify_init1", INT, INT);
    private static final CFunction INOTIFY_ADD_WATCH = CFunction.of("inotify_add_watch", INT, INT, POINTER, UNSIGNED);

    private final JvmCString path;
    private final Descriptors descriptors;
    private final byte[] events = new byte[4096];

    LinuxWatches(JvmCString path, Descriptors descriptors) {
        this.path = path;
        this.descriptors = descriptors;
    }

    @Override
    public int watchProcess(int process) {
        return check(PIDFD_OPEN.call(SYS_PIDFD_OPEN, process, 0));
    }

    @Override
    public void signalProcess(int watch, Signal signal) {
        check(PIDFD_SEND_SIGNAL.call(SYS_PIDFD_SEND_SIGNAL, watch, Signals.number(signal), 0, 0));
    }

    @Override
    public int watchDirectory(CharSequence directory) {
        int watch = check(INOTIFY_INIT1.call(FLAGS));
        if (INOTIFY_ADD_WATCH.call(watch, path.of(directory), CHANGES) < 0) {
            PosixException failure = JvmErrno.last();
            descriptors.close(watch);
            throw failure;
        }
        return watch;
    }

    @Override
    public void drainWatch(int watch) {
        while (descriptors.read(watch, events, 0, events.length) != Descriptors.WOULD_BLOCK) {}
    }

    @Override
    public void closeWatch(int watch) {
        descriptors.close(watch);
    }
}
