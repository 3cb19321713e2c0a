package io.daemontools.svscan;

import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/**
 * Recognises the main program of a container that is not its PID 1, by Linux's {@code /proc}. Elsewhere, and where {@code /proc}
 * is not that of the container, nothing is recognised.
 */
final class Container {
    private static final String PROC = "/proc";
    private static final String OWN_NAMESPACE = "/proc/self/ns/pid";

    /** The inode number of the process id namespace that Linux begins with: PROC_PID_INIT_INO of {@code linux/proc_ns.h}. */
    private static final long FIRST_NAMESPACE = 0xEFFFFFFCL;

    /** The parent of a process that was started from outside its process id namespace. */
    private static final int OUTSIDE = 0;

    private final Posix posix;
    private final ProcStat stat;

    Container(Posix posix) {
        this.posix = posix;
        this.stat = new ProcStat(posix);
    }

    /**
     * Whether a process was started as the main program of a container: in a process id namespace of its own, from outside that, or by
     * PID 1 that has no other child, such as tini. The init of a system has other children.
     */
    boolean isMainProgram(int process) {
        try {
            FileStatus namespace = new FileStatus();
            if (!posix.stat(OWN_NAMESPACE, namespace)
                    || namespace.inode() == FIRST_NAMESPACE
                    || !Integer.toString(process).equals(posix.readlink(PROC + "/self"))
                    || !stat.read(process)) {
                return false;
            }
            return stat.parent() == OUTSIDE || (stat.parent() == OrderedStop.PID_1 && isOnlyChild(process));
        } catch (PosixException ignored) {
            // There is no readable Linux /proc.
            return false;
        }
    }

    private boolean isOnlyChild(int process) {
        DirectoryListing listing = posix.listDirectory(PROC);
        try {
            while (listing.next()) {
                int other = ProcStat.process(listing.name());
                if (other > OrderedStop.PID_1
                        && other != process
                        && stat.read(other)
                        && stat.parent() == OrderedStop.PID_1) {
                    return false;
                }
            }
            return true;
        } finally {
            listing.close();
        }
    }
}
