package io.daemontools.posix;

import java.util.Arrays;

/** A regular file. */
final class FakeFile extends FakeNode {
    private byte[] content;

    FakeFile(int permissions, byte[] content) {
        super(permissions);
        this.content = content;
    }

    byte[] content() {
        return content;
    }

    void truncate() {
        content = new byte[0];
    }

    @Override
    long size() {
        return content.length;
    }

    @Override
    int read(long position, byte[] buffer, int offset, int length) {
        int count = (int) Math.max(0, Math.min(length, content.length - position));
        if (count > 0) {
            System.arraycopy(content, (int) position, buffer, offset, count);
        }
        return count;
    }

    @Override
    int write(long position, byte[] buffer, int offset, int length) {
        int end = (int) position + length;
        if (end > content.length) {
            content = Arrays.copyOf(content, end);
        }
        System.arraycopy(buffer, offset, content, (int) position, length);
        return length;
    }
}
