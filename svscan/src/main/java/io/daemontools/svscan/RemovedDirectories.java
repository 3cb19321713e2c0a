package io.daemontools.svscan;

import io.daemontools.cli.Decimal;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.service.ServiceFiles;

/**
 * Ends the supervises of directories that were removed: nobody could reach them any more. One that was renamed, or whose symbolic link
 * was removed, goes on.
 *
 * <p>The FIFO for commands is removed, too. Linux shows it in {@code /proc}, among the descriptors of supervise. Where there is no such
 * {@code /proc}, they go on, as in 0.76.
 */
final class RemovedDirectories {
    /** TERM, no further start, and the end of supervise. */
    private static final String STOP = ShutdownCommands.STOP;

    /** The end of the logger's supervise when the logger ends, and CONT. */
    private static final byte[] EXIT = Bytes.of("xc");

    private static final String PROC = "/proc/";
    private static final String CONTROL = '/' + control();
    private static final String DELETED = " (deleted)";

    /** The number of links of a directory on file systems that do not count them. */
    private static final int UNCOUNTED_LINKS = 1;

    /** supervise opens its descriptors first. */
    private static final int MAX_DESCRIPTORS = 256;

    private final Posix posix;
    private final FileStatus status = new FileStatus();
    private final FileStatus found = new FileStatus();

    RemovedDirectories(Posix posix) {
        this.posix = posix;
    }

    private static String control() {
        return ServiceFiles.CONTROL.substring(ServiceFiles.SUPERVISE.length() + 1);
    }

    /** Ends what runs of a service that is not in the directory of services any more, if its directory was removed. */
    void end(ServiceEntry service) {
        if (service.supervised()) {
            if (!service.sent(STOP) && sent(service.supervise(), Bytes.of(STOP))) {
                service.setSent(STOP);
            }
        } else if (service.logSupervised() && !service.loggerSent() && sent(service.logSupervise(), EXIT)) {
            service.setLoggerSent();
        }
    }

    private boolean sent(SuperviseProcess supervise, byte[] commands) {
        try {
            if (supervise.watched()) {
                posix.stat(supervise.ok(), found);
                return found.links() == 0 && sentToWatched(commands);
            }
            return removed(supervise.pid()) && isProc() && sent(supervise.pid(), commands);
        } catch (PosixException ignored) {
            // There is no readable /proc; or the supervise has just ended.
            return false;
        }
    }

    /**
     * Whether the working directory of a process has been removed. The number of its links is not enough: some file systems in user space
     * count none of directories that exist, and overlay file systems one of those that were removed.
     */
    private boolean removed(int process) {
        String directory = PROC + process + "/cwd";
        return posix.stat(directory, status)
                && status.links() <= UNCOUNTED_LINKS
                && isDeleted(posix.readlink(directory));
    }

    private static boolean isDeleted(String target) {
        return target != null && target.endsWith(DELETED);
    }

    /** Whether process ids there are those of this process. */
    private boolean isProc() {
        String self = posix.readlink(PROC + "self");
        return self != null && Decimal.digits(self) == self.length() && Decimal.value(self) == posix.getpid();
    }

    /** The process id of a watched supervise is not known, but it has the same {@code ok} open. */
    private boolean sentToWatched(byte[] commands) {
        if (!isProc()) {
            return false;
        }
        DirectoryListing listing = posix.listDirectory(PROC);
        try {
            while (listing.next()) {
                String name = listing.name();
                if (Decimal.digits(name) == name.length() && sentToHolder((int) Decimal.value(name), commands)) {
                    return true;
                }
            }
            return false;
        } finally {
            listing.close();
        }
    }

    private boolean sentToHolder(int process, byte[] commands) {
        try {
            return process != posix.getpid() && removed(process) && holdsOk(process) && sent(process, commands);
        } catch (PosixException ignored) {
            // It has ended, or is another user's.
            return false;
        }
    }

    private boolean holdsOk(int process) {
        for (int i = 0; i < MAX_DESCRIPTORS; i++) {
            if (posix.stat(descriptor(process, i), status) && status.same(found)) {
                return true;
            }
        }
        return false;
    }

    private boolean sent(int process, byte[] commands) {
        for (int i = 0; i < MAX_DESCRIPTORS; i++) {
            String descriptor = descriptor(process, i);
            if (posix.stat(descriptor, status) && status.fifo() && isControl(posix.readlink(descriptor))) {
                return wrote(descriptor, commands);
            }
        }
        return false;
    }

    private static String descriptor(int process, int number) {
        return PROC + process + "/fd/" + number;
    }

    private static boolean isControl(String target) {
        return target != null && (target.endsWith(CONTROL + DELETED) || target.endsWith(CONTROL));
    }

    private boolean wrote(String fifo, byte[] commands) {
        int writer = posix.openWrite(fifo);
        try {
            return posix.writeAll(writer, commands, 0, commands.length) == commands.length;
        } finally {
            posix.close(writer);
        }
    }
}
