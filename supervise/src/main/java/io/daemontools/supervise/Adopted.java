package io.daemontools.supervise;

import io.daemontools.event.Deadline;
import io.daemontools.event.EventLoop;
import io.daemontools.event.Watch;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.ProcessIdentifier;
import io.daemontools.posix.ProcessIdentity;
import io.daemontools.posix.Signal;
import io.daemontools.posix.WaitStatus;
import io.daemontools.service.RunStart;

/**
 * The process of a service that another supervise has started: no child of this one. Its end is seen by a watch, or, where there is
 * none, by a look each second. A signal goes by the watch, or, where there is none, after the same look.
 */
final class Adopted {
    private static final int NO_WATCH = -1;

    private final RunStart run;
    private final Posix posix;
    private final ProcessIdentifier identifier;
    private final ProcessIdentity found = new ProcessIdentity();
    private final int[] watched = {NO_WATCH};
    private final boolean[] ready = {false};

    /** In the loop, if there is a watch. */
    private Watch watch;

    /** When to look for the process, if there is no watch. */
    private Deadline look;

    private boolean ended;

    private Adopted(RunStart run, Posix posix, ProcessIdentifier identifier) {
        this.run = run;
        this.posix = posix;
        this.identifier = identifier;
    }

    /**
     * Finds the process of a run.
     *
     * @return null if it has ended, or was not identified when it was started
     * @throws PosixException EMFILE, ENFILE, ENOMEM, EIO, EPERM: it cannot be known now whether it has ended
     */
    static Adopted find(RunStart run, Posix posix, ProcessIdentifier identifier, EventLoop loop) {
        if (run.pid() <= 0 || !run.identity().known()) {
            return null;
        }
        Adopted adopted = new Adopted(run, posix, identifier);
        adopted.open();
        // The watch comes first: if the process is the right one afterwards, it was so before.
        if (!adopted.present() || adopted.watchEnded()) {
            adopted.close();
            return null;
        }
        adopted.attend(loop);
        return adopted;
    }

    /** Finds the process of a run again, which was adopted before, and may have ended since. */
    static Adopted again(RunStart run, Posix posix, ProcessIdentifier identifier, EventLoop loop) {
        Adopted adopted = new Adopted(run, posix, identifier);
        adopted.open();
        try {
            adopted.ended = !adopted.present();
        } catch (PosixException unknown) {
            // The watch may be of another process. This one is looked for instead.
            adopted.close();
        }
        if (adopted.ended) {
            adopted.close();
        } else {
            adopted.attend(loop);
        }
        return adopted;
    }

    private void attend(EventLoop loop) {
        if (watched[0] == NO_WATCH) {
            look = loop.deadline();
            look.setIn(Posix.SECOND);
        } else {
            watch = loop.watch(watched[0]);
        }
    }

    private void open() {
        try {
            watched[0] = posix.watchProcess(run.pid());
        } catch (PosixException ignored) {
            // The process has ended, which is found out next; or the system has no watches, and it is looked for
            // instead.
            return;
        }
    }

    /**
     * Whether the process exists, as far as can be seen without a watch.
     *
     * @throws PosixException it cannot be known now: EPERM if there is a process with its id that the system does not reveal
     */
    private boolean present() {
        if (!identifier.finds(run.identity())) {
            return false;
        }
        try {
            identifier.identify(posix, run.pid(), found);
        } catch (PosixException error) {
            if (error.errno() == Errno.ESRCH) {
                return false;
            }
            throw error;
        }
        if (!found.known()) {
            throw PosixException.of(Errno.EPERM);
        }
        return found.sameAs(run.identity());
    }

    /** Whether the process still exists, or this cannot be known now. */
    private boolean perhapsPresent() {
        try {
            return present();
        } catch (PosixException unknown) {
            // It is looked for again.
            return true;
        }
    }

    /**
     * Whether the process exists, as its watch shows, or else a look.
     *
     * @throws PosixException it cannot be known now
     */
    boolean exists() {
        if (watched[0] != NO_WATCH) {
            try {
                posix.poll(watched, ready, 0);
                return !ready[0];
            } catch (PosixException ignored) {
                // A look may show it nevertheless.
            }
        }
        return present();
    }

    private boolean watchEnded() {
        if (watched[0] == NO_WATCH) {
            return false;
        }
        try {
            posix.poll(watched, ready, 0);
            return ready[0];
        } catch (PosixException unknown) {
            // It is polled again.
            return false;
        }
    }

    /** Whether the process has ended. For each turn of the loop. */
    boolean ended() {
        if (ended) {
            return true;
        }
        if (watch != null && watch.ready()) {
            // Once more: when poll(2) fails, all watches of the loop count as ready.
            ended = watchEnded();
            watch.setEnabled(!ended);
        } else if (look != null && look.expired()) {
            ended = !perhapsPresent();
            look.setIn(Posix.SECOND);
        }
        return ended;
    }

    /** Sends a signal. */
    void send(Signal signal) {
        if (watched[0] != NO_WATCH) {
            try {
                posix.signalProcess(watched[0], signal);
                return;
            } catch (PosixException error) {
                if (error.errno() == Errno.ESRCH) {
                    throw error;
                }
                // Another way may be open: an old container engine can know a part of the calls.
            }
        }
        if (!watchEnded() && present()) {
            posix.kill(run.pid(), signal);
        }
    }

    /** Whether it is known how the process has ended, which it has; some systems know it only later. */
    boolean exitStatus(WaitStatus into) {
        return watched[0] != NO_WATCH && posix.exitStatus(watched[0], into);
    }

    /** Whether the system may know later how the process has ended. */
    boolean watches() {
        return watched[0] != NO_WATCH;
    }

    /** Stops looking. */
    void close() {
        if (look != null) {
            look.cancel();
        }
        if (watch != null) {
            watch.remove();
        }
        if (watched[0] != NO_WATCH) {
            posix.closeWatch(watched[0]);
            watched[0] = NO_WATCH;
        }
    }
}
