package io.daemontools.simulation.kernel;

import io.daemontools.simulation.file.Inode;
import io.daemontools.simulation.file.OpenFile;

/** {@code /dev/null}. */
final class NullDevice extends Inode {
    NullDevice() {
        super(0, 0666, 0);
    }

    @Override
    public long size() {
        return 0;
    }

    @Override
    public int read(OpenFile file, byte[] buffer, int offset, int length) {
        return 0;
    }

    @Override
    public int write(OpenFile file, byte[] buffer, int offset, int length) {
        return length;
    }
}
