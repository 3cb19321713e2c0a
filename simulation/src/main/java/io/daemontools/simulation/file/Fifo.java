package io.daemontools.simulation.file;

import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.PosixException;
import io.daemontools.simulation.os.OperatingSystem;

/**
 * A FIFO, or a pipe: a FIFO without a name. What is in it is lost when nobody has it open.
 *
 * <p>Where it ends is a matter of the system. On Linux it ends as long as it has no writer, and a write fails as long as it has no
 * reader. On FreeBSD one flag, for both directions, is set when the last reader or the last writer closes it, and cleared by the
 * next first one of either. Not compared: {@code fs/fifofs/fifo_vnops.c}, PIPE_EOF in {@code kern/sys_pipe.c}.
 */
public final class Fifo extends Inode {
    private final OperatingSystem system;
    private final boolean named;
    private final PipeBuffer buffer;
    private int readers;
    private int writers;

    /** How many writers it has had, on Linux; how many times its last writer has closed it, on FreeBSD. */
    private long writersEver;

    /** FreeBSD's flag. */
    private boolean ended;

    private Fifo(long number, int permissions, long birth, OperatingSystem system, boolean named) {
        super(number, permissions, birth);
        this.system = system;
        this.named = named;
        buffer = PipeBuffer.of(system);
    }

    /** A FIFO. */
    static Fifo named(long number, int permissions, long birth, OperatingSystem system) {
        return new Fifo(number, permissions, birth, system, true);
    }

    /** A pipe, which has one link on Linux. */
    static Fifo pipe(long number, long birth, OperatingSystem system) {
        Fifo pipe = new Fifo(number, system.pipesHaveSizes() ? 0 : 0600, birth, system, false);
        pipe.addLinks(system.pipesHaveSizes() ? 0 : 1);
        return pipe;
    }

    private boolean linux() {
        return system == OperatingSystem.LINUX;
    }

    /** How many open files read from it. */
    public int readers() {
        return readers;
    }

    /** How many open files write to it. */
    public int writers() {
        return writers;
    }

    /** How many bytes are in it. */
    public int length() {
        return buffer.length();
    }

    /** {@code stat(2)} reports 0, but for pipes on FreeBSD. */
    @Override
    public long size() {
        return !named && system.pipesHaveSizes() ? buffer.length() : 0;
    }

    @Override
    protected int type() {
        return FileStatus.FIFO;
    }

    @Override
    protected void opened(OpenFile file) {
        boolean first = (file.reading() && readers == 0) || (file.writing() && writers == 0);
        ended &= !first;
        file.setWritersBefore(countAtOpen());
        if (file.reading()) {
            readers++;
        }
        if (file.writing()) {
            writers++;
            writersEver += linux() ? 1 : 0;
        }
    }

    /** A reader that comes when there is a writer sees its end. */
    private long countAtOpen() {
        return linux() ? (writers > 0 ? -1 : writersEver) : writersEver - writers;
    }

    @Override
    protected void closed(OpenFile file) {
        if (file.reading()) {
            readers--;
            ended |= readers == 0;
        }
        if (file.writing()) {
            writers--;
            ended |= writers == 0;
            writersEver += !linux() && writers == 0 ? 1 : 0;
        }
        if (readers == 0 && writers == 0) {
            buffer.clear();
            ended = false;
        }
    }

    private boolean atEnd() {
        return linux() ? writers == 0 : ended;
    }

    private boolean broken() {
        return linux() ? readers == 0 : ended;
    }

    @Override
    public int read(OpenFile file, byte[] into, int offset, int length) {
        if (buffer.length() == 0) {
            return atEnd() || length == 0 ? 0 : Descriptors.WOULD_BLOCK;
        }
        return buffer.read(into, offset, length);
    }

    @Override
    public int write(OpenFile file, byte[] from, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (broken()) {
            throw PosixException.of(Errno.EPIPE);
        }
        int count = buffer.write(from, offset, length);
        return count == 0 ? Descriptors.WOULD_BLOCK : count;
    }

    @Override
    public boolean readable() {
        return buffer.length() > 0 || atEnd();
    }

    /** Readable; or at its end, which it is only after a writer that came after the reader; or, for a writer, without a reader. */
    @Override
    public boolean pollsIn(OpenFile file) {
        if (!file.reading()) {
            return broken();
        }
        return buffer.length() > 0 || (atEnd() && writersEver != file.writersBefore());
    }

    @Override
    public boolean pollsOut(OpenFile file) {
        return file.writing() && (broken() || buffer.hasRoom());
    }
}
