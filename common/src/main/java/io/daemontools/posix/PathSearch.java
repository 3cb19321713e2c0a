package io.daemontools.posix;

/** Searches for a program by the rules of 0.76 ({@code pathexec_run.c}). */
public final class PathSearch {
    private static final String DEFAULT_PATH = "/bin:/usr/bin";

    /** One attempt to run a program. */
    public interface Attempt {
        /** Runs the program at {@code path}. If this returns, the result is the reason for the failure. */
        Errno run(String path);
    }

    private PathSearch() {}

    /**
     * Tries a name with a slash as a path, and any other name in each directory of PATH in turn.
     *
     * @param path PATH's value, or null if it is not set
     * @return why none could be run, or null as soon as an attempt returns null
     */
    public static Errno run(String program, CharSequence path, Attempt attempt) {
        if (program.indexOf('/') >= 0) {
            return attempt.run(program);
        }
        CharSequence directories = path == null ? DEFAULT_PATH : path;
        Errno remembered = Errno.ENOENT;
        int start = 0;
        while (start <= directories.length()) {
            int end = endOfDirectory(directories, start);
            String directory =
                    end == start ? "." : directories.subSequence(start, end).toString();
            Errno error = attempt.run(directory + '/' + program);
            if (error == null || !mayBeElsewhere(error)) {
                return error;
            }
            if (error != Errno.ENOENT) {
                remembered = error;
            }
            start = end + 1;
        }
        return remembered;
    }

    private static int endOfDirectory(CharSequence directories, int start) {
        int end = start;
        while (end < directories.length() && directories.charAt(end) != ':') {
            end++;
        }
        return end;
    }

    private static boolean mayBeElsewhere(Errno error) {
        return error == Errno.ENOENT || error == Errno.EACCES || error == Errno.EPERM || error == Errno.EISDIR;
    }
}
