package io.daemontools.svlogs;

import io.daemontools.posix.Clocks;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import java.util.Arrays;
import java.util.List;

/**
 * Merges sources by the times of their lines. Lines with the same time come in the order of their sources.
 *
 * <p>When it follows logs, a source may have no line at the moment. The lines of the others then wait for a second: a line is written soon
 * after it got its label.
 */
final class Merge {
    /** How long a line waits for earlier ones of other sources. */
    private static final long WAIT = Clocks.SECOND;

    /** How often the position is saved while there are lines. */
    private static final long SAVED_EVERY = Clocks.SECOND;

    /** How often there may be new sources. */
    private static final long LOOKS_EVERY = 5 * Clocks.SECOND;

    /** How many lines are written between two looks at the clock. */
    private static final int LINES = 1000;

    private final Posix posix;
    private final Sources sources;
    private final LineOutput output;
    private final LineFormat whole;
    private final TextPattern pattern;
    private final Runnable progress;
    private final boolean follows;
    private final boolean grows;
    private final long until;

    /** A heap: each line is not later than those at twice its index plus one and two. */
    private Source[] heads = {};

    private int headCount;
    private Source[] idle = {};
    private int idleCount;
    private int[] descriptors = {};
    private boolean[] ready = {};
    private long lookedAt;
    private long saved;
    private boolean unsaved;

    /** Whether lines that are written already do not wait. */
    private boolean beginning;

    /** Null until there are sources. */
    private LineFormat format;

    private long wallClock;
    private long monotonicClock;

    /**
     * Merges sources.
     *
     * @param sources asked for more again and again if logs are followed
     * @param pattern what a line must contain, or null
     * @param progress remembers that everything before the heads was written; may be null
     * @param follows whether to wait for more lines
     * @param grows whether to wait for sources, too
     * @param until the time of the last line
     */
    Merge(
            Posix posix,
            Sources sources,
            LineOutput output,
            LineFormat format,
            TextPattern pattern,
            Runnable progress,
            boolean follows,
            boolean grows,
            long until) {
        this.posix = posix;
        this.sources = sources;
        this.output = output;
        whole = format;
        this.pattern = pattern;
        this.progress = progress;
        this.follows = follows;
        this.grows = grows;
        this.until = until;
    }

    /** Runs until all sources have ended. */
    void run() {
        add();
        saved = posix.monotonicClock() - SAVED_EVERY;
        while (true) {
            if (follows && posix.monotonicClock() - lookedAt >= LOOKS_EVERY) {
                add();
            }
            wallClock = posix.wallClock();
            monotonicClock = posix.monotonicClock();
            lookAtIdle();
            deliverAll();
            if (headCount == 0 && ((idleCount == 0 && !grows) || wallClock - WAIT > until)) {
                break;
            }
            if (beginning) {
                endBeginning();
            }
            output.flush();
            if (saveIsDue()) {
                save();
            }
            await();
        }
        if (beginning) {
            endBeginning();
        }
        save();
    }

    private void add() {
        lookedAt = posix.monotonicClock();
        List<Source> more = sources.more();
        if (format == null) {
            begin();
        }
        if (!more.isEmpty()) {
            int room = heads.length + more.size();
            heads = Arrays.copyOf(heads, room);
            idle = Arrays.copyOf(idle, room);
            descriptors = new int[room];
            ready = new boolean[room];
            for (int i = 0; i < more.size(); i++) {
                idle[idleCount++] = more.get(i);
            }
        }
    }

    /** The last lines of what is written already do not wait for others. */
    private void begin() {
        beginning = sources.beginsAtEnd();
        format = beginning ? sources.lastLines(whole, output) : whole;
    }

    private void endBeginning() {
        beginning = false;
        format = whole;
        output.release();
    }

    private void lookAtIdle() {
        int kept = 0;
        for (int i = 0; i < idleCount; i++) {
            Source source = idle[i];
            if (source.advance()) {
                push(source);
            } else if (!source.ended) {
                idle[kept++] = source;
            }
        }
        idleCount = kept;
    }

