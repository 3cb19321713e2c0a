package io.daemontools.simulation.file;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.Datagram;
import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.PosixException;
import io.daemontools.simulation.os.OperatingSystem;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** A Unix datagram socket: what its descriptors refer to. What it has received is lost when the last one is closed. */
public final class DatagramSocket extends Inode {
    private static final int PERMISSIONS = 0777;

    private final OperatingSystem system;
    private final Deque<Message> received = new ArrayDeque<>();
    private boolean bound;
    private boolean closed;

    /** A datagram, a byte a char, and who sent it. */
    private record Message(String text, int process, long user) {}

    /** A socket without a name. */
    public DatagramSocket(OperatingSystem system) {
        super(0, PERMISSIONS, 0);
        this.system = system;
        addLinks(1);
    }

    /** Notes that it has a name; EINVAL if it has one already. */
    void bind() {
        checkUnbound();
        bound = true;
    }

    void checkUnbound() {
        if (bound) {
            throw PosixException.of(Errno.EINVAL);
        }
    }

    /**
     * Another socket sends it a datagram.
     *
     * @param process the sender's process id
     * @param user the sender's user id
     * @return the number of bytes, or {@code WOULD_BLOCK} if it has too many datagrams already
     */
    public int send(byte[] bytes, int offset, int length, int process, long user) {
        if (closed) {
            throw PosixException.of(Errno.ECONNREFUSED);
        }
        if (received.size() > system.mostDatagrams()) {
            if (system.datagramsDiscarded()) {
                throw PosixException.of(Errno.ENOBUFS);
            }
            return Descriptors.WOULD_BLOCK;
        }
        received.add(
                new Message(Bytes.text(Arrays.copyOfRange(bytes, offset, offset + length), length), process, user));
        return length;
    }

    /** Takes the first datagram; returns false if there is none. */
    public boolean receive(Datagram into) {
        Message message = received.poll();
        if (message == null) {
            return false;
        }
        byte[] bytes = Bytes.of(message.text);
        int length = Math.min(bytes.length, into.bytes().length);
        System.arraycopy(bytes, 0, into.bytes(), 0, length);
        into.set(length, length < bytes.length, message.process, message.user);
        return true;
    }

    @Override
    public long size() {
        return 0;
    }

    @Override
    protected int type() {
        return FileStatus.SOCKET;
    }

    @Override
    protected void closed(OpenFile file) {
        closed = true;
        received.clear();
    }

    @Override
    public boolean readable() {
        return !received.isEmpty();
    }

    @Override
    public boolean pollsIn(OpenFile file) {
        return readable();
    }
}
