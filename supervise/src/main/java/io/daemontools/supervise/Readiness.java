package io.daemontools.supervise;

import io.daemontools.cli.Diagnostics;
import io.daemontools.event.Deadline;
import io.daemontools.event.EventLoop;
import io.daemontools.event.Watch;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.posix.WaitStatus;
import io.daemontools.service.ServiceFiles;
import io.daemontools.service.ServiceSettings;

/**
 * Whether the service is ready, which it reports by a newline on its notification descriptor, or which {@code check} finds out.
 *
 * <p>The descriptor is a FIFO that the service has open for reading, too: a service that writes to it while there is no supervise is not
 * ended by SIGPIPE. Each run has a FIFO of its own.
 */
final class Readiness {
    private static final int CLOSED = -1;
    private static final int BUFFER = 64;
    private static final int FIFO_MODE = 0600;

    /** The time between two checks, in nanoseconds; that of s6-notifyoncheck. */
    private static final long CHECK_INTERVAL = Posix.SECOND;

    /** After what time a check is killed. */
    private static final long CHECK_TIMEOUT = 10 * Posix.SECOND;

    private final String directory;
    private final EventLoop loop;
    private final Posix posix;
    private final Diagnostics diagnostics;
    private final byte[] buffer = new byte[BUFFER];

    /** The end of the FIFO to read from, and the one for the next run. */
    private int reader = CLOSED;

    private int writer = CLOSED;
    private Watch notification;

    /** The check to run, or null; when to run it next, or to kill it; and its process. */
    private String check;

    private final Deadline checkTime;
    private int checking = Posix.NONE;

    /** Whether that process checks an earlier run. */
    private boolean obsolete;

    private boolean ready;
    private boolean awaited;

    /** A service that does not run; {@code directory} is its directory's name in messages. */
    Readiness(String directory, EventLoop loop, Posix posix, Diagnostics diagnostics) {
        this.directory = directory;
        this.loop = loop;
        this.posix = posix;
        this.diagnostics = diagnostics;
        this.checkTime = loop.deadline();
    }

    /** Adds what the next run needs. */
    Spawn prepare(Spawn run, ServiceSettings settings) {
        stop();
        remove();
        int descriptor = settings.notificationDescriptor();
        if (descriptor == ServiceSettings.NONE || !openFifo()) {
            return run;
        }
        return run.dup2("supervise: fatal: unable to move descriptor of " + directory + ": ", writer, descriptor);
    }

    /** Each run has a new one: a process that an earlier run has left may hold the last. */
    private boolean openFifo() {
        try {
            posix.mkfifo(ServiceFiles.NOTIFICATION, FIFO_MODE);
            reader = posix.openRead(ServiceFiles.NOTIFICATION);
            writer = posix.openReadWriteExisting(ServiceFiles.NOTIFICATION);
            posix.setBlocking(writer, true);
            return true;
        } catch (PosixException error) {
            diagnostics.warn("unable to create " + directory + '/' + ServiceFiles.NOTIFICATION, error);
            closeFifo();
            return false;
        }
    }

    /** The next supervise is not to take an earlier run's for this one's. */
    private void remove() {
        try {
            posix.unlink(ServiceFiles.NOTIFICATION);
        } catch (PosixException ignored) {
            // There is none; or mkfifo(3) reports that it is still there.
            return;
        }
    }

    /**
     * The run has been started, or could not be.
     *
     * @param listens whether the service has a socket for notifications
     */
    void started(ServiceSettings settings, boolean runs, boolean listens) {
        if (writer != CLOSED) {
            posix.close(writer);
            writer = CLOSED;
        }
        if (!runs) {
            closeFifo();
            return;
        }
        attend(settings, listens);
    }

    /** Goes on with a run that another supervise has started, and that is not ready as far as that supervise knew. */
    void adopt(ServiceSettings settings, boolean listens) {
        boolean closed = settings.notificationDescriptor() != ServiceSettings.NONE && !reopenFifo();
        attend(settings, listens);
        if (closed) {
            becomeReady();
        }
    }

