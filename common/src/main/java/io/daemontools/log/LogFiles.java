package io.daemontools.log;

/** The files of a log directory, besides the old log files (see {@link LogFileName}): their names and modes. */
public final class LogFiles {
    /** Locked for as long as a multilog writes to the directory. */
    public static final String LOCK = "lock";

    /** The file that lines are appended to. Its mode is {@link #FINISHED} only while no multilog writes to it. */
    public static final String CURRENT = "current";

    /** A full {@link #CURRENT} that is about to become an old log file. */
    public static final String PREVIOUS = "previous";

    /** The processor's output for {@link #PREVIOUS}. */
    public static final String PROCESSED = "processed";

    /** The state that the processor's last run left for the next. */
    public static final String STATE = "state";

    /** The state that the running processor writes. */
    public static final String NEW_STATE = "newstate";

    /** The mode of a log directory that multilog creates. */
    public static final int DIRECTORY_MODE = 0700;

    /** The mode of a file that is complete and on disk. */
    public static final int FINISHED = 0744;

    /** The mode of a file that is being written. */
    public static final int UNFINISHED = 0644;

    /** The bit that {@link #FINISHED} has and {@link #UNFINISHED} lacks; 0.76 checks no other. */
    private static final int FINISHED_BIT = 0100;

    private LogFiles() {}

    /** Whether a file with these permission bits is complete and on disk. */
    public static boolean isFinished(int permissions) {
        return (permissions & FINISHED_BIT) != 0;
    }
}
