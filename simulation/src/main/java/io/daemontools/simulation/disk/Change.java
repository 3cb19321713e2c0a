package io.daemontools.simulation.disk;

import io.daemontools.simulation.file.Directory;
import io.daemontools.simulation.file.Inode;
import io.daemontools.simulation.file.RegularFile;
import java.util.List;

/** A change that was made in the cache. */
sealed interface Change permits Change.Naming, Change.Permissions, Change.Truncation, Writing, Change.Allocation {
    /** When it was made, in nanoseconds after the beginning. */
    long time();

    /** What it changes. */
    List<? extends Inode> changed();

    /** Makes it in a state. */
    void apply(State state);

    /** Whether it changes an inode. */
    default boolean changes(Inode inode) {
        return changed().contains(inode);
    }

    /** What a name refers to from now on, or null for nothing. */
    record Entry(Directory directory, String name, Inode inode) {
        boolean sameName(Entry other) {
            return directory == other.directory && name.equals(other.name);
        }
    }

    /** One name, or the two of a rename, which is one change. */
    record Naming(long time, List<Entry> entries) implements Change {
        @Override
        public List<Directory> changed() {
            return entries.stream().map(Entry::directory).distinct().toList();
        }

        @Override
        public void apply(State state) {
            for (Entry entry : entries) {
                state.image(entry.directory).name(entry.name, entry.inode);
            }
        }

        /** Whether a name or link count of an inode changes. */
        boolean names(Inode inode) {
            return entries.stream().anyMatch(entry -> entry.inode == inode);
        }

        boolean overlaps(Naming other) {
            return entries.stream().anyMatch(entry -> other.entries.stream().anyMatch(entry::sameName));
        }
    }

    /** The permission bits. */
    record Permissions(long time, Inode inode, int bits) implements Change {
        @Override
        public List<Inode> changed() {
            return List.of(inode);
        }

        @Override
        public void apply(State state) {
            state.image(inode).setPermissions(bits);
        }
    }

    /** The size, by {@code O_TRUNC}. */
    record Truncation(long time, RegularFile file, int size) implements Change {
        @Override
        public List<RegularFile> changed() {
            return List.of(file);
        }

        @Override
        public void apply(State state) {
            state.image(file).truncate(size);
        }
    }

    /** Blocks for all bytes of a file; nothing by itself. */
    record Allocation(long time, RegularFile file) implements Change {
        @Override
        public List<RegularFile> changed() {
            return List.of(file);
        }

        @Override
        public void apply(State state) {
            // The bytes are changes of their own.
        }
    }
}
