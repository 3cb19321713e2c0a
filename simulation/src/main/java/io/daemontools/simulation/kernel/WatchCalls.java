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
import io.daemontools.simulation.file.SymbolicLink;

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
                    return watch(directory);
                },
                path);
    }

    @Override
    public int watchFile(CharSequence path) {
        return perform(
                Call.INOTIFY_FILE,
                () -> {
                    Inode file = find(path).present();
                    if (file instanceof SymbolicLink && kernel.system().hasKqueue()) {
                        throw PosixException.of(kernel.system().linkNotFollowed());
                    }
                    return watch(file);
                },
                path);
    }

    private int watch(Inode file) {
        file.check(who(), Inode.READ);
        return kernel.system().hasKqueue()
                ? addKqueue(file)
                : add(new Watch.OfFile(kernel.system(), file, NO_DESCRIPTOR));
    }

    private int addKqueue(Inode file) {
        int descriptor = add(file);
        try {
            return add(new Watch.OfFile(kernel.system(), file, descriptor));
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
                    if (file(watch).inode() instanceof Watch.OfFile changes) {
                        changes.drain();
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
                    if (file != null && file.inode() instanceof Watch.OfFile watched) {
                        process.descriptors().close(watched.descriptor());
                    }
                },
                watch);
    }
}