    /** Returns false if the run, which had both ends open, has closed them: after the newline, which is lost. */
    private boolean reopenFifo() {
        try {
            int opened = posix.openWrite(ServiceFiles.NOTIFICATION);
            try {
                reader = posix.openRead(ServiceFiles.NOTIFICATION);
            } finally {
                posix.close(opened);
            }
            return true;
        } catch (PosixException error) {
            // Otherwise the run was started without one.
            return error.errno() != Errno.ENXIO;
        }
    }

    private void attend(ServiceSettings settings, boolean listens) {
        awaited = reader != CLOSED || (!listens && settings.check() != null);
        if (reader != CLOSED) {
            notification = loop.watch(reader);
        } else if (!listens && settings.check() != null) {
            check = settings.check();
            checkTime.setIn(0);
        }
    }

    /** Whether the run may report by the FIFO or is checked, or was before it was ready. */
    boolean awaited() {
        return awaited;
    }

    /** Whether the run has become ready since this was last asked. For each turn of the loop. */
    boolean becameReady() {
        if (notification != null && notification.ready()) {
            readNotification();
        }
        if (checkTime.expired()) {
            if (checking == Posix.NONE) {
                startCheck();
            } else {
                killCheck();
            }
        }
        boolean became = ready;
        ready = false;
        return became;
    }

    private void readNotification() {
        int count = read();
        if (count > 0 && posix.indexOf(buffer, 0, count, (byte) '\n') >= 0) {
            becomeReady();
        } else if (count == 0) {
            // Closed without a newline: it will not be ready.
            closeFifo();
        }
    }

    private int read() {
        try {
            return posix.read(reader, buffer, 0, buffer.length);
        } catch (PosixException ignored) {
            // A FIFO cannot fail; one that does will not be read again.
            return 0;
        }
    }

    private void becomeReady() {
        ready = true;
        check = null;
        checkTime.cancel();
        closeFifo();
    }

    private void startCheck() {
        checkTime.setIn(CHECK_TIMEOUT);
        try {
            checking = posix.spawn(
                    Spawn.program("supervise: fatal: unable to start " + directory + '/' + check + ": ", check)
                            .impatient()
                            .setsid());
        } catch (PosixException ignored) {
            // There is no process now; the next check is soon enough.
            checkTime.setIn(CHECK_INTERVAL);
        }
    }

    private void killCheck() {
        checkTime.cancel();
        if (!kill(-checking)) {
            // It does not lead a group yet.
            kill(checking);
        }
    }

    /** Returns false if the process or group is not there, or is another user's, and ends by itself. */
    private boolean kill(int process) {
        try {
            posix.kill(process, Signal.KILL);
            return true;
        } catch (PosixException ignored) {
            return false;
        }
    }

    /** A child has been reaped. */
    void reaped(int child, WaitStatus status) {
        if (child != checking) {
            return;
        }
        checking = Posix.NONE;
        boolean counts = !obsolete;
        obsolete = false;
        if (check == null) {
            checkTime.cancel();
        } else if (counts && !status.crashed() && status.exitCode() == 0) {
            becomeReady();
        } else {
            checkTime.setIn(CHECK_INTERVAL);
        }
    }

    /** The run has ended. */
    void stop() {
        closeFifo();
        check = null;
        checkTime.cancel();
        ready = false;
        awaited = false;
        stopCheck();
    }

    /** Ends a check that runs; its result does not count. */
    void stopCheck() {
        if (checking != Posix.NONE) {
            obsolete = true;
            killCheck();
        }
    }

    private void closeFifo() {
        if (notification != null) {
            notification.remove();
            notification = null;
        }
        if (reader != CLOSED) {
            posix.close(reader);
            reader = CLOSED;
        }
        if (writer != CLOSED) {
            posix.close(writer);
            writer = CLOSED;
        }
    }
}
