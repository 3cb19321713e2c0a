package io.daemontools.simulation.kernel;

import io.daemontools.posix.Errno;
import io.daemontools.posix.PosixException;
import io.daemontools.simulation.file.OpenFile;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** The descriptors of a process. */
public final class DescriptorTable {
    private static final int INITIAL_SIZE = 16;

    private OpenFile[] files = new OpenFile[INITIAL_SIZE];
    private boolean[] closesOnExec = new boolean[INITIAL_SIZE];

    /** The open file of a descriptor; EBADF. */
    public OpenFile get(int descriptor) {
        OpenFile file = find(descriptor);
        if (file == null) {
            throw PosixException.of(Errno.EBADF);
        }
        return file;
    }

    /** The open file of a descriptor, or null. */
    public OpenFile find(int descriptor) {
        return descriptor >= 0 && descriptor < files.length ? files[descriptor] : null;
    }

    /** The open files, in the order of their descriptors. */
    public List<OpenFile> files() {
        return Arrays.stream(files).filter(Objects::nonNull).toList();
    }

    /** Whether {@code execve} closes a descriptor. */
    public boolean closesOnExec(int descriptor) {
        get(descriptor);
        return closesOnExec[descriptor];
    }

    /** Has a descriptor refer to the open file of another one, which is closed; EBADF. */
    void move(int from, int to, long limit) {
        OpenFile file = get(from);
        if (to < 0 || Long.compareUnsigned(to, limit) >= 0) {
            throw PosixException.of(Errno.EBADF);
        }
        if (from == to) {
            setCloseOnExec(from, false);
        } else {
            set(to, file, false);
            close(from);
        }
    }

    /** The open descriptors. */
    public List<Integer> open() {
        return IntStream.range(0, files.length)
                .filter(i -> files[i] != null)
                .boxed()
                .toList();
    }

    /** How many are open. */
    public int size() {
        int count = 0;
        for (OpenFile file : files) {
            count += file == null ? 0 : 1;
        }
        return count;
    }

    /** Has the lowest free descriptor refer to an open file; EMFILE if it is not below the limit. */
    int add(OpenFile file, boolean closeOnExec, long limit) {
        int lowest = lowestFree(limit);
        set(lowest, file, closeOnExec);
        return lowest;
    }

    /** The lowest free descriptor; EMFILE if it is not below the limit. */
    int lowestFree(long limit) {
        int lowest = 0;
        while (lowest < files.length && files[lowest] != null) {
            lowest++;
        }
        if (Long.compareUnsigned(lowest, limit) >= 0) {
            throw PosixException.of(Errno.EMFILE);
        }
        return lowest;
    }

    /** Has a descriptor refer to an open file, and closes what it referred to. */
    void set(int descriptor, OpenFile file, boolean closeOnExec) {
        if (descriptor >= files.length) {
            int length = Math.max(descriptor + 1, 2 * files.length);
            files = Arrays.copyOf(files, length);
            closesOnExec = Arrays.copyOf(closesOnExec, length);
        }
        OpenFile before = files[descriptor];
        files[descriptor] = file.acquire();
        closesOnExec[descriptor] = closeOnExec;
        release(before);
    }

    /** Whether the process now has the lock of {@code lockf(3)} of a file that it has open for writing. */
    boolean lock(int descriptor) {
        if (!get(descriptor).writing()) {
            throw PosixException.of(Errno.EBADF);
        }
        return get(descriptor).inode().lockFor(this);
    }

    private void release(OpenFile file) {
        if (file != null) {
            file.inode().unlockFor(this);
            file.release();
        }
    }

    /** Sets or clears close-on-exec. */
    void setCloseOnExec(int descriptor, boolean closes) {
        get(descriptor);
        closesOnExec[descriptor] = closes;
    }

    /** Closes a descriptor; nothing if it is not open. */
    void close(int descriptor) {
        OpenFile file = find(descriptor);
        if (file != null) {
            files[descriptor] = null;
            release(file);
        }
    }

    void closeAll() {
        for (int i = 0; i < files.length; i++) {
            close(i);
        }
    }

    void closeOnExec() {
        for (int i = 0; i < files.length; i++) {
            if (closesOnExec[i]) {
                close(i);
            }
        }
    }

    /** A copy for a forked child, without the files that a child does not get. */
    DescriptorTable copyForChild() {
        DescriptorTable copy = new DescriptorTable();
        copy.files = files.clone();
        copy.closesOnExec = closesOnExec.clone();
        for (int i = 0; i < files.length; i++) {
            if (files[i] != null && files[i].inode().inherited()) {
                files[i].acquire();
            } else {
                copy.files[i] = null;
            }
        }
        return copy;
    }
}
