package io.daemontools.svscan;

import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import java.util.ArrayList;
import java.util.List;

/** The services svscan knows, found by the identity of their directories. */
final class ServiceTable {
    private final List<Service> services = new ArrayList<>();

    /** The service whose directory this is, or null. */
    Service find(FileStatus directory) {
        for (int i = 0; i < services.size(); i++) {
            if (services.get(i).is(directory)) {
                return services.get(i);
            }
        }
        return null;
    }

    void add(Service service) {
        services.add(service);
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
        for (int i = services.size() - 1; i >= 0; i--) {
            if (services.get(i).vanished()) {
                services.remove(i).close(posix);
            }
        }
    }
}
