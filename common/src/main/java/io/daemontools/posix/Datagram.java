package io.daemontools.posix;

/** A datagram that {@link Sockets#recvmsg} has received. Mutable, so that a program that receives many reuses one instance. */
public final class Datagram {
    /** What the system does not reveal about a sender. */
    public static final int UNKNOWN = -1;

    private final byte[] bytes;
    private int length;
    private boolean truncated;
    private int process = UNKNOWN;
    private long user = UNKNOWN;

    /** Has room for that many bytes. */
    public Datagram(int size) {
        bytes = new byte[size];
    }

    /**
     * For implementations of {@link Sockets}, which have stored the bytes.
     *
     * @param process the sender's process id; not positive if it is not known
     * @param user the sender's user id, or {@link #UNKNOWN}
     */
    public void set(int length, boolean truncated, int process, long user) {
        this.length = length;
        this.truncated = truncated;
        this.process = process > 0 ? process : UNKNOWN;
        this.user = user;
    }

    /** The bytes, as many as {@link #length}; valid until the next datagram is received. */
    public byte[] bytes() {
        return bytes;
    }

    /** How many bytes it has; 0 is possible. */
    public int length() {
        return length;
    }

    /** Whether it was longer (MSG_TRUNC). */
    public boolean truncated() {
        return truncated;
    }

    /**
     * The process id of the sender when it sent the datagram: it may have exited since. Privileged senders may claim another
     * process. {@link #UNKNOWN} also for a sender outside of this process's PID namespace.
     */
    public int process() {
        return process;
    }

    /** The real user id of the sender, 0 to 2^32 - 1; on Linux it may choose its effective or saved one. Or {@link #UNKNOWN}. */
    public long user() {
        return user;
    }
}
