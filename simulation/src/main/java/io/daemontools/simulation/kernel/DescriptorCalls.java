package io.daemontools.simulation.kernel;

import io.daemontools.posix.Clocks;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.simulation.file.Directory;
import io.daemontools.simulation.file.Fifo;
import io.daemontools.simulation.file.Inode;
import io.daemontools.simulation.file.OpenFile;
import io.daemontools.simulation.file.RegularFile;
import java.util.function.Supplier;

/** The calls on descriptors. */
final class DescriptorCalls extends OpenCalls {
    private static final Strace.Argument INHERITED = Strace.symbol("F_SETFD");
    private static final Strace.Argument CLOSE_ON_EXEC = Strace.symbol("FD_CLOEXEC");
    private static final Strace.Argument STATUS_FLAGS = Strace.symbol("F_SETFL");
    private static final Strace.Argument BLOCKING = Strace.symbol("0");
    private static final Strace.Argument NON_BLOCKING = Strace.symbol("O_NONBLOCK");
    private static final Strace.Argument POLL_WRITING = Strace.symbol("POLLOUT");
    private static final long MILLISECOND = Clocks.SECOND / 1000;

    DescriptorCalls(SimulatedProcess process, Kernel kernel) {
        super(process, kernel);
    }

    @Override
    public int pread(int descriptor, byte[] buffer, int offset, int length, long position) {
        return transfer(
                Call.PREAD,
                () -> file(descriptor).read(buffer, offset, length, position),
                descriptor,
                Strace.read(buffer, offset),
                length,
                position);
    }

    @Override
    public int pwrite(int descriptor, byte[] buffer, int offset, int length, long position) {
        return transfer(
                Call.PWRITE,
                () -> file(descriptor).write(buffer, offset, length, position),
                descriptor,
                Strace.written(buffer, offset, length),
                length,
                position);
    }

    @Override
    public int read(int descriptor, byte[] buffer, int offset, int length) {
        return read(descriptor, buffer, offset, length, false);
    }

    @Override
    public int readInterruptibly(int descriptor, byte[] buffer, int offset, int length) {
        return read(descriptor, buffer, offset, length, true);
    }

    private int read(int descriptor, byte[] buffer, int offset, int length, boolean interruptible) {
        return transfer(
                Call.READ,
                () -> read(file(descriptor), buffer, offset, length, interruptible),
                descriptor,
                Strace.read(buffer, offset),
                length);
    }

    /** A call that may be made to fail with EAGAIN, which is no exception. */
    private int transfer(Call call, Supplier<Integer> effect, Object... arguments) {
        try {
            return perform(call, effect, arguments);
        } catch (PosixException error) {
            if (error.errno() == Errno.EAGAIN) {
                return WOULD_BLOCK;
            }
            throw error;
        }
    }

    private int read(OpenFile file, byte[] buffer, int offset, int length, boolean interruptible) {
        int count = file.read(buffer, offset, length);
        boolean interrupted = false;
        while (count == WOULD_BLOCK && file.blocking() && !interrupted) {
            interrupted =
                    kernel.await(process, () -> file.inode().readable(), SimulatedProcess.NO_DEADLINE, interruptible);
            count = interrupted ? WOULD_BLOCK : file.read(buffer, offset, length);
        }
        if (count > 0) {
            for (Observer observer : kernel.observers()) {
                observer.read(process, file, buffer, offset, count);
            }
        }
        return count;
    }

    @Override
    public int write(int descriptor, byte[] buffer, int offset, int length) {
        return transfer(
                Call.WRITE,
                () -> write(file(descriptor), buffer, offset, length),
                descriptor,
                Strace.written(buffer, offset, length),
                length);
    }

    private int write(OpenFile file, byte[] buffer, int offset, int length) {
        int written = 0;
        while (true) {
            int count = writeOnce(file, buffer, offset + written, length - written, written);
            if (count > 0) {
                for (Observer observer : kernel.observers()) {
                    observer.written(process, file, buffer, offset + written, count);
                }
                written += count;
            }
            if (count != WOULD_BLOCK && (written >= length || count == 0)) {
                return written;
            }
            if (!file.blocking()) {
                return written == 0 ? WOULD_BLOCK : written;
            }
            if (count == WOULD_BLOCK) {
                kernel.await(process, () -> file.inode().pollsOut(file), SimulatedProcess.NO_DEADLINE, false);
            }
        }
    }

    /** A pipe that breaks after a part was written ends the call with that part, and breaks it with the next one. */
    private int writeOnce(OpenFile file, byte[] buffer, int offset, int length, int before) {
        try {
            return file.write(buffer, offset, length);
        } catch (PosixException error) {
            if (error.errno() == Errno.EPIPE) {
                kernel.signals().send(process, Signal.PIPE);
                process.checkAlive();
            }
            if (before > 0) {
                return 0;
            }
            throw error;
        }
    }

    @Override
    public int writeNow(int descriptor, byte[] buffer, int offset, int length) {
        boolean room = perform(
                Call.POLL,
                () -> {
                    OpenFile file = process.descriptors().find(descriptor);
                    return file == null || file.inode().pollsOut(file);
                },
                descriptor,
                POLL_WRITING,
                0);
        return room
                ? write(
                        descriptor,
                        buffer,
                        offset,
                        Math.min(length, kernel.system().pipeBuf()))
                : WOULD_BLOCK;
    }

