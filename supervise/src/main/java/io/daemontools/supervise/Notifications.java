package io.daemontools.supervise;

import io.daemontools.cli.Diagnostics;
import io.daemontools.event.Deadline;
import io.daemontools.event.EventLoop;
import io.daemontools.event.Watch;
import io.daemontools.posix.Datagram;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.ProcessEntry;
import io.daemontools.posix.Spawn;
import io.daemontools.service.ServiceFiles;
import io.daemontools.service.ServiceSettings;
import io.daemontools.service.ServiceState;
import io.daemontools.service.Want;

/**
 * The messages of {@code sd_notify(3)} that the service sends, and its watchdog. A message counts if its sender is the service or a
 * descendant; if the sender has exited, or is not known, it counts if it is of the service's user or of root.
 *
 * <p>The socket is in the directory of the status, which 0.76 makes for its owner alone: there it gets permission for all to search it.
 */
final class Notifications {
    /** All users may write to the socket: each message has its sender. */
    private static final int SOCKET_MODE = 0666;

    private static final int SEARCH = 0111;
    private static final long MICROSECOND = Posix.SECOND / 1_000_000;

    /** A sender is looked for among so many generations of the service's descendants. */
    private static final int GENERATIONS = 64;

    /** How many messages are read in a turn: a sender that never pauses does not keep supervise from its other tasks. */
    private static final int MESSAGES = 64;

    /** More than a socket holds: {@code net.unix.max_dgram_qlen} is 512 at most, unless an administrator sets more. */
    private static final int LEFT_OVER = 1024;

    private static final long PAUSE = Posix.SECOND / 10;
    private static final String TIMEOUT_VARIABLE = "WATCHDOG_USEC=";

    private final String directory;
    private final EventLoop loop;
    private final ServiceProcess process;
    private final ServiceState state;
    private final Posix posix;
    private final Diagnostics diagnostics;
    private final NotifySocket socket;
    private final ProcessEntry entry = new ProcessEntry();
    private Watch messages;

    /** The permissions of the directory that were added. */
    private int added;

    /** Whether a message of another process has been reported for this run. */
    private boolean reported;

    /** Whether there is a run whose messages count. */
    private boolean running;

    /** Whether the watchdog counts: from the first READY until the run stops, as in systemd. */
    private boolean watched;

    /** When the service has missed its watchdog. */
    private final Deadline watchdog;

    /** A service without a socket; {@code directory} is its directory's name in messages. */
    Notifications(
            String directory,
            EventLoop loop,
            ServiceProcess process,
            ServiceState state,
            Posix posix,
            Diagnostics diagnostics) {
        this.directory = directory;
        this.loop = loop;
        this.process = process;
        this.state = state;
        this.posix = posix;
        this.diagnostics = diagnostics;
        this.socket = new NotifySocket(posix, ServiceFiles.NOTIFY);
        this.watchdog = loop.deadline();
    }

    /** Adds what the next run needs. */
    Spawn prepare(Spawn run, ServiceSettings settings) {
        stop();
        if (!settings.notifySocket()) {
            remove();
            return run;
        }
        if (messages != null && !socket.present()) {
            close();
        }
        String address = address();
        if (address == null || !open()) {
            return run;
        }
        discard();
        String variable = NotifySocket.VARIABLE + '=' + address;
        state.setWatchdogTimeout(settings.watchdogTimeout());
        if (settings.watchdogTimeout() == ServiceSettings.NEVER) {
            return run.putenv(variable);
        }
        return run.putenv(variable, TIMEOUT_VARIABLE + settings.watchdogTimeout() / MICROSECOND);
    }

    private boolean open() {
        if (messages != null) {
            return true;
        }
        try {
            socket.open(SOCKET_MODE);
            letOthersSearch();
            messages = loop.watch(socket.descriptor());
            return true;
        } catch (PosixException error) {
            diagnostics.warn("unable to create " + directory + '/' + ServiceFiles.NOTIFY, error);
            socket.close();
            return false;
        }
    }

    /** Returns null if there is none: the directory has too long a path, or was removed. */
    private String address() {
        try {
            return socket.address();
        } catch (PosixException error) {
            String verb = messages == null ? "create " : "find ";
            diagnostics.warn("unable to " + verb + directory + '/' + ServiceFiles.NOTIFY, error);
            close();
            return null;
        }
    }

    private void letOthersSearch() {
        FileStatus status = new FileStatus();
        if (posix.stat(ServiceFiles.SUPERVISE, status) && (status.permissions() & SEARCH) != SEARCH) {
            posix.chmod(ServiceFiles.SUPERVISE, status.permissions() | SEARCH);
            added = SEARCH & ~status.permissions();
        }
    }

    /** There is to be no socket any more: others may no longer search the directory, if this supervise has let them. */
    private void remove() {
        if (messages == null) {
            return;
        }
        close();
        try {
            FileStatus status = new FileStatus();
            if (added != 0 && posix.stat(ServiceFiles.SUPERVISE, status)) {
                posix.chmod(ServiceFiles.SUPERVISE, status.permissions() & ~added);
                added = 0;
            }
            posix.unlink(ServiceFiles.NOTIFY);
        } catch (PosixException ignored) {
            // It was removed already, or the directory was: nobody needs the permission.
            return;
        }
    }

    /** Whether the service has a socket. */
    boolean listens() {
        return messages != null;
    }

