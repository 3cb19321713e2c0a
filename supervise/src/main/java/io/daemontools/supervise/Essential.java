package io.daemontools.supervise;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.service.ServiceFiles;
import io.daemontools.service.Want;

/**
 * Whether a service is essential: its directory contains a file of that name. It is started once each time it is wanted up. When it
 * has ended, its status shows that no process exists and that neither up nor down is wanted. Then svscan may stop everything.
 */
final class Essential {
    private final boolean essential;

    /** Looks for the file in the working directory; {@code directory} is its name in messages. */
    Essential(String directory, Posix posix, Diagnostics diagnostics) {
        boolean found = false;
        try {
            found = posix.stat(ServiceFiles.ESSENTIAL, new FileStatus());
        } catch (PosixException error) {
            diagnostics.warn("unable to stat " + directory + '/' + ServiceFiles.ESSENTIAL, error);
        }
        this.essential = found;
    }

    /** Whether it is. */
    boolean exists() {
        return essential;
    }

    /** What is wanted of the service in a phase: up until it is started, then once. */
    Want want(Want wanted, Phase phase) {
        if (!essential || wanted == Want.DOWN) {
            return wanted;
        }
        return phase.awaitsStart() ? Want.UP : Want.ONCE;
    }

    /** Whether the service has ended for good. */
    boolean ended(Want want, Phase phase) {
        return essential && want == Want.ONCE && (phase == Phase.DOWN || phase == Phase.FAILED);
    }
}
