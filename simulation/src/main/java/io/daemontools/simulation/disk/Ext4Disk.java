package io.daemontools.simulation.disk;

import io.daemontools.simulation.disk.Change.Allocation;
import io.daemontools.simulation.disk.Change.Naming;
import io.daemontools.simulation.disk.Change.Truncation;
import io.daemontools.simulation.file.Choices;
import io.daemontools.simulation.file.Inode;
import io.daemontools.simulation.file.RegularFile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * ext4 with its defaults: {@code data=ordered}, {@code delalloc}, {@code auto_da_alloc}, {@code barrier=1}, {@code commit=5}. The rules are
 * from Linux's Documentation/admin-guide/ext4.rst and Documentation/filesystems/ext4/journal.rst, and where they are silent from
 * fs/ext4 and fs/jbd2.
 *
 * <ul>
 *   <li>Names, modes and truncations are in the journal, in order. It is committed at any moment, and at least every five seconds;
 *       what survives is all up to one commit ("commit").
 *   <li>The data of new blocks is written before the commit that has the blocks and the size ("data=ordered"). So an append loses its
 *       end, but is never zeros. Blocks are allocated at any time after the write ("delalloc"), at the latest 35 seconds after it:
 *       {@code vm.dirty_expire_centisecs} and {@code vm.dirty_writeback_centisecs}.
 *   <li>Data that is written over other data is in no order with anything; a sector is whole.
 *   <li>Blocks are allocated by a rename over an existing file, before it, and by a close after a truncation to nothing
 *       ("auto_da_alloc").
 *   <li>{@code fsync} writes the data of the file and commits the journal up to the last change of the file (ext4_fsync_journal), to its names
 *       too; of a directory, up to the last change in it.
 * </ul>
 *
 * <p>Left out: some versions of Linux have committed the size of an append within a block that was allocated before without its data,
 * so that the file ended in NULs.
 */
final class Ext4Disk extends CachedDisk {
    /** The files that were truncated to nothing, and not closed since. */
    private final Set<RegularFile> truncated = new HashSet<>();

    @Override
    CachedDisk another() {
        return new Ext4Disk();
    }

    @Override
    public void truncating(RegularFile file, int size) {
        super.truncating(file, size);
        if (size == 0) {
            truncated.add(file);
        }
    }

    @Override
    public void closing(RegularFile file) {
        if (truncated.remove(file)) {
            allocate(file);
        }
    }

    @Override
    void replacingByRename(Inode moved) {
        if (moved instanceof RegularFile file) {
            allocate(file);
        }
    }

    /** A commit; data that has expired was given its blocks at the look before, and is in it. */
    @Override
    void writeBack(long moment) {
        int end = 0;
        Map<RegularFile, Integer> allocated = new HashMap<>();
        List<Change> changes = changes();
        for (int i = 0; i < changes.size() && changes.get(i).time() < moment; i++) {
            end = i + 1;
            if (changes.get(i) instanceof Writing writing && writing.time() < moment - INTERVAL - EXPIRY) {
                allocated.put(writing.file(), i + 1);
            }
        }
        commit(end, allocated);
    }

    @Override
    void writeOldest(int count) {
        Map<RegularFile, Integer> allocated = new HashMap<>();
        for (int i = 0; i < count; i++) {
            if (changes().get(i) instanceof Writing writing) {
                allocated.put(writing.file(), i + 1);
            }
        }
        commit(count, allocated);
    }

    @Override
    void synchronize(Inode inode) {
        List<Change> changes = changes();
        int end = 0;
        boolean extended = false;
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            if (change.changes(inode) || (change instanceof Naming naming && naming.names(inode))) {
                end = i + 1;
                extended |= change instanceof Writing writing && writing.extending();
            }
        }
        Map<RegularFile, Integer> allocated = new HashMap<>();
        if (inode instanceof RegularFile file) {
            allocated.put(file, changes.size());
        }
        // Blocks that are allocated now, and the size, are in the running transaction.
        commit(extended ? changes.size() : end, allocated);
    }

    /**
     * Commits the changes before an index.
     *
     * @param allocated the files whose writes before another index have their blocks
     */
    private void commit(int end, Map<RegularFile, Integer> allocated) {
        List<Change> changes = changes();
        Map<RegularFile, Integer> durable = allocations(changes, end);
        allocated.forEach((file, index) -> durable.merge(file, index, Math::max));
        write(index -> changes.get(index) instanceof Writing writing
                ? index < durable.getOrDefault(writing.file(), 0)
                : index < end);
    }

    /** For each file the index before which its writes have their blocks, if the changes before {@code end} are committed. */
    private static Map<RegularFile, Integer> allocations(List<Change> changes, int end) {
        Map<RegularFile, Integer> allocations = new HashMap<>();
        for (int i = 0; i < end; i++) {
            Change change = changes.get(i);
            if (change instanceof Truncation truncation) {
                allocations.put(truncation.file(), i);
            } else if (change instanceof Allocation allocation) {
                allocations.put(allocation.file(), i);
            }
        }
        return allocations;
    }

    @Override
    void survive(State state, List<Change> cached, Choices choices) {
        int end = choices.below(cached.size() + 1);
        new Ext4Survival(state, cached, end, allocations(cached, end)).survive(choices);
    }
}
