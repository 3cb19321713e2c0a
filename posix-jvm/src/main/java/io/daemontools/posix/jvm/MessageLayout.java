package io.daemontools.posix.jvm;

/**
 * The differences between systems in the structures of {@code recvmsg(2)}.
 *
 * @param wide whether the lengths in a {@code struct msghdr} and a {@code struct cmsghdr} have the size of a pointer; else they are an
 *     {@code int} or a {@code socklen_t}
 * @param alignment control messages and what is in them begin at multiples of this
 * @param credentials the type of the control message with the credentials of the sender; systems without one have {@link #NONE}
 * @param process the place of the process in the credentials, in bytes; the user follows
 * @param room the size of all control messages that a datagram may have
 * @param socketLevel SOL_SOCKET
 * @param truncated MSG_TRUNC
 */
record MessageLayout(
        boolean wide, int alignment, int credentials, int process, int room, int socketLevel, int truncated) {
    static final int NONE = -1;

    /** The size of a {@code struct ucred}: process, user, group. */
    private static final int UCRED = 3 * Integer.BYTES;

    private static final int SCM_CREDENTIALS = 2;
    private static final int LINUX_MSG_TRUNC = 0x20;

    /** Other kernels than Linux's: a cluster of 2048 bytes, and credentials with 16 groups. */
    private static final int CLUSTER = 2560;

    /**
     * Linux's kernel closes attached descriptors for which there is no room, and places the credentials first: with room for these
     * alone, this process never has the descriptors.
     */
    static final MessageLayout LINUX = new MessageLayout(
            true,
            CMemory.POINTER,
            SCM_CREDENTIALS,
            0,
            align(CMemory.POINTER + 2 * Integer.BYTES, CMemory.POINTER) + align(UCRED, CMemory.POINTER),
            Constants.of("SocketLevel", "SOL_SOCKET"), // depends on the processor
            LINUX_MSG_TRUNC);

    /** FreeBSD may leave attached descriptors open: there is room for all that fit into one of its messages. */
    static final MessageLayout FREEBSD = new MessageLayout(
            false, CMemory.POINTER, FreeBsd.SCM_CREDS2, FreeBsd.SC_PID, CLUSTER, FreeBsd.SOL_SOCKET, FreeBsd.MSG_TRUNC);

    /** macOS, which has no credentials with a process in it, and the numbers of FreeBSD. */
    static final MessageLayout DARWIN =
            new MessageLayout(false, Integer.BYTES, NONE, 0, CLUSTER, FreeBsd.SOL_SOCKET, FreeBsd.MSG_TRUNC);

    /** That of this system. */
    static MessageLayout here() {
        return Constants.linux() ? LINUX : Constants.darwin() ? DARWIN : FREEBSD;
    }

    private static int align(int size, int alignment) {
        return size + alignment - 1 & -alignment;
    }

    /** Where the next control message begins, after one of this size. */
    int align(int size) {
        return align(size, alignment);
    }

    /** The place of {@code cmsg_level}, which {@code cmsg_type} follows. */
    int level() {
        return wide ? CMemory.POINTER : FreeBsd.CMSG_LEVEL;
    }

    /** The place of what is in a control message. */
    int data() {
        return align(level() + 2 * Integer.BYTES);
    }

    /** The place of {@code msg_flags}. */
    int flags() {
        return wide ? 6 * CMemory.POINTER : FreeBsd.MSG_FLAGS;
    }

    /** Reads a length. */
    long length(long address) {
        return wide ? CMemory.IO.getAddress(address) : Integer.toUnsignedLong(CMemory.IO.getInt(address));
    }

    /** Writes a length. */
    void putLength(long address, int length) {
        if (wide) {
            CMemory.IO.putAddress(address, length);
        } else {
            CMemory.IO.putInt(address, length);
        }
    }
}
