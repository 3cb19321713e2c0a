package io.daemontools.service;

import io.daemontools.time.Tai64nLabel;

/**
 * The 18 bytes of a status: TAI64N stamp, process id (4 bytes, little-endian), paused flag, wanted state.
 *
 * <p>Written at exactly this length, which every daemontools reads; read from this length on, since daemontools-encore
 * adds two bytes.
 */
public final class StatusCodec {
    /** A status's size in bytes. */
    public static final int SIZE = 18;

    private static final int PID = Tai64nLabel.PACKED;
    private static final int PAUSED = PID + 4;
    private static final int WANT = PAUSED + 1;

    private StatusCodec() {}

    /**
     * Puts a status into {@code bytes}.
     *
     * @param since the wall clock when the process started or ended, nanoseconds since 1970
     */
    public static void encode(long since, int pid, boolean paused, Want want, byte[] bytes) {
        Tai64nLabel.pack(since, bytes, 0);
        for (int i = 0; i < 4; i++) {
            bytes[PID + i] = (byte) (pid >>> (8 * i));
        }
        bytes[PAUSED] = (byte) (paused ? 1 : 0);
        bytes[WANT] = (byte) want.code();
    }

    /** The process id of the status at the start of {@code bytes}: an unsigned number. */
    static int pid(byte[] bytes) {
        return (int) LittleEndian.get(4, bytes, PID);
    }

    /** Whether the service was paused. */
    static boolean paused(byte[] bytes) {
        return bytes[PAUSED] != 0;
    }

    /** The byte of what is wanted. */
    static char want(byte[] bytes) {
        return (char) (bytes[WANT] & 0xff);
    }

    /** Reads the status at the start of {@code bytes}. */
    public static SuperviseStatus decode(byte[] bytes) {
        long pid = 0;
        for (int i = 3; i >= 0; i--) {
            pid = (pid << 8) | (bytes[PID + i] & 0xff);
        }
        return new SuperviseStatus(
                Tai64nLabel.unpackSeconds(bytes, 0), pid, bytes[PAUSED] != 0, (char) (bytes[WANT] & 0xff));
    }
}
