package io.daemontools.simulation.unit;

import io.daemontools.simulation.file.Fifo;
import io.daemontools.simulation.file.OpenFile;
import io.daemontools.simulation.kernel.HostedProcess;
import io.daemontools.simulation.kernel.Kernel;
import java.util.List;

/**
 * The descriptors of the process. 0 gives the text that the test has set, and then its end; 1 and 2 take everything; they
 * are not blocking.
 */
public final class OpenFiles {
    private final Kernel kernel;
    private final HostedProcess process;
    private final TransferLimit limit;

    OpenFiles(Kernel kernel, HostedProcess process, TransferLimit limit) {
        this.kernel = kernel;
        this.process = process;
        this.limit = limit;
    }

    /** All that are open. */
    public List<Integer> open() {
        return process.process().descriptors().open();
    }

    /** Whether a program that is executed does not get a descriptor. */
    public boolean closesOnExec(int descriptor) {
        return process.process().descriptors().closesOnExec(descriptor);
    }

    /** Whether calls on a descriptor wait. */
    public boolean blocking(int descriptor) {
        return process.process().descriptors().get(descriptor).blocking();
    }

    /** Limits the bytes that a read of standard input takes. */
    public void readAtMost(int bytes) {
        limit.setMostRead(bytes);
    }

    /** Limits the bytes that a write to a standard stream or a regular file takes, to one at least. */
    public void writeAtMost(int bytes) {
        limit.setMostWritten(bytes);
    }

    /** Sets what {@code statvfs} reports to be free. Writes are not limited by it. */
    public void setAvailable(long bytes) {
        limit.setAvailable(bytes);
    }

    /** Sets how many files {@code statvfs} reports to be free. More can be made. */
    public void setAvailableFiles(long files) {
        limit.setAvailableFiles(files);
    }

    /** Sets how many more bytes regular files take: after that, a write fails with ENOSPC. */
    public void setRoom(long bytes) {
        limit.setRoom(bytes);
    }

    /** Another process at the FIFO or pipe of a descriptor. */
    public FifoPeer fifo(int descriptor) {
        return new FifoPeer(
                (Fifo) process.process().descriptors().get(descriptor).inode());
    }

    /** Replaces a descriptor by the writing end of a pipe, which is blocking; the test reads from the pipe. */
    public FifoPeer pipeAt(int descriptor) {
        Fifo pipe = kernel.files().pipe();
        FifoPeer peer = new FifoPeer(pipe);
        peer.openedByReader();
        process.open(descriptor, OpenFile.writingEnd(pipe));
        return peer;
    }
}
