package io.daemontools.simulation.unit;

import io.daemontools.posix.Bytes;
import io.daemontools.simulation.file.Inode;
import io.daemontools.simulation.file.OpenFile;
import java.io.ByteArrayOutputStream;

/** Standard output or standard error: keeps what is written to it. */
final class StandardOutput extends Inode {
    private final TransferLimit limit;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    StandardOutput(TransferLimit limit) {
        super(0, 0600, 0);
        this.limit = limit;
    }

    String text() {
        return Bytes.text(written.toByteArray(), written.size());
    }

    @Override
    public long size() {
        return written.size();
    }

    @Override
    public int write(OpenFile file, byte[] buffer, int offset, int length) {
        int count = limit.writing(length);
        written.write(buffer, offset, count);
        return count;
    }
}
