package io.daemontools.simulation.unit;

import io.daemontools.simulation.file.Disk;
import io.daemontools.simulation.file.RegularFile;

/**
 * How many bytes a read of standard input, and a write to a standard stream or a regular file, transfers at most; and how many bytes and files
 * are reported to be free.
 */
final class TransferLimit implements Disk {
    private int mostRead = Integer.MAX_VALUE;
    private int mostWritten = Integer.MAX_VALUE;
    private long available = Long.MAX_VALUE;
    private long availableFiles = Long.MAX_VALUE;

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
        return writing(length);
    }
}
