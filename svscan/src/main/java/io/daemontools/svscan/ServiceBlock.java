package io.daemontools.svscan;

import io.daemontools.event.Watch;
import io.daemontools.posix.Limits;

/**
 * The memory of {@link #SERVICES} services: a record of {@link ServiceRecord#PLACES} numbers each, and the watches of supervises that
 * svscan has found running.
 */
final class ServiceBlock {
    /** The number of records. */
    static final int SERVICES = 16;

    /** Bytes that a block without watches takes natively on a machine of 64 bits: its object, and that of the numbers. */
    static final int SIZE = 24 + 16 + SERVICES * ServiceRecord.PLACES * Integer.BYTES;

    /** The supervises of a service and of its logger. */
    private static final int SUPERVISES = 2;

    /** Bytes that the watches take. */
    static final int WATCHES_SIZE = 16 + SUPERVISES * SERVICES * Long.BYTES;

    /** The records, one behind the other. */
    final int[] numbers = new int[SERVICES * ServiceRecord.PLACES];

    /** Those of each service and of its logger; null as long as there are none. */
    private Watch[] watches;

    private static int place(int slot, boolean logger) {
        return SUPERVISES * slot + (logger ? 1 : 0);
    }

    /** The watch of a supervise; or null. */
    Watch watch(int slot, boolean logger) {
        return watches == null ? null : watches[place(slot, logger)];
    }

    /**
     * Sets the watch of a supervise, or forgets it if it is null. The first one of a block takes as much memory as those of all. Without
     * that, the watch ends.
     */
    void setWatch(int slot, boolean logger, Watch watch, Limits limits) {
        if (watches == null) {
            if (watch == null) {
                return;
            }
            if (!limits.canAllocate(ServiceTable.RESERVE + WATCHES_SIZE)) {
                watch.remove();
                return;
            }
            watches = new Watch[SUPERVISES * SERVICES];
        }
        watches[place(slot, logger)] = watch;
    }

    /** Moves a record to a slot of this block. */
    void move(ServiceBlock from, int slot, int to, Limits limits) {
        System.arraycopy(
                from.numbers, slot * ServiceRecord.PLACES, numbers, to * ServiceRecord.PLACES, ServiceRecord.PLACES);
        move(from, slot, to, false, limits);
        move(from, slot, to, true, limits);
    }

    private void move(ServiceBlock from, int slot, int to, boolean logger, Limits limits) {
        Watch moved = from.watch(slot, logger);
        from.setWatch(slot, logger, null, limits);
        setWatch(to, logger, moved, limits);
    }
}
