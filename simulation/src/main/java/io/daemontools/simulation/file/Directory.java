package io.daemontools.simulation.file;

import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.PosixException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A directory: names, in the order in which they were made. */
public final class Directory extends Inode {
    private static final int SIZE = 4096;

    private final Disk disk;
    private final Map<String, Inode> entries = new LinkedHashMap<>();
    private Directory parent;
    private boolean removed;
    private long changes;

    /** A directory below another; the root is below itself ({@code null} here). */
    Directory(long number, int permissions, long birth, Disk disk, Directory parent) {
        super(number, permissions, birth);
        this.disk = disk;
        this.parent = parent == null ? this : parent;
    }

    /** What a name refers to, or null. */
    public Inode get(String name) {
        return entries.get(name);
    }

    /** The names, without {@code .} and {@code ..}. */
    public List<String> names() {
        return new ArrayList<>(entries.keySet());
    }

    /** The directory that it is in. */
    public Directory parent() {
        return parent;
    }

    /** Its absolute path. The name of a removed directory is not known. */
    public String path() {
        StringBuilder path = new StringBuilder();
        for (Directory at = this; at.parent != at; at = at.parent) {
            path.insert(0, '/' + at.name());
        }
        return path.isEmpty() ? "/" : path.toString();
    }

    private String name() {
        return parent.names().stream()
                .filter(name -> parent.get(name) == this)
                .findFirst()
                .orElse("(removed)");
    }

    /** Whether it has been removed; nothing can be made in it any more. */
    public boolean removed() {
        return removed;
    }

    /** Counts the changes of its names, and of its own name. */
    @Override
    public long changes() {
        return changes;
    }

    /** Its own name has changed, or is gone. */
    void renamed() {
        changes++;
    }

    /** Adds a name. */
    void put(String name, Inode inode) {
        if (removed) {
            throw PosixException.of(Errno.ENOENT);
        }
        disk.naming(this, name, inode);
        set(name, inode);
    }

    private void set(String name, Inode inode) {
        Inode replaced = entries.remove(name);
        if (replaced != null) {
            unlinked(replaced);
        }
        entries.put(name, inode);
        inode.addLinks(1);
        if (inode instanceof Directory directory) {
            directory.parent = this;
            directory.renamed();
        }
        changes++;
    }

    /** Removes a name. */
    void remove(String name) {
        disk.naming(this, name, null);
        unlinked(entries.remove(name));
        changes++;
    }

    /** Gives what a name refers to another name instead, perhaps in another directory. */
    void move(String name, Directory to, String newName) {
        if (to.removed) {
            throw PosixException.of(Errno.ENOENT);
        }
        disk.renaming(this, name, to, newName);
        Inode moved = entries.get(name);
        to.set(newName, moved);
        entries.remove(name);
        moved.addLinks(-1);
        changes++;
    }

    private static void unlinked(Inode inode) {
        inode.addLinks(-1);
        if (inode instanceof Directory directory) {
            directory.removed = true;
            directory.renamed();
        }
        inode.unlinked();
    }

    /** Adds a name that is on disk already. */
    void restore(String name, Inode inode) {
        entries.put(name, inode);
        inode.addLinks(1);
    }

    /** Whether it is, or is in, another directory. */
    boolean within(Directory other) {
        for (Directory at = this; ; at = at.parent) {
            if (at == other) {
                return true;
            }
            if (at.parent == at) {
                return false;
            }
        }
    }

    @Override
    protected int type() {
        return FileStatus.DIRECTORY;
    }

    @Override
    public long size() {
        return SIZE;
    }

    /** Two, and one for each directory in it; none once it is removed. */
    @Override
    public int links() {
        return removed
                ? 0
                : 2 + (int) entries.values().stream().filter(Inode::directory).count();
    }

    @Override
    public int read(OpenFile file, byte[] buffer, int offset, int length) {
        throw PosixException.of(Errno.EISDIR);
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
