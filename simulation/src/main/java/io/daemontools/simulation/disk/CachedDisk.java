package io.daemontools.simulation.disk;

import io.daemontools.posix.Clocks;
import io.daemontools.simulation.disk.Change.Allocation;
import io.daemontools.simulation.disk.Change.Entry;
import io.daemontools.simulation.disk.Change.Naming;
import io.daemontools.simulation.disk.Change.Permissions;
import io.daemontools.simulation.disk.Change.Truncation;
import io.daemontools.simulation.file.Choices;
import io.daemontools.simulation.file.Directory;
import io.daemontools.simulation.file.Disk;
import io.daemontools.simulation.file.Inode;
import io.daemontools.simulation.file.RegularFile;
import io.daemontools.simulation.file.SurvivingState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;

/** A disk with a cache, and with a capacity. Its profile is the subclass. */
public abstract class CachedDisk implements Disk {
    /** How often the cache is looked at: Linux's {@code vm.dirty_writeback_centisecs}, and ext4's {@code commit}. */
    static final long INTERVAL = 5 * Clocks.SECOND;

    /** How old a change may be before it is written at the next look: Linux's {@code vm.dirty_expire_centisecs}. */
    static final long EXPIRY = 30 * Clocks.SECOND;

    private static final int MAX_CHANGES = 4096;

    /** What is on disk. */
    private final State durable = new State();

    private final Space space = new Space();
    private List<Change> changes = new ArrayList<>();
    private LongSupplier clock = () -> 0;
    private long lastLook;
    private long version;

    /** Writes what is due at a moment, a multiple of {@link #INTERVAL}. */
    abstract void writeBack(long moment);

    /** Writes about that many of the oldest changes, as memory is short. */
    abstract void writeOldest(int count);

    /** Makes durable what {@code fsync} of an inode does. */
    abstract void synchronize(Inode inode);

    /** Makes what survives a power cut in a copy of what is on disk. */
    abstract void survive(State state, List<Change> cached, Choices choices);

    /** A disk of the same profile. */
    abstract CachedDisk another();

    /** Sets its capacity, in blocks of 4096 bytes. It may be less than what is on it: then it is full. */
    public final void setCapacity(long blocks) {
        space.setCapacity(blocks);
    }

    /** How many changes are not durable. */
    public final int cachedChanges() {
        return changes.size();
    }

    @Override
    public final void attach(Directory root, LongSupplier itsClock) {
        clock = itsClock;
        space.count(root);
    }

    @Override
    public final int writing(RegularFile file, int at, byte[] bytes, int from, int length) {
        int count = space.write(file, at, length);
        add(new Writing(now(), file, at, Arrays.copyOfRange(bytes, from, from + count), (int) file.size()));
        return count;
    }

    @Override
    public void truncating(RegularFile file, int size) {
        space.truncate(file, size);
        add(new Truncation(now(), file, size));
    }

    @Override
    public final void naming(Directory directory, String name, Inode inode) {
        if (inode instanceof Directory) {
            space.addDirectory();
        }
        replacing(directory.get(name));
        add(new Naming(now(), List.of(new Entry(directory, name, inode))));
    }

    private void replacing(Inode replaced) {
        if (replaced instanceof Directory) {
            space.removeDirectory();
        }
    }

    @Override
    public final void renaming(Directory from, String name, Directory to, String newName) {
        Inode moved = from.get(name);
        Inode replaced = to.get(newName);
        replacing(replaced);
        if (replaced != null) {
            replacingByRename(moved);
        }
        add(new Naming(now(), List.of(new Entry(from, name, null), new Entry(to, newName, moved))));
    }

    /** A file is about to be renamed over another one. */
    void replacingByRename(Inode moved) {}

    @Override
    public final long available() {
        return space.available();
    }

    @Override
    public final void changing(Inode inode, int permissions) {
        add(new Permissions(now(), inode, permissions));
    }

    @Override
    public final void syncing(Inode inode) {
        now();
        synchronize(inode);
    }

    @Override
    public final void freeing(RegularFile file) {
        space.free(file);
    }

    @Override
    public final void sync() {
        write(index -> true);
    }

    /** What survives a power cut if no change does that is not durable. */
    public final SurvivingState durableState() {
        now();
        return durable.copy();
    }

    /** Counts what has changed the states that a power cut could leave. */
    public final long version() {
        now();
        return version;
    }

    @Override
    public final SurvivingState powerCut(Choices choices) {
        now();
        State state = durable.copy();
        survive(state, changes, choices);
        return state;
    }

    @Override
    public final Disk afterPowerCut() {
        CachedDisk other = another();
        other.setCapacity(space.capacity());
        return other;
    }

    /** The time, after what was due until now is written. */
    private long now() {
        long now = clock.getAsLong();
        long look = now - now % INTERVAL;
        if (look > lastLook) {
            lastLook = look;
            writeBack(look);
        }
        if (changes.size() >= MAX_CHANGES) {
            writeOldest(MAX_CHANGES / 2);
        }
        return now;
    }

    final void allocate(RegularFile file) {
        add(new Allocation(now(), file));
    }

    private void add(Change change) {
        version++;
        durable.added(change);
        changes.add(change);
    }

    /** The changes that are not durable, in their order. */
    final List<Change> changes() {
        return changes;
    }

    /** Makes changes, by their indices, durable, in their order. */
    final void write(IntPredicate wanted) {
        version++;
        List<Change> rest = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            if (wanted.test(i)) {
                change.apply(durable);
                durable.removed(change);
            } else {
                rest.add(change);
            }
        }
        changes = rest;
    }

    /** Whether all is durable. */
    final boolean clean() {
        return durable.clean();
    }
}
