package io.daemontools.posix.jvm;

import static io.daemontools.posix.jvm.CFunction.INT;
import static io.daemontools.posix.jvm.CFunction.LONG;
import static io.daemontools.posix.jvm.CFunction.POINTER;
import static io.daemontools.posix.jvm.CMemory.IO;

import io.daemontools.posix.Datagram;
import io.daemontools.posix.Descriptors;

/** A {@code struct msghdr} for {@code recvmsg(2)}, with one block and control messages. Its memory is reused. */
final class SocketMessage {
    /** Offsets in a {@code struct msghdr}: addresses, and numbers with at most as many bytes, padded. The last two are not, except on Linux. */
    private static final int BLOCKS = 2 * CMemory.POINTER;

    private static final int BLOCK_COUNT = 3 * CMemory.POINTER;
    private static final int CONTROL = 4 * CMemory.POINTER;
    private static final int CONTROL_SIZE = 5 * CMemory.POINTER;
    private static final int FLAGS = 5 * CMemory.POINTER + (Constants.linux() ? CMemory.POINTER : Integer.BYTES);
    private static final int HEADER_SIZE = 7 * CMemory.POINTER;

    /** Size of a {@code struct iovec}. */
    private static final int BLOCK_SIZE = 2 * CMemory.POINTER;

    /** Offsets in a {@code struct cmsghdr}: its length is a {@code size_t} on Linux, a {@code socklen_t} on other systems. */
    private static final int LEVEL = Constants.linux() ? CMemory.POINTER : Integer.BYTES;

    private static final int TYPE = LEVEL + Integer.BYTES;

    /** Control messages and what is in them begin at multiples of this. */
    private static final int ALIGNMENT = Constants.darwin() ? Integer.BYTES : CMemory.POINTER;

    private static final int DATA = align(TYPE + Integer.BYTES);

    /** Size of a {@code struct ucred}: process, user, group. */
    private static final int UCRED_SIZE = 3 * Integer.BYTES;

    /** Offset of the process, which the user follows: {@code sc_version} is before it in FreeBSD's {@code struct sockcred2}. */
    private static final int PROCESS = Constants.linux() ? 0 : Integer.BYTES;

    /**
     * The size of all control messages of a datagram. Linux's kernel closes attached descriptors for which there is no room, and
     * places the credentials first: with room for these alone, this process never has the descriptors. Other kernels may leave such
     * descriptors open: room for all that fit into one of their messages, a cluster of 2048 bytes, and for credentials with 16 groups.
     */
    private static final int ROOM = Constants.linux() ? DATA + align(UCRED_SIZE) : 2560;

    private static final int SOL_SOCKET = Constants.of("SocketLevel", "SOL_SOCKET");

    /** The same on all systems. */
    private static final int SCM_RIGHTS = 1;

    /** SCM_CREDENTIALS; SCM_CREDS2 of FreeBSD's {@code sys/socket.h}. */
    private static final int SCM_CREDENTIALS = Constants.linux() ? 2 : 8;

    private static final int MSG_TRUNC = Constants.of("SocketMessage", "MSG_TRUNC");

    /** Of {@code sys/socket.h}; macOS has none. */
    private static final int MSG_CMSG_CLOEXEC = Constants.linux() ? 0x40000000 : Constants.freebsd() ? 0x00040000 : 0;

    private static final CFunction RECVMSG = CFunction.of("recvmsg", LONG, INT, POINTER, INT);

    private final Descriptors descriptors;
    private final long header = CMemory.allocate(HEADER_SIZE + BLOCK_SIZE);
    private final long control = CMemory.allocate(ROOM);

    /** Memory for the bytes; 0 at first. */
    private long block;

    private int blockLength;

    SocketMessage(Descriptors descriptors) {
        this.descriptors = descriptors;
    }

    private static int align(int size) {
        return size + ALIGNMENT - 1 & -ALIGNMENT;
    }

    /** Reads a number that is a {@code size_t} on Linux, and an {@code int} or a {@code socklen_t} on other systems. */
    private static long size(long address) {
        return Constants.linux() ? IO.getAddress(address) : IO.getInt(address);
    }

    private static void putSize(long address, int size) {
        if (Constants.linux()) {
            IO.putAddress(address, size);
        } else {
            IO.putInt(address, size);
        }
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
        putSize(header + BLOCK_COUNT, 1);
        IO.putAddress(header + CONTROL, control);
        putSize(header + CONTROL_SIZE, ROOM);
        return RECVMSG.call(socket, header, MSG_CMSG_CLOEXEC);
    }

    /** Stores the bytes and the sender of the datagram received last, and closes the descriptors that came with it. */
    void unpack(int count, Datagram into) {
        int process = Datagram.UNKNOWN;
        long user = Datagram.UNKNOWN;
        long end = control + size(header + CONTROL_SIZE);
        for (long item = control; end - item >= DATA; item += Math.max(DATA, align((int) size(item)))) {
            long data = item + DATA;
            long itemEnd = Math.min(end, item + size(item));
            if (IO.getInt(item + LEVEL) == SOL_SOCKET) {
                int type = IO.getInt(item + TYPE);
                if (type == SCM_RIGHTS) {
                    closeAll(data, itemEnd);
                } else if (type == SCM_CREDENTIALS && itemEnd - data >= PROCESS + 2L * Integer.BYTES) {
                    process = IO.getInt(data + PROCESS);
                    user = Integer.toUnsignedLong(IO.getInt(data + PROCESS + Integer.BYTES));
                }
            }
        }
        IO.getByteArray(block, into.bytes(), 0, count);
        into.set(count, (IO.getInt(header + FLAGS) & MSG_TRUNC) != 0, process, user);
    }

    private void closeAll(long from, long to) {
        for (long at = from; to - at >= Integer.BYTES; at += Integer.BYTES) {
            descriptors.close(IO.getInt(at));
        }
    }
}
