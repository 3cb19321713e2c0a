package io.daemontools.simulation.file;

import io.daemontools.posix.Bytes;
import io.daemontools.simulation.program.Program;
import java.util.Arrays;

/** A regular file: bytes, and for an executable the program that it holds. */
public final class RegularFile extends Inode {
    private static final int INITIAL_SIZE = 64;

    private final Disk disk;
    private final Program program;
    private byte[] content = new byte[INITIAL_SIZE];
    private int size;
    private int openFiles;
    private long changes;

    RegularFile(long number, int permissions, long birth, Disk disk, Program program) {
        super(number, permissions, birth);
        this.disk = disk;
        this.program = program;
    }

    /** The program that it holds, or null: then it may be a script. */
    public Program program() {
        return program;
    }

    @Override
    public long size() {
        return size;
    }

    /** A copy of its bytes. */
    public byte[] bytes() {
        return Arrays.copyOf(content, size);
    }

    /** Its bytes as text, one char a byte. */
    public String text() {
        return Bytes.text(content, size);
    }

    /** Counts the changes of its content, and its removal. */
    @Override
    public long changes() {
        return changes;
    }

    /** Sets the bytes as they are on disk. */
    void restore(byte[] bytes) {
        content = bytes.clone();
        size = bytes.length;
    }

    @Override
    protected void opened(OpenFile file) {
        openFiles++;
    }

    @Override
    protected void closed(OpenFile file) {
        openFiles--;
        if (file.writing()) {
            disk.closing(this);
        }
        unlinked();
    }

    @Override
    void unlinked() {
        if (openFiles == 0 && links() == 0) {
            changes++;
            disk.freeing(this);
        }
    }

    /** Cuts it to that size, or extends it with NUL. */
    public void truncate(int length) {
        disk.truncating(this, length);
        ensure(length);
        Arrays.fill(content, Math.min(size, length), Math.max(size, length), (byte) 0);
        changes++;
        size = length;
    }

    @Override
    public int read(OpenFile file, byte[] buffer, int offset, int length) {
        if (file.offset() >= size) {
            return 0;
        }
        int from = (int) file.offset();
        int count = Math.min(length, size - from);
        System.arraycopy(content, from, buffer, offset, count);
        return count;
    }

    @Override
    public int write(OpenFile file, byte[] buffer, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        int at = (int) file.offset();
        int count = disk.writing(this, at, buffer, offset, length);
        ensure(at + count);
        System.arraycopy(buffer, offset, content, at, count);
        size = Math.max(size, at + count);
        changes++;
        return count;
    }

    private void ensure(int length) {
        if (length > content.length) {
            content = Arrays.copyOf(content, Math.max(length, 2 * content.length));
        }
    }

    @Override
    public boolean seekable() {
        return true;
    }

    @Override
    public void sync() {
        disk.syncing(this);
    }
}
