package io.daemontools.simulation.kernel;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Files;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Resource;
import io.daemontools.posix.Signal;
import io.daemontools.posix.WaitStatus;
import io.daemontools.posix.Watches;
import io.daemontools.simulation.file.Directory;
import io.daemontools.simulation.file.Inode;
import io.daemontools.simulation.file.OpenFile;

/** The calls on watches. */
final class WatchCalls extends Calls implements Watches {
    /** A pidfd: readable when its process has ended. */
    private static final class ProcessWatch extends Inode {
        private final SimulatedProcess watched;

        ProcessWatch(SimulatedProcess watched) {
            super(0, 0600, 0);
            this.watched = watched;
        }

        @Override
        public long size() {
            return 0;
        }

        @Override
        public boolean pollsIn(OpenFile file) {
            return watched.ended();
        }
    }

    /** An inotify instance with one watch. */
    private static final class DirectoryWatch extends Inode {
        private final Directory watched;
        private long seen;

        DirectoryWatch(Directory watched) {
            super(0, 0600, 0);
            this.watched = watched;
            seen = watched.changes();
        }

        void drain() {
            seen = watched.changes();
        }

        @Override
        public long size() {
            return 0;
        }

        @Override
        public boolean pollsIn(OpenFile file) {
            return seen != watched.changes();
        }
    }

    WatchCalls(SimulatedProcess process, Kernel kernel) {
        super(process, kernel);
    }

    private int add(Inode watch) {
        return process.descriptors()
                .add(OpenFile.forReading(watch), true, process.limits().soft(Resource.OPEN_FILES));
    }

    @Override
    public int watchProcess(int pid) {
        return perform(
                Call.PIDFD_OPEN,
                () -> {
                    if (pid <= 0) {
                        throw PosixException.of(Errno.EINVAL);
                    }
                    SimulatedProcess watched = kernel.processes().find(pid);
                    if (watched == null) {
                        throw PosixException.of(Errno.ESRCH);
                    }
                    return add(new ProcessWatch(watched));
                },
                pid);
    }

    @Override
    public void signalProcess(int watch, Signal signal) {
        execute(
                Call.PIDFD_SEND_SIGNAL,
                () -> {
                    if (!(file(watch).inode() instanceof ProcessWatch target)) {
                        throw PosixException.of(Errno.EBADF);
                    }
                    if (target.watched.reaped()) {
                        throw PosixException.of(Errno.ESRCH);
                    }
                    if (!process.posix().processes().maySignal(target.watched, signal)) {
                        throw PosixException.of(Errno.EPERM);
                    }
                    kernel.signals().send(target.watched, signal);
                },
                watch,
                signal);
    }

    @Override
    public boolean exitStatus(int watch, WaitStatus into) {
        return perform(
                Call.EXIT_STATUS,
                () -> {
                    if (!(file(watch).inode() instanceof ProcessWatch target)
                            || !target.watched.reaped()
                            || !kernel.processes().numbered()) {
                        return false;
                    }
                    into.set(target.watched.status());
                    return true;
                },
                watch);
    }

    @Override
    public long serialNumber(int pid) {
        return perform(
                Call.SERIAL_NUMBER,
                () -> {
                    SimulatedProcess found = kernel.processes().find(pid);
                    if (found == null) {
                        throw PosixException.of(Errno.ESRCH);
                    }
                    return kernel.processes().numbered() ? found.serialNumber() : Files.UNKNOWN;
                },
                pid);
    }

    @Override
    public int watchDirectory(CharSequence path) {
        return perform(
                Call.INOTIFY,
                () -> {
                    Directory directory = follow(path).presentDirectory();
                    directory.check(who(), Inode.READ);
                    return add(new DirectoryWatch(directory));
                },
                path);
    }

    @Override
    public void drainWatch(int watch) {
        execute(
                Call.READ,
                () -> {
                    if (file(watch).inode() instanceof DirectoryWatch directory) {
                        directory.drain();
                    } else {
                        throw PosixException.of(Errno.EINVAL);
                    }
                },
                watch);
    }

    @Override
    public void closeWatch(int watch) {
        execute(Call.CLOSE, () -> process.descriptors().close(watch), watch);
    }
}
