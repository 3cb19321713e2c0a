package io.daemontools.simulation.unit;

import io.daemontools.posix.Errno;
import io.daemontools.posix.PosixException;
import io.daemontools.simulation.file.Disk;
import io.daemontools.simulation.file.RegularFile;

/**
 * How many bytes a read of standard input, and a write to a standard stream or a regular file, transfers at most; how many bytes and files
 * are reported to be free; and for how many more bytes there is room.
 */
final class TransferLimit implements Disk {
    private int mostRead = Integer.MAX_VALUE;
    private int mostWritten = Integer.MAX_VALUE;
    private long available = Long.MAX_VALUE;
    private long availableFiles = Long.MAX_VALUE;
    private long room = Long.MAX_VALUE;

    void setMostRead(int bytes) {
        mostRead = bytes;
    }

    void setMostWritten(int bytes) {
        mostWritten = bytes;
    }

    int reading(int length) {
        return Math.min(length, mostRead);
    }

    int writing(int length) {
        return Math.min(length, mostWritten);
    }

    void setAvailable(long bytes) {
        available = bytes;
    }

    void setAvailableFiles(long files) {
        availableFiles = files;
    }

    void setRoom(long bytes) {
        room = bytes;
    }

    @Override
    public long available() {
        return available;
    }

    @Override
    public long availableFiles() {
        return availableFiles;
    }

    @Override
    public int writing(RegularFile file, int at, byte[] bytes, int from, int length) {
        if (room == 0 && length > 0) {
            throw PosixException.of(Errno.ENOSPC);
        }
        int count = (int) Math.min(writing(length), room);
        room -= count;
        return count;
    }
}
