package io.daemontools.simulation.disk;

import io.daemontools.simulation.disk.Change.Naming;
import io.daemontools.simulation.file.Choices;
import io.daemontools.simulation.file.Inode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A disk that promises no more than POSIX.1-2017 does.
 *
 * <ul>
 *   <li>{@code fsync()} forces "all currently queued I/O operations associated with the file" to synchronized I/O file integrity
 *       completion (fsync; Base Definitions 3.384, "synchronized I/O file integrity completion"): the data and the attributes of
 *       the file, its size and mode among them. Its name is data of a directory, and needs an {@code fsync()} of that.
 *   <li>{@code rename()} is atomic, but POSIX has no order of changes that are not synchronized. Any of them survives a power cut without
 *       any other: a size without its data, whose bytes are then zero; data without its size; a part of a write.
 *   <li>What is older than 35 seconds is durable, as on Linux (Documentation/admin-guide/sysctl/vm.rst, dirty_expire_centisecs
 *       and dirty_writeback_centisecs), so that changes do not pile up. It is written in order.
 * </ul>
 */
final class PosixDisk extends CachedDisk {
    private static final int SECTOR = 512;
    private static final int RARELY = 8;
    private static final int TORN = 4;

    @Override
    CachedDisk another() {
        return new PosixDisk();
    }

    @Override
    void writeBack(long moment) {
        List<Change> changes = changes();
        write(index -> changes.get(index).time() < moment - EXPIRY);
    }

    @Override
    void writeOldest(int count) {
        write(index -> index < count);
    }

    /** A name that becomes durable takes with it what was done to the same name before. */
    @Override
    void synchronize(Inode inode) {
        List<Change> changes = changes();
        List<Naming> names = new ArrayList<>();
        BitSet synced = new BitSet();
        for (int i = changes.size() - 1; i >= 0; i--) {
            Change change = changes.get(i);
            boolean wanted = change.changes(inode);
            if (change instanceof Naming naming && (wanted || names.stream().anyMatch(naming::overlaps))) {
                names.add(naming);
                wanted = true;
            }
            if (wanted) {
                synced.set(i);
            }
        }
        write(synced::get);
    }

    @Override
    void survive(State state, List<Change> cached, Choices choices) {
        int share = choices.below(3);
        for (Change change : cached) {
            if (change instanceof Writing writing) {
                survive(state, writing, share, choices);
            } else if (survives(share, choices)) {
                change.apply(state);
            }
        }
    }

    /** About half of the changes, most, or few. */
    private static boolean survives(int share, Choices choices) {
        return switch (share) {
            case 0 -> choices.oneIn(2);
            case 1 -> !choices.oneIn(RARELY);
            default -> choices.oneIn(RARELY);
        };
    }

    private static void survive(State state, Writing writing, int share, Choices choices) {
        Image image = state.image(writing.file());
        int length = writing.length();
        if (survives(share, choices)) {
            int from = 0;
            int to = length;
            if (length > 1 && choices.oneIn(TORN)) {
                int cut = cut(writing, choices);
                if (choices.oneIn(2)) {
                    from = cut;
                } else {
                    to = cut;
                }
            }
            writing.put(image, from, to);
        }
        if (writing.extending() && survives(share, choices)) {
            image.grow(writing.end());
        }
    }

    /** Where a write is torn: at a sector, or anywhere. */
    private static int cut(Writing writing, Choices choices) {
        int length = writing.length();
        int first = SECTOR - writing.at() % SECTOR;
        if (first < length && choices.oneIn(2)) {
            return first + SECTOR * choices.below((length - first - 1) / SECTOR + 1);
        }
        return 1 + choices.below(length - 1);
    }
}
