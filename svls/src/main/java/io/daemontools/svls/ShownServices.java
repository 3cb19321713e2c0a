package io.daemontools.svls;

import io.daemontools.posix.Posix;
import io.daemontools.service.ServiceDirectories;

/** Reads services, and passes them to a format. */
final class ShownServices {
    private final Posix posix;
    private final ServiceView service;
    private final ServiceView logger;
    private final SmallFiles files;
    private final NearPaths near;

    /**
     * Reads through {@code posix}.
     *
     * @param near null if a format reads files of the services, too, and all directories have been looked at
     */
    ShownServices(Posix posix, NearPaths near) {
        this.posix = posix;
        this.near = near;
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
            String path = near == null ? directory : near.of(directory);
            service.read(path, now);
            if (!service.files().supervised() && !services.examined(i)) {
                near.goBack();
                if (services.expand(i)) {
                    // The first of its services, if any, is at the same index.
                    i--;
                    continue;
                }
                path = near.of(directory);
            }
            if (service.files().absent() && !services.named(i) && files.target(path) == null) {
                continue;
            }
            boolean logged = service.files().logged();
            if (logged) {
                logger.readLogger(path, now);
                asWanted &= logger.state().asWanted();
            }
            asWanted &= service.state().asWanted();
            format.add(directory, services.named(i), service, logged ? logger : null);
        }
        if (near != null) {
            near.goBack();
        }
        format.end();
        return asWanted;
    }
}
