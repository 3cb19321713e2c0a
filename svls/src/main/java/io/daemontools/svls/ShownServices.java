package io.daemontools.svls;

import io.daemontools.posix.Posix;
import io.daemontools.service.ServiceDirectories;

/** Reads services, and passes them to a format. */
final class ShownServices {
    private final Posix posix;
    private final ServiceView service;
    private final ServiceView logger;
    private final SmallFiles files;

    ShownServices(Posix posix) {
        this.posix = posix;
        files = new SmallFiles(posix);
        ProcessUse use = new ProcessUse(posix);
        service = new ServiceView(posix, use);
        logger = new ServiceView(posix, use);
    }

    /** Shows services. Returns whether all is as wanted. */
    boolean show(ServiceDirectories services, Format format) {
        long now = posix.wallClock();
        boolean asWanted = true;
        format.begin(now);
        for (int i = 0; i < services.directories().size(); i++) {
            String directory = services.directories().get(i);
            service.read(directory, now);
            if (service.files().absent() && !services.named(i) && files.target(directory) == null) {
                continue;
            }
            boolean logged = service.files().logged();
            if (logged) {
                logger.readLogger(directory, now);
                asWanted &= logger.state().asWanted();
            }
            asWanted &= service.state().asWanted();
            format.add(directory, services.named(i), service, logged ? logger : null);
        }
        format.end();
        return asWanted;
    }
}
