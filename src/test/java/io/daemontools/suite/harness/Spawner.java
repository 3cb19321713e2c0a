package io.daemontools.suite.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Starts processes while no file is being written. Else a process that was just forked by another thread would still have
 * a new {@code run} open for writing when supervise executes it, which fails with "text busy".
 */
final class Spawner {

    private static final ReadWriteLock LOCK = new ReentrantReadWriteLock(true);

    static {
        InheritedSignals.restoreDefaults();
    }

    private Spawner() {}

    /** An action that writes files. */
    @FunctionalInterface
    interface Action<T> {
        T run() throws IOException;
    }

    static Process start(ProcessBuilder builder) {
        return locked(LOCK.readLock(), builder::start);
    }

    static <T> T writing(Action<T> action) {
        return locked(LOCK.writeLock(), action);
    }

    private static <T> T locked(Lock lock, Action<T> action) {
        lock.lock();
        try {
            return action.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }
}
