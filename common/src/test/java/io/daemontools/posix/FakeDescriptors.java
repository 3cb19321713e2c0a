package io.daemontools.posix;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** {@link FakePosix}'s calls on descriptors. 0 is an empty pipe, 1 and 2 are files, until a test sets something else. */
public final class FakeDescriptors implements Descriptors {
    /** The descriptor that is readable while signals wait. */
    static final int SIGNALS = 900;

    /** As on Linux. */
    private static final int PIPE_BUF = 4096;

    private final FakeCalls calls;
    private final FakeTree tree;
    private final FakeClocks clocks;
    private final FakeSignals signals;
    private final Map<Integer, FakeDescriptor> open = new TreeMap<>();
    private final Set<FakeNode> lockedByOthers = new HashSet<>();
    private final Map<FakeNode, FakeDescriptor> locks = new HashMap<>();
    private int mostRead = Integer.MAX_VALUE;
    private int mostWritten = Integer.MAX_VALUE;

    FakeDescriptors(FakeCalls calls, FakeTree tree, FakeClocks clocks, FakeSignals signals) {
        this.calls = calls;
        this.tree = tree;
        this.clocks = clocks;
        this.signals = signals;
        open.put(0, inherited(new FakeDescriptor(new FakeFifo(0600), true, false, false, true)));
        open.put(1, inherited(new FakeDescriptor(new FakeFile(0600, new byte[0]), false, true, true, true)));
        open.put(2, inherited(new FakeDescriptor(new FakeFile(0600, new byte[0]), false, true, true, true)));
    }

    /** The open file behind a descriptor. */
    public FakeDescriptor get(int descriptor) {
        FakeDescriptor found = open.get(descriptor);
        if (found == null) {
            throw PosixException.of(Errno.EBADF);
        }
        return found;
    }

    /** The open descriptors. */
    public Set<Integer> open() {
        return Set.copyOf(open.keySet());
    }

    /** Limits the bytes of each read and write. With 0 they return {@link #WOULD_BLOCK}. */
    public void transferAtMost(int read, int written) {
        mostRead = read;
        mostWritten = written;
    }

    /** Another process holds the lock of a file. */
    public void lockedByAnother(String path) {
        lockedByOthers.add(tree.find(path, true).present());
    }

    @Override
    public int openRead(CharSequence path) {
        calls.made("openRead", path);
        return add(tree.find(path.toString(), true).present(), true, false, false);
    }

    @Override
    public int openWrite(CharSequence path) {
        calls.made("openWrite", path);
        return add(writable(tree.find(path.toString(), true).present()), false, true, false);
    }

    @Override
    public int openReadWrite(CharSequence path) {
        calls.made("openReadWrite", path);
        return add(tree.find(path.toString(), true).present(), true, true, false);
    }

    @Override
    public int openAppend(String path) {
        calls.made("openAppend", path);
        return add(writable(made(path, 0600)), false, true, true);
    }

    @Override
    public int openAppendExisting(String path) {
        calls.made("openAppendExisting", path);
        return add(writable(tree.find(path, true).present()), false, true, true);
    }

    @Override
    public int openTruncate(String path) {
        calls.made("openTruncate", path);
        FakeNode node = writable(made(path, 0644));
        if (node instanceof FakeFile file) {
            file.truncate();
        }
        return add(node, false, true, false);
    }

    @Override
    public int read(int descriptor, byte[] buffer, int offset, int length) {
        calls.made("read", descriptor, length);
        return mostRead == 0 ? WOULD_BLOCK : get(descriptor).read(buffer, offset, Math.min(length, mostRead));
    }

    @Override
    public int write(int descriptor, byte[] buffer, int offset, int length) {
        calls.made("write", descriptor, length);
        return mostWritten == 0 ? WOULD_BLOCK : get(descriptor).write(buffer, offset, Math.min(length, mostWritten));
    }

    /** A test's standard input never waits. */
    @Override
    public int readInterruptibly(int descriptor, byte[] buffer, int offset, int length) {
        return read(descriptor, buffer, offset, length);
    }

    @Override
    public int writeNow(int descriptor, byte[] buffer, int offset, int length) {
        calls.made("writeNow", descriptor, length);
        FakeDescriptor open = get(descriptor);
        return open.node().writable() ? write(descriptor, buffer, offset, Math.min(length, PIPE_BUF)) : WOULD_BLOCK;
    }

    @Override
    public void close(int descriptor) {
        calls.made("close", descriptor);
        FakeDescriptor closed = open.remove(descriptor);
        if (closed != null) {
            closed.close();
            locks.values().remove(closed);
        }
    }

