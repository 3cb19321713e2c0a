package io.daemontools.simulation.unit;

import io.daemontools.posix.Bytes;
import io.daemontools.simulation.file.Inode;
import io.daemontools.simulation.file.OpenFile;
import java.util.Arrays;

/** Standard input: a text that is there at once, and then its end. */
final class StandardInput extends Inode {
    private final TransferLimit limit;
    private byte[] bytes = {};
    private int next;

    StandardInput(TransferLimit limit) {
        super(0, 0600, 0);
        this.limit = limit;
    }

    void put(String text) {
        byte[] added = Bytes.of(text);
        int before = bytes.length;
        bytes = Arrays.copyOf(bytes, before + added.length);
        System.arraycopy(added, 0, bytes, before, added.length);
    }

    @Override
    public long size() {
        return 0;
    }

    @Override
    public int read(OpenFile file, byte[] buffer, int offset, int length) {
        int count = Math.min(limit.reading(length), bytes.length - next);
        System.arraycopy(bytes, next, buffer, offset, count);
        next += count;
        return count;
    }
}
