package io.daemontools.simulation.disk;

import io.daemontools.simulation.file.Directory;
import io.daemontools.simulation.file.Inode;
import io.daemontools.simulation.file.RegularFile;
import io.daemontools.simulation.file.SurvivingState;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** An inode as it is on disk. Bytes beyond the size may be there before the size is. */
final class Image {
    private int permissions;
    private byte[] content = {};
    private int size;
    private Map<String, Inode> names = Map.of();

    /** How many changes are in the cache only. */
    private int cached;

    /** An inode that is on disk as it is in the cache. */
    Image(Inode inode) {
        permissions = inode.permissions();
        if (inode instanceof RegularFile file) {
            content = file.bytes();
            size = content.length;
        } else if (inode instanceof Directory directory) {
            names = SurvivingState.CACHED.names(directory);
        }
    }

    Image(Image other) {
        permissions = other.permissions;
        content = other.content.clone();
        size = other.size;
        names = new LinkedHashMap<>(other.names);
    }

    void added() {
        cached++;
    }

    /** A change less; whether there is none any more. */
    boolean removed() {
        cached--;
        return cached == 0;
    }

    int permissions() {
        return permissions;
    }

    void setPermissions(int bits) {
        permissions = bits;
    }

    byte[] bytes() {
        return Arrays.copyOf(content, size);
    }

    int size() {
        return size;
    }

    Map<String, Inode> names() {
        return names;
    }

    void name(String name, Inode inode) {
        names.remove(name);
        if (inode != null) {
            names.put(name, inode);
        }
    }

    /** Bytes, but not the size. */
    void put(int at, byte[] bytes, int from, int to) {
        if (at + to > content.length) {
            content = Arrays.copyOf(content, Math.max(at + to, 2 * content.length));
        }
        System.arraycopy(bytes, from, content, at + from, to - from);
    }

    /** The size, if it is less. */
    void grow(int atLeast) {
        size = Math.max(size, atLeast);
    }

    void truncate(int length) {
        if (length < content.length) {
            Arrays.fill(content, length, content.length, (byte) 0);
        }
        size = length;
    }
}
