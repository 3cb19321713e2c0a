package io.daemontools.svscan;

import java.util.Arrays;

/** A set of processes, each identified by its id and its start time: an id may be reused. At most one process has an id. */
final class ProcessSet {
    /** The start time of processes that are looked for only as long as their ids are not reused. */
    static final long UNKNOWN_START = 0;

    private static final int MIN_SLOTS = 32;
    private static final int EMPTY = 0;

    /** The ids, each in the slot that its lower bits number or, if that is taken, behind it; at most half are taken. */
    private int[] ids = new int[MIN_SLOTS];

    private long[] starts = new long[MIN_SLOTS];
    private int size;

    /** Adds a process in place of an earlier one with the same id. */
    void add(int id, long start) {
        if (2 * size == ids.length) {
            grow();
        }
        int slot = slotOf(id);
        if (ids[slot] == EMPTY) {
            ids[slot] = id;
            size++;
        }
        starts[slot] = start;
    }

    /** Adds all processes of another set. */
    void addAll(ProcessSet others) {
        for (int i = 0; i < others.ids.length; i++) {
            if (others.ids[i] != EMPTY) {
                add(others.ids[i], others.starts[i]);
            }
        }
    }

    /** Whether a process has been added. */
    boolean contains(int id, long start) {
        int slot = slotOf(id);
        return ids[slot] != EMPTY && starts[slot] == start;
    }

    /** Removes all. */
    void clear() {
        Arrays.fill(ids, EMPTY);
        size = 0;
    }

    private int slotOf(int id) {
        int slot = id & (ids.length - 1);
        while (ids[slot] != EMPTY && ids[slot] != id) {
            slot = (slot + 1) & (ids.length - 1);
        }
        return slot;
    }

    private void grow() {
        ProcessSet larger = new ProcessSet();
        larger.ids = new int[2 * ids.length];
        larger.starts = new long[2 * ids.length];
        larger.addAll(this);
        ids = larger.ids;
        starts = larger.starts;
    }
}
