package io.daemontools.simulation.conformance;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;

/** The calls of a scenario on descriptors. Each is recorded; one that fails returns {@link Trace#FAILED}. */
abstract class DescriptorCalls {
    private static final long MILLISECOND = 1_000_000;
    private static final int BLOCK = 65536;

    final Posix posix;
    final Trace trace;

    /** The descriptors that the scenario has opened and not closed. */
    private final TreeSet<Integer> open = new TreeSet<>();

    DescriptorCalls(Posix posix, Trace trace) {
        this.posix = posix;
        this.trace = trace;
    }

    /** Notes that a descriptor is open, if it is one. */
    final int opened(int descriptor) {
        if (descriptor >= 0) {
            open.add(descriptor);
        }
        return descriptor;
    }

    /** Closes what the scenario has left open. */
    final void closeAll() {
        open.forEach(posix::close);
        open.clear();
    }

    final int openRead(String path) {
        return opened(trace.descriptor("openRead(" + path + ")", () -> posix.openRead(path)));
    }

    final int openReadNoFollow(String path) {
        return opened(trace.descriptor("openReadNoFollow(" + path + ")", () -> posix.openReadNoFollow(path)));
    }

    final int openWrite(String path) {
        return opened(trace.descriptor("openWrite(" + path + ")", () -> posix.openWrite(path)));
    }

    final int openReadWriteExisting(String path) {
        return opened(trace.descriptor("openReadWriteExisting(" + path + ")", () -> posix.openReadWriteExisting(path)));
    }

    final int openAppend(String path) {
        return opened(trace.descriptor("openAppend(" + path + ")", () -> posix.openAppend(path)));
    }

    final int openAppendExisting(String path) {
        return opened(trace.descriptor("openAppendExisting(" + path + ")", () -> posix.openAppendExisting(path)));
    }

    final int openTruncate(String path) {
        return opened(trace.descriptor("openTruncate(" + path + ")", () -> posix.openTruncate(path)));
    }

    final int openReadWrite(String path) {
        return opened(trace.descriptor("openReadWrite(" + path + ")", () -> posix.openReadWrite(path)));
    }

    final String pread(int descriptor, int length, long position) {
        return input(
                "pread at " + position,
                descriptor,
                length,
                (file, buffer, offset, size) -> posix.pread(file, buffer, offset, size, position));
    }

    final int pwrite(int descriptor, String text, long position) {
        return output(
                "pwrite at " + position,
                descriptor,
                text,
                (file, buffer, offset, size) -> posix.pwrite(file, buffer, offset, size, position));
    }

    /** Reads at most so many bytes; the result is empty at the end, and null for EAGAIN and for a failure. */
    final String read(int descriptor, int length) {
        return input("read", descriptor, length, posix::read);
    }

    final String readInterruptibly(int descriptor, int length) {
        return input("readInterruptibly", descriptor, length, posix::readInterruptibly);
    }

    /** {@code read} or {@code write}. */
    private interface Transfer {
        int run(int descriptor, byte[] buffer, int offset, int length);
    }

    private String input(String name, int descriptor, int length, Transfer call) {
        String[] text = new String[1];
        trace.result(
                name + "(" + trace.descriptor(descriptor) + ", " + length + ")",
                () -> {
                    byte[] buffer = new byte[length];
                    int count = call.run(descriptor, buffer, 0, length);
                    if (count == Posix.WOULD_BLOCK) {
                        return "EAGAIN";
                    }
                    text[0] = new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
                    return Trace.quoted(text[0]);
                },
                null);
        return text[0];
    }

    final int write(int descriptor, String text) {
        return output("write", descriptor, text, posix::write);
    }

    final int writeNow(int descriptor, String text) {
        return output("writeNow", descriptor, text, posix::writeNow);
    }

    final int writeAll(int descriptor, String text) {
        return output("writeAll", descriptor, text, posix::writeAll);
    }

    private int output(String name, int descriptor, String text, Transfer call) {
        byte[] bytes = Bytes.of(text);
        int[] count = {Trace.FAILED};
        trace.result(
                name + "(" + trace.descriptor(descriptor) + ", " + Trace.quoted(text) + ")",
                () -> {
                    count[0] = call.run(descriptor, bytes, 0, bytes.length);
                    return count[0] == Posix.WOULD_BLOCK ? "EAGAIN" : Integer.toString(count[0]);
                },
                null);
        return count[0];
    }

    /** Reads until the end or EAGAIN, as one line of the record. */
    final String readAll(int descriptor) {
        String[] text = {""};
        trace.result(
                "readAll(" + trace.descriptor(descriptor) + ")",
                () -> {
                    text[0] = rest(descriptor);
                    return Trace.quoted(text[0]);
                },
                null);
        return text[0];
    }

    /** What can be read up to the end or EAGAIN. */
    final String rest(int descriptor) {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[BLOCK];
        int count = posix.read(descriptor, buffer, 0, BLOCK);
        while (count > 0) {
            text.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
            count = posix.read(descriptor, buffer, 0, BLOCK);
        }
        return text.toString();
    }