    @Override
    public void pipe(int[] ends) {
        calls.made("pipe");
        FakeFifo pipe = new FakeFifo(0600);
        ends[0] = add(new FakeDescriptor(pipe, true, false, false, true));
        ends[1] = add(new FakeDescriptor(pipe, false, true, false, true));
    }

    @Override
    public void inherit(int descriptor) {
        calls.made("inherit", descriptor);
        get(descriptor).setInherited();
    }

    @Override
    public void move(int from, int to) {
        calls.made("move", from, to);
        FakeDescriptor moved = get(from);
        moved.setInherited();
        if (from != to) {
            close(to);
            open.put(to, open.remove(from));
        }
    }

    @Override
    public int dup(int descriptor) {
        calls.made("dup", descriptor);
        FakeDescriptor copied = get(descriptor);
        int copy = add(copied);
        copied.shared();
        return copy;
    }

    @Override
    public void setBlocking(int descriptor, boolean blocking) {
        calls.made("setBlocking", descriptor, blocking);
        get(descriptor).setBlocking(blocking);
    }

    @Override
    public void lseek(int descriptor, long offset) {
        calls.made("lseek", descriptor, offset);
        get(descriptor).seek(offset);
    }

    @Override
    public void fsync(int descriptor) {
        calls.made("fsync", descriptor);
        get(descriptor);
    }

    @Override
    public void chmod(int descriptor, int mode) {
        calls.made("chmod", descriptor, Integer.toOctalString(mode));
        get(descriptor).node().setPermissions(mode);
    }

    @Override
    public void stat(int descriptor, FileStatus into) {
        calls.made("stat", descriptor);
        get(descriptor).node().describe(into);
    }

    @Override
    public void tryLock(int descriptor) {
        calls.made("tryLock", descriptor);
        FakeDescriptor locking = get(descriptor);
        FakeDescriptor holder = locks.putIfAbsent(locking.node(), locking);
        if (lockedByOthers.contains(locking.node()) || (holder != null && holder != locking)) {
            throw PosixException.of(Errno.EAGAIN);
        }
    }

    /** In a test no other process releases it. */
    @Override
    public void lock(int descriptor) {
        tryLock(descriptor);
    }

    @Override
    public void poll(int[] descriptors, boolean[] ready, long nanoseconds) {
        calls.made("poll", nanoseconds);
        clocks.passUntil(nanoseconds, () -> IntStream.of(descriptors).anyMatch(this::readable));
        for (int i = 0; i < descriptors.length; i++) {
            ready[i] = readable(descriptors[i]);
        }
    }

    /** The FIFO or pipe of a descriptor. */
    public FakeFifo fifo(int descriptor) {
        return (FakeFifo) get(descriptor).node();
    }

    /** Makes a standard stream the writing end of a pipe, and returns the pipe. */
    public FakeFifo pipeAt(int descriptor) {
        FakeFifo pipe = new FakeFifo(0600);
        pipe.openedByReader();
        open.put(descriptor, inherited(new FakeDescriptor(pipe, false, true, false, true)))
                .close();
        return pipe;
    }

    /** What was written to a descriptor that began as a file. */
    String written(int descriptor) {
        FakeFile file = (FakeFile) get(descriptor).node();
        return new String(file.content(), StandardCharsets.ISO_8859_1);
    }

    private boolean readable(int descriptor) {
        if (descriptor < 0) {
            return false;
        }
        return descriptor == SIGNALS ? signals.waiting() : get(descriptor).readable();
    }

    private FakeNode made(String path, int permissions) {
        FakeTree.Place place = tree.find(path, true);
        if (place.node() != null) {
            return place.node();
        }
        FakeNode file = new FakeFile(tree.withUmask(permissions), new byte[0]);
        place.put(file);
        return file;
    }

    private static FakeNode writable(FakeNode node) {
        if (node instanceof FakeDirectory) {
            throw PosixException.of(Errno.EISDIR);
        }
        if (node instanceof FakeFifo fifo && !fifo.read()) {
            throw PosixException.of(Errno.ENXIO);
        }
        return node;
    }

    private static FakeDescriptor inherited(FakeDescriptor standard) {
        standard.setInherited();
        return standard;
    }

    private int add(FakeNode node, boolean reading, boolean writing, boolean appending) {
        return add(new FakeDescriptor(node, reading, writing, appending, false));
    }

    int add(FakeDescriptor opened) {
        int lowest = 0;
        while (open.containsKey(lowest)) {
            lowest++;
        }
        open.put(lowest, opened);
        return lowest;
    }
}
