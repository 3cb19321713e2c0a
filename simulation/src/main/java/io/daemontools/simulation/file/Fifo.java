package io.daemontools.simulation.file;

import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.PosixException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A FIFO, or a pipe: a FIFO without a name. As on Linux it consists of sixteen pages: a write first fills the last page, if its
 * last part fits there, then takes new ones. What is in it is lost when nobody has it open.
 */
public final class Fifo extends Inode {
    /** The bytes of a page; also PIPE_BUF: a write of up to that many is in one piece. */
    public static final int PAGE = 4096;

    private static final int PAGES = 16;

    private static final class Page {
        private final byte[] bytes = new byte[PAGE];
        private int from;
        private int to;
    }

    private final Deque<Page> pages = new ArrayDeque<>();
    private int readers;
    private int writers;
    private long writersEver;

    Fifo(long number, int permissions, long birth) {
        super(number, permissions, birth);
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
        int length = 0;
        for (Page page : pages) {
            length += page.to - page.from;
        }
        return length;
    }

    /** {@code stat(2)} reports 0. */
    @Override
    public long size() {
        return 0;
    }

    @Override
    protected int type() {
        return FileStatus.FIFO;
    }

    @Override
    protected void opened(OpenFile file) {
        file.setWritersBefore(writersEver);
        if (file.reading()) {
            readers++;
        }
        if (file.writing()) {
            writers++;
            writersEver++;
        }
    }

    @Override
    protected void closed(OpenFile file) {
        if (file.reading()) {
            readers--;
        }
        if (file.writing()) {
            writers--;
        }
        if (readers == 0 && writers == 0) {
            pages.clear();
        }
    }

    @Override
    public int read(OpenFile file, byte[] buffer, int offset, int length) {
        if (pages.isEmpty()) {
            return writers == 0 || length == 0 ? 0 : Descriptors.WOULD_BLOCK;
        }
        int count = 0;
        while (count < length && !pages.isEmpty()) {
            Page page = pages.element();
            int part = Math.min(length - count, page.to - page.from);
            System.arraycopy(page.bytes, page.from, buffer, offset + count, part);
            page.from += part;
            count += part;
            if (page.from == page.to) {
                pages.remove();
            }
        }
        return count;
    }

    @Override
    public int write(OpenFile file, byte[] buffer, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (readers == 0) {
            throw PosixException.of(Errno.EPIPE);
        }
        int count = 0;
        int odd = length % PAGE;
        if (odd > 0 && !pages.isEmpty() && pages.getLast().to + odd <= PAGE) {
            append(pages.getLast(), buffer, offset, odd);
            count = odd;
        }
        while (count < length && pages.size() < PAGES) {
            Page page = new Page();
            pages.add(page);
            int part = Math.min(PAGE, length - count);
            append(page, buffer, offset + count, part);
            count += part;
        }
        return count == 0 ? Descriptors.WOULD_BLOCK : count;
    }

    private static void append(Page page, byte[] buffer, int offset, int length) {
        System.arraycopy(buffer, offset, page.bytes, page.to, length);
        page.to += length;
    }

    @Override
    public boolean readable() {
        return !pages.isEmpty() || writers == 0;
    }

    /** Readable; or at its end, which it is only after a writer that came after the reader; or, for a writer, without a reader. */
    @Override
    public boolean pollsIn(OpenFile file) {
        if (!file.reading()) {
            return readers == 0;
        }
        return !pages.isEmpty() || (writers == 0 && writersEver != file.writersBefore());
    }

    @Override
    public boolean pollsOut(OpenFile file) {
        return file.writing() && (readers == 0 || pages.size() < PAGES);
    }
}
