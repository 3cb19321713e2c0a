package io.daemontools.svscan;

import io.daemontools.event.EventLoop;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Limits;
import io.daemontools.posix.Posix;
import io.daemontools.posix.WaitStatus;
import java.util.Arrays;

/**
 * The services that svscan has found, by the identity of their directories. A native program exits when it runs out of memory, so
 * the table asks before it grows.
 */
final class ServiceTable {
    private static final int MIN_SLOTS = 16;
    private static final int EMPTY = -1;

    /** The supervises of a service and of its logger. */
    private static final int MAX_CHILDREN = 2;

    /** Bytes that a {@link SuperviseProcess} takes natively on a machine of 64 bits; elsewhere it takes less. */
    static final int SUPERVISE_SIZE = 40;

    /** The same for a {@link ServiceEntry}, with two of them. */
    static final int SERVICE_SIZE = 96 + 2 * SUPERVISE_SIZE;

    private static final int REFERENCE_SIZE = 8;

    /** Bytes for everything but services: names and messages. */
    static final int RESERVE = 16 * 1024;

    /** 2^64 divided by the golden ratio: multiplied by it, numbers that differ in any bits differ in the upper ones. */
    private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

    private final Limits limits;
    private ServiceEntry[] services = new ServiceEntry[MIN_SLOTS / 2];
    private int size;

    /** Indexes of the services, each at the slot of its hash or, if that is taken, behind it; at most half are taken. */
    private int[] slots = emptySlots(MIN_SLOTS);

    private final ChildTable children = new ChildTable();

    /** {@link #nextRestart} if nothing is to be started. */
    static final long NEVER = Long.MAX_VALUE;

    /** Whether there was no memory for more in this scan. */
    private boolean exhausted;

    ServiceTable(Limits limits) {
        this.limits = limits;
    }

    private static int[] emptySlots(int count) {
        int[] slots = new int[count];
        Arrays.fill(slots, EMPTY);
        return slots;
    }

    /** The service whose directory this is, or null. */
    ServiceEntry find(FileStatus directory) {
        int slot = slotOf(directory);
        return slots[slot] == EMPTY ? null : services[slots[slot]];
    }

    /** The slot of the service whose directory this is, or an empty one. */
    private int slotOf(FileStatus directory) {
        int slot = firstSlot(directory.device(), directory.inode());
        while (slots[slot] != EMPTY && !services[slots[slot]].is(directory)) {
            slot = next(slot);
        }
        return slot;
    }

    /** Whether another service can be added. */
    boolean hasRoom() {
        if (size == services.length && !exhausted) {
            exhausted = !grow();
        }
        return size < services.length;
    }

    /** Adds a service, for which there must be room. */
    void add(ServiceEntry service) {
        services[size] = service;
        place(size);
        size++;
    }

    /** Makes room for twice as many services, or for as many more as there is memory for. */
    private boolean grow() {
        int min = Math.max(MIN_SLOTS / 2, services.length / 16);
        for (int more = services.length; more >= min; more /= 2) {
            int capacity = services.length + more;
            int slotCount = 2 * capacity <= slots.length ? slots.length : 2 * slots.length;
            long needed = RESERVE
                    + (long) more * SERVICE_SIZE
                    + (long) (capacity + ChildTable.slots(MAX_CHILDREN * capacity)) * REFERENCE_SIZE
                    + 4L * slotCount;
            if (needed <= Integer.MAX_VALUE && limits.canAllocate((int) needed)) {
                grow(capacity, slotCount);
                return true;
            }
        }
        return false;
    }

    private void grow(int capacity, int slotCount) {
        ServiceEntry[] larger = new ServiceEntry[capacity];
        for (int i = 0; i < size; i++) {
            larger[i] = services[i];
        }
        services = larger;
        children.reserve(MAX_CHILDREN * capacity);
        if (slotCount > slots.length) {
            slots = emptySlots(slotCount);
            placeAll();
        }
    }

    /** Replaces the service whose directory this was by another. */
    void replace(FileStatus directory, ServiceEntry by) {
        services[slots[slotOf(directory)]] = by;
    }

    int size() {
        return size;
    }

    ServiceEntry get(int index) {
        return services[index];
    }

    void markAllSeen() {
        for (int i = 0; i < size; i++) {
            services[i].markSeen();
        }
    }

    void markAllUnseen() {
        exhausted = false;
        for (int i = 0; i < size; i++) {
            services[i].markUnseen();
        }
    }

