package io.daemontools.simulation.file;

import io.daemontools.simulation.os.OperatingSystem;
import java.util.ArrayDeque;
import java.util.Deque;

/** What is in a pipe. */
interface PipeBuffer {
    /** How many bytes are in it. */
    int length();

    /** Takes bytes out of it; returns how many. */
    int read(byte[] buffer, int offset, int length);

    /** Puts bytes into it; returns how many, 0 if there is no room for what must be in one piece. */
    int write(byte[] buffer, int offset, int length);

    /** Whether {@code poll(2)} for POLLOUT reports room. */
    boolean hasRoom();

    /** Empties it. */
    void clear();

    /** An empty one. */
    static PipeBuffer of(OperatingSystem system) {
        return system == OperatingSystem.LINUX ? new Pages() : new Ring();
    }

    /** Linux's: sixteen pages. A write first fills the last page, if its last part fits there, then takes new ones. */
    final class Pages implements PipeBuffer {
        private static final int PAGE = OperatingSystem.LINUX.pipeBuf();
        private static final int COUNT = 16;

        private static final class Page {
            private final byte[] bytes = new byte[PAGE];
            private int from;
            private int to;
        }

        private final Deque<Page> pages = new ArrayDeque<>();

        @Override
        public int length() {
            int length = 0;
            for (Page page : pages) {
                length += page.to - page.from;
            }
            return length;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
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
        public int write(byte[] buffer, int offset, int length) {
            int count = 0;
            int odd = length % PAGE;
            if (odd > 0 && !pages.isEmpty() && pages.getLast().to + odd <= PAGE) {
                append(pages.getLast(), buffer, offset, odd);
                count = odd;
            }
            while (count < length && pages.size() < COUNT) {
                Page page = new Page();
                pages.add(page);
                int part = Math.min(PAGE, length - count);
                append(page, buffer, offset + count, part);
                count += part;
            }
            return count;
        }

        private static void append(Page page, byte[] buffer, int offset, int length) {
            System.arraycopy(buffer, offset, page.bytes, page.to, length);
            page.to += length;
        }

        @Override
        public boolean hasRoom() {
            return pages.size() < COUNT;
        }

        @Override
        public void clear() {
            pages.clear();
        }
    }

    /**
     * FreeBSD's: a ring of at most 64 KB. A write of at most PIPE_BUF bytes is in one piece, a longer one takes what room there is;
     * {@code poll(2)} reports room for PIPE_BUF bytes. Not compared: {@code kern/sys_pipe.c}, BIG_PIPE_SIZE in {@code sys/pipe.h}. A
     * blocking write of 8192 bytes and more, which is copied from process to process, is not simulated.
     */
    final class Ring implements PipeBuffer {
        private static final int SIZE = 65536;
        private static final int PIPE_BUF = OperatingSystem.FREEBSD.pipeBuf();

        private final byte[] bytes = new byte[SIZE];
        private int out;
        private int length;

        @Override
        public int length() {
            return length;
        }

        @Override
        public int read(byte[] buffer, int offset, int wanted) {
            int count = Math.min(wanted, length);
            for (int i = 0; i < count; i++) {
                buffer[offset + i] = bytes[(out + i) % SIZE];
            }
            out = (out + count) % SIZE;
            length -= count;
            return count;
        }

        @Override
        public int write(byte[] buffer, int offset, int wanted) {
            int room = SIZE - length;
            int count = wanted <= PIPE_BUF && wanted > room ? 0 : Math.min(wanted, room);
            for (int i = 0; i < count; i++) {
                bytes[(out + length + i) % SIZE] = buffer[offset + i];
            }
            length += count;
            return count;
        }

        @Override
        public boolean hasRoom() {
            return SIZE - length >= PIPE_BUF;
        }

        @Override
        public void clear() {
            length = 0;
        }
    }
}
