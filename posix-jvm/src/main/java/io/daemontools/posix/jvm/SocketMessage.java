package io.daemontools.posix.jvm;

import static io.daemontools.posix.jvm.CFunction.INT;
import static io.daemontools.posix.jvm.CFunction.LONG;
import static io.daemontools.posix.jvm.CFunction.POINTER;
import static io.daemontools.posix.jvm.CMemory.IO;

import io.daemontools.posix.Datagram;
import io.daemontools.posix.Descriptors;
import java.util.function.IntConsumer;

/** A {@code struct msghdr} for {@code recvmsg(2)}, with one block and control messages. Its memory is reused. */
final class SocketMessage {
    /** Places in a {@code struct msghdr}: addresses, and numbers with at most as many bytes, padded. */
    static final int BLOCKS = 2 * CMemory.POINTER;

    static final int BLOCK_COUNT = 3 * CMemory.POINTER;
    static final int CONTROL = 4 * CMemory.POINTER;
    static final int CONTROL_SIZE = 5 * CMemory.POINTER;
    private static final int HEADER_SIZE = 7 * CMemory.POINTER;

    /** Size of a {@code struct iovec}. */
    private static final int BLOCK_SIZE = 2 * CMemory.POINTER;

    /** The same on all systems. */
    static final int SCM_RIGHTS = 1;

    /** Of {@code sys/socket.h}; macOS has none. */
    private static final int MSG_CMSG_CLOEXEC =
            Constants.linux() ? 0x40000000 : Constants.freebsd() ? FreeBsd.MSG_CMSG_CLOEXEC : 0;

    private static final CFunction RECVMSG = CFunction.of("recvmsg", LONG, INT, POINTER, INT);

    private static final MessageLayout LAYOUT = MessageLayout.here();

    private final IntConsumer close;
    private final long header = CMemory.allocate(HEADER_SIZE + BLOCK_SIZE);
    private final long control = CMemory.allocate(LAYOUT.room());

    /** Memory for the bytes; 0 at first. */
    private long block;

    private int blockLength;

    SocketMessage(Descriptors descriptors) {
        close = descriptors::close;
    }

    /** Receives up to {@code length} bytes; returns their number, or -1 for a failure. */
    int receive(int socket, int length) {
        if (block == 0 || blockLength < length) {
            IO.freeMemory(block);
            block = CMemory.allocate(Math.max(1, length));
            blockLength = length;
        }
        long blocks = header + HEADER_SIZE;
        IO.putAddress(blocks, block);
        IO.putAddress(blocks + CMemory.POINTER, length);
        IO.setMemory(header, HEADER_SIZE, (byte) 0);
        IO.putAddress(header + BLOCKS, blocks);
        LAYOUT.putLength(header + BLOCK_COUNT, 1);
        IO.putAddress(header + CONTROL, control);
        LAYOUT.putLength(header + CONTROL_SIZE, LAYOUT.room());
        return RECVMSG.call(socket, header, MSG_CMSG_CLOEXEC);
    }

    /** Stores the bytes and the sender of the datagram received last, and closes the descriptors that came with it. */
    void unpack(int count, Datagram into) {
        IO.getByteArray(block, into.bytes(), 0, count);
        unpack(LAYOUT, header, count, close, into);
    }

    /**
     * Stores what a {@code struct msghdr} has about a datagram.
     *
     * @param count the number of bytes of the datagram
     * @param close called with each descriptor that came with it
     */
    static void unpack(MessageLayout layout, long header, int count, IntConsumer close, Datagram into) {
        int process = Datagram.UNKNOWN;
        long user = Datagram.UNKNOWN;
        int start = layout.data();
        long control = IO.getAddress(header + CONTROL);
        long end = control + layout.length(header + CONTROL_SIZE);
        for (long item = control;
                end - item >= start;
                item += Math.max(start, layout.align((int) layout.length(item)))) {
            long data = item + start;
            long itemEnd = Math.min(end, item + layout.length(item));
            if (IO.getInt(item + layout.level()) == layout.socketLevel()) {
                int type = IO.getInt(item + layout.level() + Integer.BYTES);
                if (type == SCM_RIGHTS) {
                    closeAll(close, data, itemEnd);
                } else if (type == layout.credentials() && itemEnd - data >= layout.process() + 2L * Integer.BYTES) {
                    process = IO.getInt(data + layout.process());
                    user = Integer.toUnsignedLong(IO.getInt(data + layout.process() + Integer.BYTES));
                }
            }
        }
        into.set(count, (IO.getInt(header + layout.flags()) & layout.truncated()) != 0, process, user);
    }

    private static void closeAll(IntConsumer close, long from, long to) {
        for (long at = from; to - at >= Integer.BYTES; at += Integer.BYTES) {
            close.accept(IO.getInt(at));
        }
    }
}