    /** What an earlier run has left. */
    private void discard() {
        try {
            int left = LEFT_OVER;
            while (left > 0 && socket.receive()) {
                left--;
            }
        } catch (PosixException ignored) {
            // It is read again when the run has been started.
            return;
        }
    }

    /** The run has been started. */
    void started() {
        running = true;
        watched = false;
        reported = false;
    }

    /** The run is being stopped: it may have its time for that. */
    void stopping() {
        watched = false;
        watchdog.cancel();
    }

    /** The run goes on. */
    void goesOn() {
        watched = state.ready();
        restartWatchdog();
    }

    /**
     * Goes on with a run that another supervise has started. Messages that it has sent meanwhile are lost.
     *
     * @param watchdogAt when it has missed its watchdog, on the monotonic clock; or {@link ServiceState#NONE}
     */
    void adopt(ServiceSettings settings, long watchdogAt) {
        if (!settings.notifySocket() || !open()) {
            return;
        }
        running = true;
        if (watchdogAt != ServiceState.NONE) {
            // It could not report for a while.
            watchdog.set(Math.max(watchdogAt, posix.monotonicClock() + state.watchdogTimeout() / 2));
            watched = true;
        }
    }

    private void restartWatchdog() {
        if (watched && messages != null && state.watchdogTimeout() != ServiceState.NONE) {
            watchdog.setIn(state.watchdogTimeout());
        } else {
            watchdog.cancel();
        }
    }

    /** When the service has missed its watchdog, on the monotonic clock; or {@link ServiceState#NONE}. */
    long watchdogAt() {
        return watchdog.isSet() ? posix.monotonicClock() + watchdog.left() : ServiceState.NONE;
    }

    /** Whether the service has missed its watchdog, or reports that it has failed; it is to be killed. Once for each run. */
    boolean watchdogMissed() {
        boolean missed = watchdog.expired();
        if (missed) {
            watchdog.cancel();
        }
        return missed;
    }

    /** The run may have ended: whether it has missed its watchdog is to be known later. */
    void postpone(long nanoseconds) {
        if (watchdog.expired()) {
            watchdog.setIn(nanoseconds);
        }
    }

    /** Reads the messages that have arrived. Returns whether the state has changed. For each turn of the loop. */
    boolean receive() {
        if (messages == null || !messages.ready()) {
            return false;
        }
        boolean changed = false;
        try {
            for (int i = 0; i < MESSAGES && socket.receive(); i++) {
                if (running && counts()) {
                    changed |= obey(socket.notification());
                }
            }
        } catch (PosixException ignored) {
            // The system lacks memory. The socket stays ready, and is read again after a pause.
            posix.sleep(PAUSE);
        }
        return changed;
    }

    private boolean counts() {
        int sender = socket.process();
        int at = sender;
        for (int i = 0; i < GENERATIONS && at > 0; i++) {
            if (at == process.pid()) {
                return true;
            }
            if (!posix.find(at, entry)) {
                return mayBeOfService();
            }
            at = entry.parent();
        }
        if (at == Datagram.UNKNOWN) {
            return mayBeOfService();
        }
        if (!reported) {
            // A service that notifies by way of a daemon, for example. One report is enough: anyone may send.
            reported = true;
            diagnostics.warn("ignoring a notification for " + directory + " from process " + sender
                    + ", which is not a descendant of the service");
        }
        return false;
    }

    private boolean mayBeOfService() {
        long user = socket.user();
        return user == 0 || (posix.find(process.pid(), entry) && user == entry.user());
    }

    private boolean obey(Notification message) {
        boolean changed = false;
        if (message.hasStatus()) {
            state.setText(message.status(), 0, message.statusLength());
            changed = true;
        }
        if (message.watchdogMicroseconds() != Notification.NONE) {
            state.setWatchdogTimeout(
                    Math.min(message.watchdogMicroseconds(), Long.MAX_VALUE / MICROSECOND) * MICROSECOND);
            changed = true;
        }
        if (message.watchdog() || message.watchdogMicroseconds() != Notification.NONE) {
            restartWatchdog();
            changed = true;
        }
        if (message.watchdogTrigger()) {
            watchdog.setIn(0);
        }
        if (message.ready() && !message.stopping() && survives()) {
            state.setStopping(false);
            state.setCommanded(false);
            goesOn();
            changed = true;
        }
        if (message.ready() && !message.reloading() && !state.ready()) {
            state.setReady(true, posix.wallClock());
            watched = true;
            restartWatchdog();
            changed = true;
        }
        if (message.reloading() && !message.ready() && state.ready()) {
            state.setReady(false, state.readySince());
            changed = true;
        }
        if (message.stopping() && !state.stopping()) {
            state.setStopping(true);
            stopping();
            changed = true;
        }
        return changed;
    }

    /** Whether the run was to stop, and is neither killed nor wanted down: it is ready in spite of that. */
    private boolean survives() {
        return state.stopping() && state.want() != Want.DOWN && state.killAt() == ServiceState.NONE;
    }

    /** The run has ended: no message counts until the next start. */
    void stop() {
        running = false;
        watchdog.cancel();
        state.setWatchdogTimeout(ServiceState.NONE);
    }

    private void close() {
        if (messages != null) {
            messages.remove();
            messages = null;
            socket.close();
        }
    }
}
