package io.daemontools.svscan;

/** The supervises that are children of svscan, by their process ids. */
final class ChildTable {
    private static final int MIN_SLOTS = 32;

    /** Each at the slot that the lower bits of its process id number or, if that is taken, behind it; at most half are taken. */
    private SuperviseProcess[] slots = new SuperviseProcess[MIN_SLOTS];

    /** The number of slots for so many children. */
    static int slots(int children) {
        int slots = MIN_SLOTS;
        while (slots < 2 * children) {
            slots *= 2;
        }
        return slots;
    }

    /** Makes room for so many children in all. */
    void reserve(int children) {
        int needed = slots(children);
        if (needed > slots.length) {
            SuperviseProcess[] before = slots;
            slots = new SuperviseProcess[needed];
            for (SuperviseProcess child : before) {
                if (child != null) {
                    add(child);
                }
            }
        }
    }

    /** Adds a child, for which there must be room. */
    void add(SuperviseProcess child) {
        slots[slotOf(child.pid())] = child;
    }

    /** Removes a child; null if there is none with this process id. */
    SuperviseProcess remove(int pid) {
        int free = slotOf(pid);
        SuperviseProcess removed = slots[free];
        if (removed == null) {
            return null;
        }
        slots[free] = null;
        for (int slot = next(free); slots[slot] != null; slot = next(slot)) {
            SuperviseProcess child = slots[slot];
            slots[slot] = null;
            add(child);
        }
        return removed;
    }

    /** The slot of the child with this process id, or an empty one. */
    private int slotOf(int pid) {
        int slot = pid & (slots.length - 1);
        while (slots[slot] != null && slots[slot].pid() != pid) {
            slot = next(slot);
        }
        return slot;
    }

    private int next(int slot) {
        return (slot + 1) & (slots.length - 1);
    }
}
