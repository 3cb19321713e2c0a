package io.daemontools.posix;

/**
 * Names in the file system. A name is an ISO-8859-1 string, one char a byte; where names are ever new, it is any
 * sequence, so that not each need be a string. Failures are {@link PosixException}s; an interrupted call (EINTR) is made
 * again.
 */
public interface Files {
    /** What {@link #birth} returns for a time that is not known. */
    long UNKNOWN = 0;

    /** The name that the working directory has in itself. */
    String WORKING_DIRECTORY = ".";

    /**
     * Looks at the file a name leads to, links followed.
     *
     * @return false if there is none
     */
    boolean stat(CharSequence path, FileStatus into);

    /**
     * Makes a directory.
     *
     * @return false if something of that name is there
     */
    boolean mkdir(String path, int mode);

    /**
     * Makes a FIFO.
     *
     * @return false if something of that name is there
     */
    boolean mkfifo(String path, int mode);

    /** Gives a file another name, replacing what had it. */
    void rename(String from, String to);

    /** Gives a file a second name. */
    void link(String existing, CharSequence added);

    /** Removes a name. */
    void unlink(CharSequence path);

    /** Sets the permission bits of the file a name leads to. */
    void chmod(String path, int mode);

    /** Where a symbolic link points; null for a name that leads to something else. */
    String readlink(String path);

    /** Changes the working directory by name. */
    void chdir(String path);

    /** Changes the working directory to one held open. */
    void chdir(int descriptor);

    /** Sets the file mode creation mask. */
    void umask(int mask);

    /**
     * When the file that a name leads to was made: nanoseconds of the wall clock, or {@link #UNKNOWN} if the system or the
     * file system does not know it, or there is no such file.
     */
    long birth(CharSequence path);

    /** Opens a directory for listing. {@link DirectoryListing#stat} works in the working directory alone. */
    DirectoryListing listDirectory(String path);

    /** Opens the working directory for listing. */
    default DirectoryListing listWorkingDirectory() {
        return listDirectory(WORKING_DIRECTORY);
    }
}
