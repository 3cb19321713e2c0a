package io.daemontools.posix;

/**
 * Names in the file system. A name is an ISO-8859-1 string, one char per byte. Methods that are called with ever new names take a
 * {@code CharSequence}, so that a caller can reuse its memory. Failures are {@link PosixException}s. A call that a signal
 * interrupts (EINTR) is repeated.
 */
public interface Files {
    /** The result of {@link #birth} if the time is not known. */
    long UNKNOWN = 0;

    /** The result of {@link #statvfs} if the space is not known. */
    long UNKNOWN_SPACE = -1;

    /** The working directory. */
    String WORKING_DIRECTORY = ".";

    /**
     * {@code stat(2)}.
     *
     * @return false for ENOENT
     */
    boolean stat(CharSequence path, FileStatus into);

    /**
     * {@code mkdir(2)}.
     *
     * @return false for EEXIST
     */
    boolean mkdir(CharSequence path, int mode);

    /**
     * {@code mkfifo(3)}.
     *
     * @return false for EEXIST
     */
    boolean mkfifo(CharSequence path, int mode);

    /** {@code rename(2)}: replaces {@code to} if it exists; ENOENT. */
    void rename(String from, CharSequence to);

    /** {@code link(2)}; EEXIST. */
    void link(String existing, CharSequence added);

    /** {@code unlink(2)}; ENOENT. */
    void unlink(CharSequence path);

    /** {@code rmdir(2)}; ENOTEMPTY (EEXIST on some systems), ENOTDIR. */
    void rmdir(String path);

    /** {@code chmod(2)}. */
    void chmod(String path, int mode);

    /** {@code chown(2)} to a user and a group, 0 to 2^32 - 1; EPERM. */
    void chown(String path, long user, long group);

    /**
     * {@code readlink(2)}.
     *
     * @return where a symbolic link points; null for EINVAL: no symbolic link
     */
    String readlink(String path);

    /** {@code chdir(2)}; ENOENT, ENOTDIR, EACCES. */
    void chdir(String path);

    /** {@code fchdir(2)} to a directory that is open. */
    void chdir(int descriptor);

    /**
     * {@code getcwd(3)}.
     *
     * @return the absolute path of the working directory, without symbolic links
     * @throws PosixException ENOENT if it was removed, EACCES, ENAMETOOLONG
     */
    String getcwd();

    /** {@code umask(2)}. */
    void umask(int mask);

    /**
     * {@code statx(2)} STATX_BTIME on Linux, {@code stat(2)} {@code st_birthtim} on FreeBSD, NetBSD and macOS: when the file was created, in
     * nanoseconds of the wall clock; {@link #UNKNOWN} for a failure, or if the system or the file system does not know it.
     */
    long birth(CharSequence path);

    /**
     * {@code statvfs(3)} {@code f_bavail}: the bytes that users other than root may still add to the file system of a file, a multiple of the
     * size of its blocks; {@link #UNKNOWN_SPACE} for a failure, or if the file system does not count blocks.
     */
    long statvfs(CharSequence path);

    /**
     * {@code statvfs(3)} {@code f_favail}: the number of files that users other than root may still make in the file system of a file;
     * {@link #UNKNOWN_SPACE} for a failure, or if the file system does not count files.
     */
    long statvfsFiles(CharSequence path);

    /** {@code opendir(3)}, close-on-exec. {@link DirectoryListing#stat} works in the working directory alone. */
    DirectoryListing listDirectory(String path);

    /** Opens the working directory for listing. */
    default DirectoryListing listWorkingDirectory() {
        return listDirectory(WORKING_DIRECTORY);
    }
}
