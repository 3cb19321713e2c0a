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
    private static final int NO_DESCRIPTOR = -1;

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
                    return add(new Watch.OfProcess(kernel.system(), watched));
                },
                pid);
    }

    @Override
    public void signalProcess(int watch, Signal signal) {
        execute(
                Call.PIDFD_SEND_SIGNAL,
                () -> {
                    if (!(file(watch).inode() instanceof Watch.OfProcess target)) {
                        throw PosixException.of(Errno.EBADF);
                    }
                    if (target.over()) {
                        throw PosixException.of(Errno.ESRCH);
                    }
                    if (!process.posix().processes().maySignal(target.watched(), signal)) {
                        throw PosixException.of(Errno.EPERM);
                    }
                    kernel.signals().send(process, target.watched(), signal);
                },
                watch,
                signal);
    }

    @Override
    public boolean exitStatus(int watch, WaitStatus into) {
        return perform(
                Call.EXIT_STATUS,
                () -> file(watch).inode() instanceof Watch.OfProcess target
                        && kernel.processes().numbered()
                        && target.exitStatus(into),
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
                    return kernel.system().hasKqueue()
                            ? addKqueue(directory)
                            : add(new Watch.OfDirectory(kernel.system(), directory, NO_DESCRIPTOR));
                },
                path);
    }

    private int addKqueue(Directory directory) {
        int descriptor = add(directory);
        try {
            return add(new Watch.OfDirectory(kernel.system(), directory, descriptor));
        } catch (PosixException full) {
            process.descriptors().close(descriptor);
            throw full;
        }
    }

    @Override
    public void drainWatch(int watch) {
        execute(
                Call.READ,
                () -> {
                    if (file(watch).inode() instanceof Watch.OfDirectory directory) {
                        directory.drain();
                    } else {
                        throw PosixException.of(Errno.EINVAL);
                    }
                },
                watch);
    }

    @Override
    public void closeWatch(int watch) {
        execute(
                Call.CLOSE,
                () -> {
                    OpenFile file = process.descriptors().find(watch);
                    process.descriptors().close(watch);
                    if (file != null && file.inode() instanceof Watch.OfDirectory directory) {
                        process.descriptors().close(directory.descriptor());
                    }
                },
                watch);
    }
}