    /** Notes which supervises have ended. */
    void noteEnds(EventLoop loop, Posix posix) {
        reapChildren(loop);
        for (int i = 0; i < size; i++) {
            noteReported(services[i].supervise(), posix);
            if (services[i].logged()) {
                noteReported(services[i].logSupervise(), posix);
            }
        }
    }

    private static void noteReported(SuperviseProcess supervise, Posix posix) {
        if (supervise.endReported()) {
            supervise.watchedEnded(posix);
        }
    }

    /** Reaps all children that have ended; those that are no supervises are orphans that PID 1 has inherited. */
    private void reapChildren(EventLoop loop) {
        for (int child = loop.reap(); child != Posix.NONE; child = loop.reap()) {
            childEnded(child, loop.childStatus());
        }
    }

    /** svscan has started the supervise of a service. */
    void superviseStarted(ServiceEntry service, int pid, long now) {
        service.superviseStarted(pid, now);
        children.add(service.supervise());
    }

    /** svscan has started the supervise of a logger. */
    void loggerStarted(ServiceEntry service, int pid, long now) {
        service.logSupervise().started(pid, now);
        children.add(service.logSupervise());
    }

    /** A child was started in the directory that had got the name of this service: it counts as any other child from now on. */
    void startedElsewhere(SuperviseProcess supervise) {
        children.remove(supervise.pid());
        supervise.startedElsewhere();
    }

    void childEnded(int pid, WaitStatus status) {
        SuperviseProcess ended = children.remove(pid);
        if (ended != null) {
            ended.childEnded(status);
        }
    }

    /**
     * When the next supervise is to be started before the next scan, on the monotonic clock; or {@link #NEVER}. A service whose
     * directory was not seen is left to the scans.
     */
    long nextRestart() {
        long next = NEVER;
        for (int i = 0; i < size; i++) {
            if (services[i].seen()) {
                next = earlier(next, services[i].supervise());
                if (services[i].logged()) {
                    next = earlier(next, services[i].logSupervise());
                }
            }
        }
        return next;
    }

    private static long earlier(long next, SuperviseProcess supervise) {
        boolean first = supervise.restartWanted() && (next == NEVER || supervise.notBefore() - next < 0);
        return first ? supervise.notBefore() : next;
    }

    /** Leaves to the next scan what is due now and whose directory was seen: it could not be started. */
    void leaveToScan(long now) {
        for (int i = 0; i < size; i++) {
            if (services[i].seen()) {
                leaveToScan(services[i].supervise(), now);
                if (services[i].logged()) {
                    leaveToScan(services[i].logSupervise(), now);
                }
            }
        }
    }

    private static void leaveToScan(SuperviseProcess supervise, long now) {
        if (supervise.dueBetweenScans(now)) {
            supervise.leaveToScan();
        }
    }

    /** Adds the supervises that run, as far as their process ids are known, to a set, as processes whose start is not known. */
    void addSupervisesTo(ProcessSet processes) {
        for (int i = 0; i < size; i++) {
            if (services[i].supervise().pid() != Posix.NONE) {
                processes.add(services[i].supervise().pid(), ProcessSet.UNKNOWN_START);
            }
            if (services[i].logged() && services[i].logSupervise().pid() != Posix.NONE) {
                processes.add(services[i].logSupervise().pid(), ProcessSet.UNKNOWN_START);
            }
        }
    }

    /** Whether the supervise of a logger runs that svscan has not started. */
    boolean watchesLogger() {
        for (int i = 0; i < size; i++) {
            if (services[i].logged() && services[i].logSupervise().watched()) {
                return true;
            }
        }
        return false;
    }

    /** Removes the services whose directories and supervises are gone. */
    void removeVanished(Posix posix) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (services[i].vanished()) {
                services[i].close(posix);
            } else {
                services[kept++] = services[i];
            }
        }
        if (kept < size) {
            Arrays.fill(services, kept, size, null);
            size = kept;
            Arrays.fill(slots, EMPTY);
            placeAll();
        }
    }

    private void placeAll() {
        for (int i = 0; i < size; i++) {
            place(i);
        }
    }

    private void place(int index) {
        int slot = firstSlot(services[index].device(), services[index].inode());
        while (slots[slot] != EMPTY) {
            slot = next(slot);
        }
        slots[slot] = index;
    }

    private int firstSlot(long device, long inode) {
        return (int) (((inode + 31 * device) * GOLDEN_RATIO) >>> 40) & (slots.length - 1);
    }

    private int next(int slot) {
        return (slot + 1) & (slots.length - 1);
    }
}
