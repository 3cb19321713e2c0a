package io.daemontools.multilog;

import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.time.Tai64nLabel;

/** An open and locked log directory: its descriptors, and what is done with the files in it. */
final class LogDirectory {
    /** Locked by the multilog that writes here. */
    static final String LOCK = "lock";

    /** The file lines are added to; its mode is {@link #FINISHED} only while nobody writes. */
    static final String CURRENT = "current";

    /** A full file on its way to a finished one. */
    static final String PREVIOUS = "previous";

    /** What the processor made of {@link #PREVIOUS}. */
    static final String PROCESSED = "processed";

    /** What the processor wants to know at its next run. */
    static final String STATE = "state";

    /** {@link #STATE} as the running processor writes it. */
    static final String NEW_STATE = "newstate";

    /** The mode of a file that is complete and on disk. */
    static final int FINISHED = 0744;

    /** The mode of a file that is being written. */
    static final int UNFINISHED = 0644;

    private final Posix posix;
    private final Trouble trouble;
    private final Retention retention;
    private final FileStatus status = new FileStatus();
    private final byte[] label = new byte[Tai64nLabel.TEXT];
    private final StringBuilder name = new StringBuilder();
    private final int descriptor;
    private int current;
    private int opened;

    /** A directory that is open at {@code descriptor}, with no {@code current} yet. */
    LogDirectory(Posix posix, Trouble trouble, Retention retention, int descriptor) {
        this.posix = posix;
        this.trouble = trouble;
        this.retention = retention;
        this.descriptor = descriptor;
    }

    /** The descriptor of {@link #CURRENT}. */
    int current() {
        return current;
    }

    /** Takes the descriptor of {@link #CURRENT}: from now on lines go there. */
    void setCurrent(int descriptor) {
        current = descriptor;
    }

    /** Does a step, however often it takes. */
    void insist(Step step) {
        for (; ; ) {
            try {
                take(step);
                return;
            } catch (PosixException error) {
                trouble.pause(step.before(), step.after(), error);
            }
        }
    }

    /** Tries a step once. Names are good in the directory, which is the working directory from ENTER on. */
    void take(Step step) {
        switch (step) {
            case ENTER -> posix.chdir(descriptor);
            case SYNC_CURRENT -> posix.fsync(current);
            case SET_ASIDE -> posix.rename(CURRENT, PREVIOUS);
            case CREATE_CURRENT -> setCurrent(posix.openAppend(CURRENT));
            case BEGIN_CURRENT -> posix.chmod(current, UNFINISHED);
            case FINISH_CURRENT -> posix.chmod(current, FINISHED);
            case FINISH_PREVIOUS -> posix.chmod(PREVIOUS, FINISHED);
            case OPEN_PROCESSED -> opened = posix.openAppend(PROCESSED);
            case SYNC_PROCESSED, SYNC_STATE -> posix.fsync(opened);
            case FINISH_PROCESSED -> posix.chmod(opened, FINISHED);
            case OPEN_STATE -> opened = posix.openAppend(NEW_STATE);
            case REMOVE_PREVIOUS -> posix.unlink(PREVIOUS);
            case KEEP_STATE -> posix.rename(NEW_STATE, STATE);
        }
    }

    /** Closes what a step has opened. */
    void closeOpened() {
        posix.close(opened);
    }

    /**
     * Gives a file in the working directory its final name, unless it has that already, and makes room for it. Does
     * nothing if there is no such file.
     *
     * @param code {@link FinishedFile#SAFE} or {@link FinishedFile#UNSAFE}
     */
    void finish(String file, char code) {
        if (!look(file)) {
            trouble.missing();
            return;
        }
        if (!hasFinalName()) {
            link(file, code);
        }
        remove(file);
        retention.prune();
    }

    /**
     * Whether the file that was looked at has its final name already, because multilog was killed between link and unlink.
     * Two links mean that, as in 0.76. With none, or more than two, the finished files are compared with it.
     */
    private boolean hasFinalName() {
        return status.links() == 2 || (status.links() != 1 && retention.holds(status));
    }

    private boolean look(String file) {
        for (; ; ) {
            try {
                return posix.stat(file, status);
            } catch (PosixException error) {
                trouble.pause("unable to stat ", '/' + file, error);
            }
        }
    }

    private void link(String file, char code) {
        for (; ; ) {
            FinishedFile.name(posix.wallClock(), code, label, name);
            retention.makeNewest(name);
            try {
                posix.link(file, name);
                return;
            } catch (PosixException error) {
                trouble.pause("unable to link to ", "/" + name, error);
            }
        }
    }

    private void remove(String file) {
        for (; ; ) {
            try {
                posix.unlink(file);
                return;
            } catch (PosixException error) {
                trouble.pause("unable to remove ", '/' + file, error);
            }
        }
    }
}
