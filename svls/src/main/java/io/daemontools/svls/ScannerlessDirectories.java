package io.daemontools.svls;

import io.daemontools.service.ServiceReader;
import java.util.ArrayList;
import java.util.List;

/**
 * The directories of services on which no svscan runs, although supervises run there: when one of them ends, nothing starts it again.
 * A directory counts only if the process of one of its supervises is seen, since svscan is then seen, too: in another container neither
 * is.
 */
final class ScannerlessDirectories {
    private final ProcessTable processes;
    private final List<String> found = new ArrayList<>();

    /** The one that was judged last. */
    private String judged;

    ScannerlessDirectories(ProcessTable processes) {
        this.processes = processes;
    }

    /** Adds a service that is shown because its directory of services is. */
    void add(String directory, ServiceReader service) {
        String services = above(directory);
        if (!services.equals(judged) && service.supervised() && processes.superviseOf(directory) != ProcessTable.NONE) {
            judged = services;
            if (Boolean.FALSE.equals(processes.scanned(services)) && !found.contains(services)) {
                found.add(services);
            }
        }
    }

    /** Those of the services that were added. */
    List<String> found() {
        return found;
    }

    private static String above(String directory) {
        int slash = directory.lastIndexOf('/');
        return slash == 0 ? "/" : directory.substring(0, slash);
    }
}
