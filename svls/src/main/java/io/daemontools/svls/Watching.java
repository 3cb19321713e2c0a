package io.daemontools.svls;

import io.daemontools.cli.Output;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.service.ServiceDirectories;
import io.daemontools.service.ServicePaths;
import io.daemontools.service.ServiceWatches;
import java.util.function.Supplier;

/**
 * Shows services again and again: at once when one of the first few changes, and each second. On a terminal this is the table,
 * otherwise a line for each change.
 */
final class Watching {
    private static final long SECOND = Posix.SECOND;

    /** A service that changes all the time does not keep the system busy. */
    private static final long PAUSE = SECOND / 20;

    private final Posix posix;
    private final Supplier<ServiceDirectories> finder;
    private final Output output;
    private final ShownServices shown;
    private final ServicePaths paths = new ServicePaths();
    private final int[] descriptors = new int[ServiceWatches.MOST * ServiceWatches.COUNT];
    private final boolean[] ready = new boolean[descriptors.length];
    private final ServiceWatches[] watches = new ServiceWatches[ServiceWatches.MOST];

    /** Shows what {@code finder} finds each time. */
    Watching(Supplier<ServiceDirectories> finder, Output output, Posix posix) {
        this.posix = posix;
        this.finder = finder;
        this.output = output;
        shown = new ShownServices(posix, null);
        for (int i = 0; i < descriptors.length; i++) {
            descriptors[i] = -1;
        }
    }

    /** Never returns: a signal ends it, or a {@link PosixException} of a write. */
    void run() {
        boolean terminal = posix.terminalLines(Posix.STDOUT) != Posix.NO_TERMINAL;
        Text text = new Text();
        Text changes = new Text();
        Screen screen = new Screen();
        Format format = terminal ? new TableFormat(text, Colors.of(Posix.STDOUT, posix)) : new ChangeFormat(changes);
        while (true) {
            ServiceDirectories services = finder.get();
            watch(services);
            text.truncate(0);
            shown.show(services, format);
            if (terminal) {
                screen.show(text, posix.terminalLines(Posix.STDOUT), posix.terminalColumns(Posix.STDOUT), changes);
            }
            changes.moveTo(output);
            output.flush();
            await();
        }
    }

    /** Watches before the services are read: what changes after that is seen. */
    private void watch(ServiceDirectories services) {
        int used = 0;
        for (int i = 0; i < services.directories().size() && used < watches.length; i++) {
            String directory = services.directories().get(i);
            watch(directory, used++);
            if (used < watches.length && services.logged(directory)) {
                watch(directory.concat("/log"), used++);
            }
        }
        while (used < watches.length) {
            close(used++);
        }
    }

    private void watch(String directory, int index) {
        close(index);
        watches[index] = new ServiceWatches(directory, descriptors, index * ServiceWatches.COUNT, posix);
        watches[index].renew(paths);
    }

    private void close(int index) {
        if (watches[index] != null) {
            watches[index].close();
            watches[index] = null;
        }
    }

    private void await() {
        try {
            posix.poll(descriptors, ready, SECOND);
        } catch (PosixException ignored) {
            // For lack of memory.
            posix.sleep(SECOND);
        }
        posix.sleep(PAUSE);
    }
}
