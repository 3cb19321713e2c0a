package io.daemontools.suite.harness;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The 18 bytes of {@code supervise/status}, decoded here so that the suite does not depend on the code under test.
 *
 * @param since when the process id last changed
 * @param pid the service's process id, 0 when it is down
 * @param paused whether it was stopped by {@code svc -p}
 * @param want {@code u}, {@code d}, or 0 when supervise wants neither
 */
public record Status(Instant since, int pid, boolean paused, char want) {

    /** The file's size. */
    public static final int SIZE = 18;

    /** TAI64's label of 1970-01-01 00:00:00 UTC, without leap seconds. */
    private static final long EPOCH = (1L << 62) + 10;

    static Status read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length != SIZE) {
            throw new IOException(file + " has " + bytes.length + " bytes");
        }
        ByteBuffer stamp = ByteBuffer.wrap(bytes);
        Instant since = Instant.ofEpochSecond(stamp.getLong() - EPOCH, stamp.getInt());
        int pid = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(12);
        return new Status(since, pid, bytes[16] == 1, (char) bytes[17]);
    }

    /** Whether there is a process. */
    public boolean up() {
        return pid != 0;
    }
}
