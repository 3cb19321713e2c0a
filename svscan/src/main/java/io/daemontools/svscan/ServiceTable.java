package io.daemontools.svscan;

import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import java.util.ArrayList;
import java.util.List;

/** The services svscan knows, found by the identity of their directories. */
final class ServiceTable {
    private static final int FEWEST_SLOTS = 16;

    private final List<Service> services = new ArrayList<>();

    /** The same services, each at the slot that its identity leads to or behind it; at most half of the slots are taken. */
    private Service[] slots = new Service[FEWEST_SLOTS];

    /** The service whose directory this is, or null. */
    Service find(FileStatus directory) {
        int slot = slotOf(directory.device(), directory.inode());
        while (slots[slot] != null && !slots[slot].is(directory)) {
            slot = next(slot);
        }
        return slots[slot];
    }

    void add(Service service) {
        services.add(service);
        if (2 * services.size() > slots.length) {
            fill(2 * slots.length);
        } else {
            place(service);
        }
    }

    int size() {
        return services.size();
    }

    Service get(int index) {
        return services.get(index);
    }

    void markAllSeen() {
        for (int i = 0; i < services.size(); i++) {
            services.get(i).markSeen();
        }
    }

    void markAllUnseen() {
        for (int i = 0; i < services.size(); i++) {
            services.get(i).markUnseen();
        }
    }

    void childEnded(int pid) {
        for (int i = 0; i < services.size(); i++) {
            if (services.get(i).childEnded(pid)) {
                return;
            }
        }
    }

    /** Forgets the services whose directories and supervises are gone. */
    void forgetVanished(Posix posix) {
        int before = services.size();
        for (int i = before - 1; i >= 0; i--) {
            if (services.get(i).vanished()) {
                services.remove(i).close(posix);
            }
        }
        if (services.size() < before) {
            fill(slots.length);
        }
    }

    private void fill(int size) {
        slots = new Service[size];
        for (int i = 0; i < services.size(); i++) {
            place(services.get(i));
        }
    }

    private void place(Service service) {
        int slot = slotOf(service.device(), service.inode());
        while (slots[slot] != null) {
            slot = next(slot);
        }
        slots[slot] = service;
    }

    /** Neighbours have neighbouring inodes, and so slots of their own. */
    private int slotOf(long device, long inode) {
        long identity = inode + 31 * device;
        return (int) (identity ^ (identity >>> 32)) & (slots.length - 1);
    }

    private int next(int slot) {
        return (slot + 1) & (slots.length - 1);
    }
}
