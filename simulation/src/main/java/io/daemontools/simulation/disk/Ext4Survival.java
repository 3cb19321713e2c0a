package io.daemontools.simulation.disk;

import io.daemontools.simulation.disk.Change.Truncation;
import io.daemontools.simulation.file.Choices;
import io.daemontools.simulation.file.RegularFile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One of the states that a power cut leaves of {@link Ext4Disk}. */
final class Ext4Survival {
    private static final int SECTOR = 512;
    private static final int NO_MORE = -1;

    private final State state;
    private final List<Change> cached;
    private final int end;
    private final Map<RegularFile, Integer> allocated;

    /** For each file how many more of its writes have their blocks. */
    private final Map<RegularFile, Integer> remaining = new HashMap<>();

    /** The files of which a truncation is lost: what was written after it is in other blocks. */
    private final Set<RegularFile> cut = new HashSet<>();

    /**
     * A state that is to be made.
     *
     * @param state what is durable
     * @param cached the changes that are not
     * @param end the index of the first of them that is not committed
     * @param allocated for each file the index before which its writes have their blocks
     */
    Ext4Survival(State state, List<Change> cached, int end, Map<RegularFile, Integer> allocated) {
        this.state = state;
        this.cached = cached;
        this.end = end;
        this.allocated = allocated;
    }

    void survive(Choices choices) {
        for (int i = 0; i < cached.size(); i++) {
            Change change = cached.get(i);
            if (change instanceof Writing writing) {
                survive(writing, i, choices);
            } else if (i < end) {
                change.apply(state);
            } else if (change instanceof Truncation truncation) {
                cut.add(truncation.file());
            }
        }
    }

    private void survive(Writing writing, int index, Choices choices) {
        RegularFile file = writing.file();
        if (index < allocated.getOrDefault(file, 0)) {
            writing.apply(state);
        } else if (!cut.contains(file)) {
            if (writing.extending() && index < end && extend(writing, index, choices)) {
                return;
            }
            overwrite(writing, choices);
        }
    }

    /** Whether a write that makes its file longer survives. If it is the first one that does not, a part up to a page may. */
    private boolean extend(Writing writing, int index, Choices choices) {
        RegularFile file = writing.file();
        int more = remaining.computeIfAbsent(file, unknown -> choices.below(extensions(file, index) + 1));
        remaining.put(file, more > 0 ? more - 1 : NO_MORE);
        if (more > 0) {
            writing.apply(state);
        } else if (more == 0) {
            int page = Math.max(writing.at(), writing.sizeBefore()) / Space.BLOCK;
            int pages = choices.below((writing.end() - 1) / Space.BLOCK - page + 1);
            if (pages > 0) {
                int reached = (page + pages) * Space.BLOCK;
                writing.put(state.image(file), 0, reached - writing.at());
                state.image(file).grow(reached);
            }
        }
        return more > 0;
    }

    private int extensions(RegularFile file, int from) {
        int count = 0;
        for (int i = from; i < end; i++) {
            if (cached.get(i) instanceof Writing writing && writing.file() == file && writing.extending()) {
                count++;
            }
        }
        return count;
    }

    /** What is written over other data is on disk, or not, sector by sector. */
    private void overwrite(Writing writing, Choices choices) {
        Image image = state.image(writing.file());
        int last = Math.min(Math.min(writing.end(), writing.sizeBefore()), image.size());
        for (int at = writing.at(); at < last; ) {
            int next = Math.min(last, at - at % SECTOR + SECTOR);
            if (choices.oneIn(2)) {
                writing.put(image, at - writing.at(), next - writing.at());
            }
            at = next;
        }
    }
}
