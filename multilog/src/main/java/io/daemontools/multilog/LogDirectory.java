package io.daemontools.multilog;

import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

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

    /** Makes it the working directory. */
    void enter() {
        posix.changeDirectory(descriptor);
    }

    /** The descriptor of {@link #CURRENT}. */
    int current() {
        return current;
    }

    /** From now on lines go to this descriptor. */
    void setCurrent(int opened) {
        posix.closeOnExec(opened);
        current = opened;
    }

    /** The descriptor of a file that the rotation has to itself. */
    int opened() {
        return opened;
    }

    /** Takes a file's descriptor for the steps that follow. */
    void open(int descriptor) {
        opened = descriptor;
    }

    /** Does a step, however often it takes. */
    void insist(Step step) {
        for (; ; ) {
            try {
                step.take(posix, this);
                return;
            } catch (PosixException error) {
                trouble.pause(step.before(), step.after(), error);
            }
        }
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
        if (status.links() == 1) {
            link(file, code);
        }
        remove(file);
        retention.prune();
    }

    private boolean look(String file) {
        for (; ; ) {
            try {
                return posix.status(file, status);
            } catch (PosixException error) {
                trouble.pause("unable to stat ", '/' + file, error);
            }
        }
    }

    private void link(String file, char code) {
        for (; ; ) {
            String name = FinishedFile.name(posix.wallClock(), code);
            try {
                posix.link(file, name);
                return;
            } catch (PosixException error) {
                trouble.pause("unable to link to ", '/' + name, error);
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
