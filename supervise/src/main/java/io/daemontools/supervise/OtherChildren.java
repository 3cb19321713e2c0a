package io.daemontools.supervise;

import io.daemontools.posix.WaitStatus;

/** What the ends of children are for that are not the service's process. */
interface OtherChildren {
    /** A child has been reaped. */
    void reaped(int child, WaitStatus status);
}