    final void close(int... descriptors) {
        for (int descriptor : descriptors) {
            trace.call("close(" + trace.descriptor(descriptor) + ")", () -> posix.close(descriptor));
            closed(descriptor);
        }
    }

    /** Notes that a descriptor is closed. */
    final void closed(int descriptor) {
        open.remove(descriptor);
    }

    /** The end to read from and the end to write to; both failed if there is no pipe. */
    final int[] pipe() {
        int[] ends = {Trace.FAILED, Trace.FAILED};
        trace.result(
                "pipe()",
                () -> {
                    posix.pipe(ends);
                    return trace.descriptors(ends);
                },
                null);
        opened(ends[0]);
        opened(ends[1]);
        return ends;
    }

    /** A pipe with both ends non-blocking. */
    final int[] nonBlockingPipe() {
        int[] ends = pipe();
        setBlocking(ends[0], false);
        setBlocking(ends[1], false);
        return ends;
    }

    final void closeOnExec(int descriptor) {
        trace.call("closeOnExec(" + trace.descriptor(descriptor) + ")", () -> posix.closeOnExec(descriptor));
    }

    final void inherit(int descriptor) {
        trace.call("inherit(" + trace.descriptor(descriptor) + ")", () -> posix.inherit(descriptor));
    }

    final void move(int from, int to) {
        trace.call("move(" + trace.descriptors(from, to) + ")", () -> {
            posix.move(from, to);
            open.remove(from);
            opened(to);
        });
    }

    final int dup(int descriptor) {
        return opened(trace.descriptor("dup(" + trace.descriptor(descriptor) + ")", () -> posix.dup(descriptor)));
    }

    final void setBlocking(int descriptor, boolean blocking) {
        trace.call(
                "setBlocking(" + trace.descriptor(descriptor) + ", " + blocking + ")",
                () -> posix.setBlocking(descriptor, blocking));
    }

    final void lseek(int descriptor, long offset) {
        trace.call(
                "lseek(" + trace.descriptor(descriptor) + ", " + offset + ")", () -> posix.lseek(descriptor, offset));
    }

    final void fsync(int descriptor) {
        trace.call("fsync(" + trace.descriptor(descriptor) + ")", () -> posix.fsync(descriptor));
    }

    final void chmod(int descriptor, int mode) {
        trace.call(
                "chmod(" + trace.descriptor(descriptor) + ", " + Trace.octal(mode) + ")",
                () -> posix.chmod(descriptor, mode));
    }

    final void stat(int descriptor) {
        trace.result(
                "stat(" + trace.descriptor(descriptor) + ")",
                () -> {
                    FileStatus status = new FileStatus();
                    posix.stat(descriptor, status);
                    return shown(status);
                },
                null);
    }

    /** A file's status as far as it is the same everywhere: size and links of directories depend on the file system. */
    static String shown(FileStatus status) {
        String mode = Trace.octal(status.permissions());
        if (status.directory()) {
            return "directory " + mode;
        }
        return (status.socket() ? "socket " : status.fifo() ? "FIFO " : "file ") + mode + ", " + status.size()
                + " bytes, links: " + status.links();
    }

    final void tryLock(int descriptor) {
        trace.call("tryLock(" + trace.descriptor(descriptor) + ")", () -> posix.tryLock(descriptor));
    }

    final void lock(int descriptor) {
        trace.call("lock(" + trace.descriptor(descriptor) + ")", () -> posix.lock(descriptor));
    }

    final void lockf(int descriptor) {
        trace.call("lockf(" + trace.descriptor(descriptor) + ")", () -> posix.lockf(descriptor));
    }

    /** Waits without a limit, or for so many milliseconds, until one of the descriptors is ready. */
    final boolean[] poll(int milliseconds, int... descriptors) {
        boolean[] ready = new boolean[descriptors.length];
        trace.result(
                "poll(" + trace.descriptors(descriptors) + "; " + milliseconds + " ms)",
                () -> {
                    posix.poll(descriptors, ready, milliseconds * MILLISECOND);
                    StringBuilder which = new StringBuilder();
                    for (int i = 0; i < ready.length; i++) {
                        if (ready[i]) {
                            which.append(which.isEmpty() ? "" : ", ").append(trace.descriptor(descriptors[i]));
                        }
                    }
                    return which.isEmpty() ? "none ready" : which + " ready";
                },
                null);
        return ready;
    }

    /** Opens a file again and again until that fails, and records only the failure. */
    final void openUntilFailure(String path) {
        trace.call("openRead(" + path + ") again and again", () -> {
            while (true) {
                opened(posix.openRead(path));
            }
        });
    }

    /** The highest descriptor that the scenario has open. */
    final int highestOpen() {
        return open.last();
    }

    /** Whether a descriptor is open. */
    final boolean isOpen(int descriptor) {
        try {
            posix.stat(descriptor, new FileStatus());
            return true;
        } catch (PosixException ignored) {
            return false;
        }
    }
}