    @Override
    public void close(int descriptor) {
        execute(Call.CLOSE, () -> process.descriptors().close(descriptor), descriptor);
    }

    @Override
    public void pipe(int[] ends) {
        execute(
                Call.PIPE,
                () -> {
                    Fifo pipe = kernel.files().pipe();
                    int reading = add(OpenFile.readingEnd(pipe));
                    try {
                        ends[1] = add(OpenFile.writingEnd(pipe));
                    } catch (PosixException full) {
                        process.descriptors().close(reading);
                        throw full;
                    }
                    ends[0] = reading;
                },
                Strace.pipe(ends));
    }

    @Override
    public void inherit(int descriptor) {
        execute(Call.FCNTL, () -> process.descriptors().setCloseOnExec(descriptor, false), descriptor, INHERITED, 0);
    }

    @Override
    public void closeOnExec(int descriptor) {
        execute(
                Call.FCNTL,
                () -> process.descriptors().setCloseOnExec(descriptor, true),
                descriptor,
                INHERITED,
                CLOSE_ON_EXEC);
    }

    @Override
    public void move(int from, int to) {
        execute(Call.MOVE, () -> process.descriptors().move(from, to, limit()), from, to);
    }

    @Override
    public int dup(int descriptor) {
        return perform(Call.DUP, () -> process.descriptors().add(file(descriptor), false, limit()), descriptor);
    }

    @Override
    public void setBlocking(int descriptor, boolean blocking) {
        execute(
                Call.FCNTL,
                () -> file(descriptor).setBlocking(blocking),
                descriptor,
                STATUS_FLAGS,
                blocking ? BLOCKING : NON_BLOCKING);
    }

    @Override
    public void lseek(int descriptor, long offset) {
        execute(Call.LSEEK, () -> file(descriptor).seek(offset), descriptor, offset);
    }

    @Override
    public void fsync(int descriptor) {
        execute(Call.FSYNC, () -> file(descriptor).inode().sync(), descriptor);
    }

    @Override
    public void chmod(int descriptor, int mode) {
        execute(
                Call.FCHMOD,
                () -> kernel.files().chmod(file(descriptor).inode(), mode, who()),
                descriptor,
                Strace.mode(mode));
    }

    @Override
    public void stat(int descriptor, FileStatus into) {
        execute(Call.FSTAT, () -> file(descriptor).inode().describe(into), descriptor, Strace.status(into));
    }

    @Override
    public void tryLock(int descriptor) {
        execute(
                Call.FLOCK,
                () -> {
                    if (!lockNow(file(descriptor))) {
                        throw PosixException.of(Errno.EAGAIN);
                    }
                },
                descriptor,
                Strace.TRY_LOCK);
    }

    @Override
    public void lock(int descriptor) {
        execute(
                Call.FLOCK,
                () -> {
                    OpenFile file = file(descriptor);
                    while (!lockNow(file)) {
                        kernel.await(
                                process, () -> file.inode().lockHolder() == null, SimulatedProcess.NO_DEADLINE, false);
                    }
                },
                descriptor,
                Strace.LOCK);
    }

    @Override
    public void lockf(int descriptor) {
        execute(
                Call.LOCKF,
                () -> {
                    if (!process.descriptors().lock(descriptor)) {
                        throw PosixException.of(Errno.EAGAIN);
                    }
                },
                descriptor,
                Strace.F_TLOCK);
    }

    private boolean lockNow(OpenFile file) {
        Inode inode = file.inode();
        if (!kernel.system().locksAnything() && !(inode instanceof RegularFile) && !(inode instanceof Directory)) {
            throw PosixException.of(Errno.EOPNOTSUPP);
        }
        if (inode.lockHolder() != null && inode.lockHolder() != file) {
            return false;
        }
        inode.setLockHolder(file);
        return true;
    }

    @Override
    public void poll(int[] descriptors, boolean[] ready, long nanoseconds) {
        perform(
                Call.POLL,
                () -> {
                    long deadline = nanoseconds < 0
                            ? SimulatedProcess.NO_DEADLINE
                            : kernel.timeline().after(roundUp(nanoseconds));
                    if (nanoseconds != 0 && !anyReady(descriptors)) {
                        kernel.await(process, () -> anyReady(descriptors), deadline, true);
                    }
                    int count = 0;
                    for (int i = 0; i < descriptors.length; i++) {
                        ready[i] = ready(descriptors[i]);
                        count += ready[i] ? 1 : 0;
                    }
                    return count;
                },
                Strace.polled(descriptors, ready),
                Strace.duration(nanoseconds));
    }

    private static long roundUp(long nanoseconds) {
        long odd = nanoseconds % MILLISECOND;
        return odd == 0 ? nanoseconds : nanoseconds - odd + MILLISECOND;
    }

    private boolean anyReady(int[] descriptors) {
        for (int descriptor : descriptors) {
            if (ready(descriptor)) {
                return true;
            }
        }
        return false;
    }

    /** One that is not open is POLLNVAL. */
    private boolean ready(int descriptor) {
        if (descriptor < 0) {
            return false;
        }
        boolean output = (descriptor & FOR_OUTPUT) != 0;
        OpenFile file = process.descriptors().find(output ? descriptor - FOR_OUTPUT : descriptor);
        return file == null
                || (output ? file.inode().pollsOut(file) : file.inode().pollsIn(file));
    }
}
