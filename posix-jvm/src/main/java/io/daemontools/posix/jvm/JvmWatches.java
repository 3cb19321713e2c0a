package io.daemontools.posix.jvm;

import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Files;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.posix.WaitStatus;
import io.daemontools.posix.Watches;

/** The watches of a system that has no call for them: a watch fails with ENOSYS, and nothing is known. */
final class JvmWatches implements Watches {
    /** The implementation for this system. */
    static Watches best(JvmCString path, Descriptors descriptors, Stat stat, Poll poll) {
        if (Constants.linux()) {
            return new LinuxWatches(path, descriptors, stat);
        }
        return Constants.freebsd() || Constants.darwin() ? new KqueueWatches(descriptors, poll) : new JvmWatches();
    }

    @Override
    public int watchProcess(int process) {
        throw PosixException.of(Errno.ENOSYS);
    }

    @Override
    public void signalProcess(int watch, Signal signal) {
        throw PosixException.of(Errno.ENOSYS);
    }

    @Override
    public boolean exitStatus(int watch, WaitStatus into) {
        return false;
    }

    @Override
    public long serialNumber(int process) {
        return Files.UNKNOWN;
    }

    @Override
    public int watchDirectory(CharSequence path) {
        throw PosixException.of(Errno.ENOSYS);
    }

    @Override
    public int watchFile(CharSequence path) {
        throw PosixException.of(Errno.ENOSYS);
    }

    @Override
    public void drainWatch(int watch) {
        throw PosixException.of(Errno.ENOSYS);
    }

    @Override
    public void closeWatch(int watch) {
        throw PosixException.of(Errno.ENOSYS);
    }
}