    private boolean mayDeliver(Source head) {
        return idleCount == 0 || beginning || head.key <= wallClock - WAIT || monotonicClock - head.readAt >= WAIT;
    }

    private void deliverAll() {
        while (headCount > 0 && mayDeliver(heads[0])) {
            deliverRun();
            if (saveIsDue()) {
                save();
            }
        }
    }

    /** Delivers lines of the first head for as long as it is the first. */
    private void deliverRun() {
        unsaved = progress != null;
        Source head = heads[0];
        Source next = second();
        for (int i = 0; i < LINES; i++) {
            deliver(head);
            if (!head.advance()) {
                pop();
                if (!head.ended) {
                    idle[idleCount++] = head;
                }
                return;
            }
            if (next != null && isBefore(next, head)) {
                sink();
                return;
            }
            if (idleCount > 0 && !mayDeliver(head)) {
                return;
            }
        }
    }

    private void deliver(Source head) {
        boolean selected = pattern == null || pattern.isIn(head.buffer, head.textStart, head.textEnd);
        if (selected) {
            format.begin(head);
        }
        while (head.partial) {
            head.more();
            if (selected) {
                format.more(head);
            }
        }
        if (selected) {
            format.end();
        }
        head.delivered();
    }

    private Source second() {
        if (headCount < 2) {
            return null;
        }
        return headCount > 2 && isBefore(heads[2], heads[1]) ? heads[2] : heads[1];
    }

    private static boolean isBefore(Source one, Source two) {
        return one.key < two.key || (one.key == two.key && one.index < two.index);
    }

    private void push(Source source) {
        int at = headCount++;
        while (at > 0 && isBefore(source, heads[(at - 1) / 2])) {
            heads[at] = heads[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        heads[at] = source;
    }

    private void pop() {
        headCount--;
        heads[0] = heads[headCount];
        heads[headCount] = null;
        if (headCount > 0) {
            sink();
        }
    }

    private void sink() {
        Source sinking = heads[0];
        int at = 0;
        while (2 * at + 1 < headCount) {
            int child = 2 * at + 1;
            if (child + 1 < headCount && isBefore(heads[child + 1], heads[child])) {
                child++;
            }
            if (!isBefore(heads[child], sinking)) {
                break;
            }
            heads[at] = heads[child];
            at = child;
        }
        heads[at] = sinking;
    }

    private void save() {
        output.flush();
        saved = posix.monotonicClock();
        unsaved = false;
        if (progress != null && !output.keeping()) {
            progress.run();
        }
    }

    private boolean saveIsDue() {
        return progress != null && unsaved && posix.monotonicClock() - saved >= SAVED_EVERY;
    }

    /** Waits for more lines, or until the first head has waited long enough. */
    private void await() {
        if (!follows) {
            return;
        }
        if (headCount > 0) {
            // The wall clock may have been set back since the line was written: no line waits for longer than WAIT.
            long left = heads[0].readAt + WAIT - posix.monotonicClock();
            if (heads[0].key < wallClock) {
                left = Math.min(left, heads[0].key + WAIT - posix.wallClock());
            }
            posix.sleep(Math.max(Clocks.SECOND / 1000, Math.min(left, WAIT)));
            return;
        }
        long patience = until == Long.MAX_VALUE && !unsaved ? LOOKS_EVERY : WAIT;
        for (int i = 0; i < idleCount; i++) {
            descriptors[i] = idle[i].descriptor();
            long its = idle[i].patience();
            if (its >= 0) {
                patience = Math.min(patience, its);
            }
        }
        for (int i = idleCount; i < descriptors.length; i++) {
            descriptors[i] = -1;
        }
        try {
            posix.poll(descriptors, ready, patience);
        } catch (PosixException error) {
            posix.sleep(WAIT);
        }
    }
}
