package io.daemontools.posix.jvm;

import static io.daemontools.posix.jvm.CFunction.INT;
import static io.daemontools.posix.jvm.CFunction.LONG;
import static io.daemontools.posix.jvm.CFunction.POINTER;
import static io.daemontools.posix.jvm.CFunction.UNSIGNED;
import static io.daemontools.posix.jvm.CMemory.IO;
import static io.daemontools.posix.jvm.JvmErrno.check;
import static io.daemontools.posix.jvm.JvmErrno.hidden;

import io.daemontools.posix.Descriptors;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Files;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.posix.WaitStatus;
import io.daemontools.posix.Watches;

/** Watches by {@code pidfd_open(2)} and {@code inotify(7)}. */
final class LinuxWatches implements Watches {
    /** System calls for which older C libraries have no function. The numbers are the same on all processors with a JVM. */
    private static final int SYS_PIDFD_SEND_SIGNAL = 424;

    private static final int SYS_PIDFD_OPEN = 434;

    /** The size of a {@code struct pidfd_info}. */
    private static final int INFO_SIZE = 64;

    /** {@code IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR}. */
    private static final int DIRECTORY_CHANGES = 0x100 | 0x200 | 0x40 | 0x80 | 0x400 | 0x800 | 0x1000000;

    /** {@code IN_MODIFY | IN_DELETE_SELF | IN_MOVE_SELF | IN_DONT_FOLLOW}. */
    private static final int FILE_CHANGES = 0x2 | 0x400 | 0x800 | 0x2000000;

    private static final int FLAGS = Constants.of("OpenFlags", "O_NONBLOCK") | Constants.of("OpenFlags", "O_CLOEXEC");

    private static final CFunction PIDFD_OPEN = CFunction.variadic("syscall", 1, LONG, LONG, LONG, LONG);
    private static final CFunction PIDFD_SEND_SIGNAL =
            CFunction.variadic("syscall", 1, LONG, LONG, LONG, LONG, POINTER, LONG);
    private static final CFunction INOTIFY_INIT1 = CFunction.of("inotify_init1", INT, INT);
    private static final CFunction INOTIFY_ADD_WATCH = CFunction.of("inotify_add_watch", INT, INT, POINTER, UNSIGNED);

    /** {@code PIDFD_GET_INFO}: {@code _IOWR(0xff, 11, struct pidfd_info)} with the first version of the structure. */
    private static final int PIDFD_GET_INFO = 0xc000_0000 | INFO_SIZE << 16 | 0xff << 8 | 11;

    private static final long PIDFD_INFO_EXIT = 1 << 3;

    /** Offset of {@code exit_code} in a {@code struct pidfd_info}. */
    private static final int EXIT_CODE = 60;

    /** {@code f_type}, the first field of a {@code struct statfs}. */
    private static final int PIDFS_MAGIC = 0x50494446;

    private static final int STATFS_SIZE = 256;

    private static final CFunction FSTATFS = CFunction.of("fstatfs", INT, INT, POINTER);
    private static final CFunction IOCTL = CFunction.variadic("ioctl", 2, INT, INT, LONG, POINTER);

    private final FileStatus status = new FileStatus();
    private final Stat stat;
    private final JvmCString path;
    private final Descriptors descriptors;

    /** Memory for a structure; 0 before its first use. */
    private long structure;

    private final byte[] events = new byte[4096];

    LinuxWatches(JvmCString path, Descriptors descriptors, Stat stat) {
        this.stat = stat;
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
    public boolean exitStatus(int watch, WaitStatus into) {
        long info = structure();
        IO.setMemory(info, INFO_SIZE, (byte) 0);
        IO.putLong(info, PIDFD_INFO_EXIT);
        if (IOCTL.call(watch, PIDFD_GET_INFO & 0xffff_ffffL, info) < 0 || (IO.getLong(info) & PIDFD_INFO_EXIT) == 0) {
            return false;
        }
        JvmProcesses.decode(IO.getInt(info + EXIT_CODE), into);
        return true;
    }

    @Override
    public long serialNumber(int process) {
        int pidfd = PIDFD_OPEN.call(SYS_PIDFD_OPEN, process, 0);
        if (pidfd < 0) {
            return hidden(JvmErrno.last());
        }
        try {
            if (FSTATFS.call(pidfd, structure()) < 0) {
                return hidden(JvmErrno.last());
            }
            if (IO.getInt(structure) != PIDFS_MAGIC) {
                return Files.UNKNOWN;
            }
            return stat.open(pidfd, status) < 0 ? hidden(JvmErrno.last()) : status.inode();
        } finally {
            descriptors.close(pidfd);
        }
    }

    private long structure() {
        if (structure == 0) {
            structure = CMemory.allocate(STATFS_SIZE);
        }
        return structure;
    }

    @Override
    public int watchDirectory(CharSequence directory) {
        return watch(directory, DIRECTORY_CHANGES);
    }

    @Override
    public int watchFile(CharSequence file) {
        return watch(file, FILE_CHANGES);
    }

    private int watch(CharSequence watched, int changes) {
        int watch = check(INOTIFY_INIT1.call(FLAGS));
        if (INOTIFY_ADD_WATCH.call(watch, path.of(watched), changes) < 0) {
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
