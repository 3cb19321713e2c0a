package io.daemontools.simulation.kernel;

import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Errno;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Resource;
import io.daemontools.simulation.file.Fifo;
import io.daemontools.simulation.file.Inode;
import io.daemontools.simulation.file.OpenFile;
import io.daemontools.simulation.file.Place;
import io.daemontools.simulation.file.RegularFile;
import io.daemontools.simulation.file.SymbolicLink;

/** The calls that open files. */
abstract class OpenCalls extends Calls implements Descriptors {
    private static final int APPEND_MODE = 0600;
    private static final int TRUNCATE_MODE = 0644;

    OpenCalls(SimulatedProcess process, Kernel kernel) {
        super(process, kernel);
    }

    final int add(OpenFile file) {
        return process.descriptors().add(file, true, limit());
    }

    final long limit() {
        return process.limits().soft(Resource.OPEN_FILES);
    }

    @Override
    public final int openRead(CharSequence path) {
        return perform(
                Call.OPEN,
                () -> {
                    process.descriptors().lowestFree(limit());
                    Inode inode = follow(path).present();
                    inode.check(who(), Inode.READ);
                    return add(OpenFile.forReading(inode));
                },
                path,
                Strace.READING);
    }

    @Override
    public final int openReadNoFollow(CharSequence path) {
        return perform(
                Call.OPEN,
                () -> {
                    process.descriptors().lowestFree(limit());
                    Inode inode = find(path).present();
                    if (inode instanceof SymbolicLink) {
                        throw PosixException.of(kernel.system().linkNotFollowed());
                    }
                    inode.check(who(), Inode.READ);
                    return add(OpenFile.forReading(inode));
                },
                path,
                Strace.READING_NO_LINK);
    }

    @Override
    public final int openWrite(CharSequence path) {
        return perform(Call.OPEN, () -> openExisting(path, false), path, Strace.WRITING);
    }

    @Override
    public final int openReadWriteExisting(CharSequence path) {
        return perform(
                Call.OPEN,
                () -> {
                    process.descriptors().lowestFree(limit());
                    Inode inode = follow(path).present();
                    if (inode.directory()) {
                        throw PosixException.of(Errno.EISDIR);
                    }
                    inode.check(who(), Inode.READ | Inode.WRITE);
                    return add(OpenFile.forReadingAndWriting(inode));
                },
                path,
                Strace.READING_AND_WRITING);
    }

    @Override
    public final int openAppendExisting(String path) {
        return perform(Call.OPEN, () -> openExisting(path, true), path, Strace.APPENDING);
    }

    @Override
    public final int openAppend(String path) {
        return perform(Call.OPEN_CREATE, () -> create(path, APPEND_MODE, true), path, Strace.APPENDING_NEW);
    }

    @Override
    public final int openTruncate(String path) {
        return perform(
                Call.OPEN_CREATE,
                () -> {
                    int descriptor = create(path, TRUNCATE_MODE, false);
                    if (file(descriptor).inode() instanceof RegularFile file && file.size() > 0) {
                        file.truncate(0);
                    }
                    return descriptor;
                },
                path,
                Strace.TRUNCATING);
    }

    /** Opens a file, or makes one, which may be written to whatever its permissions. */
    private int create(String path, int mode, boolean appending) {
        process.descriptors().lowestFree(limit());
        Place place = follow(path);
        if (place.inode() != null) {
            return addWriting(place.inode(), appending);
        }
        if (place.slash()) {
            throw PosixException.of(Errno.EISDIR);
        }
        return add(OpenFile.forWriting(kernel.files().create(place, mode & ~process.umask(), who()), appending));
    }

    @Override
    public final int openReadWrite(String path) {
        return perform(
                Call.OPEN_READ_WRITE,
                () -> {
                    process.descriptors().lowestFree(limit());
                    Place place = find(path);
                    Inode inode = place.inode();
                    if (inode == null) {
                        return add(OpenFile.forReadingAndWriting(
                                kernel.files().create(place, APPEND_MODE & ~process.umask(), who())));
                    }
                    if (inode instanceof SymbolicLink) {
                        throw PosixException.of(kernel.system().linkNotFollowed());
                    }
                    if (inode.directory()) {
                        throw PosixException.of(Errno.EISDIR);
                    }
                    inode.check(who(), Inode.READ);
                    inode.check(who(), Inode.WRITE);
                    return add(OpenFile.forReadingAndWriting(inode));
                },
                path,
                Strace.READING_AND_WRITING_NEW);
    }

    private int openExisting(CharSequence path, boolean appending) {
        process.descriptors().lowestFree(limit());
        return addWriting(follow(path).present(), appending);
    }

    private int addWriting(Inode inode, boolean appending) {
        if (inode.directory()) {
            throw PosixException.of(Errno.EISDIR);
        }
        inode.check(who(), Inode.WRITE);
        if (inode instanceof Fifo fifo && fifo.readers() == 0) {
            throw PosixException.of(Errno.ENXIO);
        }
        return add(OpenFile.forWriting(inode, appending));
    }
}
