package io.daemontools.posix;

/**
 * Descriptors that become readable when a process ends, or a directory or a file changes: for {@link Descriptors#poll}. They are
 * close-on-exec and are closed by {@link #closeWatch}. Failures are {@link PosixException}s: ENOSYS on a system that has no such
 * call, EMFILE, ENFILE and ENOMEM for lack of resources.
 */
public interface Watches {
    /**
     * Watches any process, child or not: {@code pidfd_open(2)} on Linux (since 5.3), {@code kqueue(2)} with EVFILT_PROC and
     * NOTE_EXIT on the BSDs and macOS. The descriptor stays readable once the process has ended, reaped or not.
     *
     * <p>A process id may have been reused before this call. To be sure of the process, check its identity afterwards.
     *
     * @return the descriptor
     * @throws PosixException ESRCH if there is no such process; any other failure means that it cannot be watched: old container
     *     engines answer EPERM to unknown system calls
     */
    int watchProcess(int process);

    /**
     * Sends a signal to a watched process: {@code pidfd_send_signal(2)}, which never reaches another process. Elsewhere
     * {@code poll(2)}, and {@code kill(2)} if the process has not ended: there it may be reaped between the two calls.
     *
     * @param watch from {@link #watchProcess}
     * @throws PosixException ESRCH if the process has ended and was reaped (elsewhere: has ended), EPERM
     */
    void signalProcess(int watch, Signal signal);

    /**
     * How a watched process has ended, child or not: {@code ioctl(2)} PIDFD_GET_INFO on Linux (since 6.15), which knows it once the
     * process has been reaped; {@code kevent(2)} on FreeBSD and NetBSD, after which the descriptor is not readable any more.
     *
     * @param watch from {@link #watchProcess}
     * @return whether it is known
     */
    boolean exitStatus(int watch, WaitStatus into);

    /**
     * A number that distinguishes a process from all others with the same process id since the system was started: on Linux the
     * inode number of its {@code pidfd_open(2)} if {@code fstatfs(2)} reports PIDFS_MAGIC (since 6.9); on FreeBSD, NetBSD and macOS
     * when it was started, in microseconds, by {@code sysctl(3)} kern.proc.
     *
     * @return {@link Files#UNKNOWN} if the system has none, or refuses it
     * @throws PosixException ESRCH if there is no such process; EMFILE, ENFILE, ENOMEM
     */
    long serialNumber(int process);

    /**
     * Watches the names in a directory: {@code inotify_init1(2)} and {@code inotify_add_watch(2)} with IN_CREATE, IN_DELETE,
     * IN_MOVED_FROM, IN_MOVED_TO, IN_DELETE_SELF and IN_MOVE_SELF on Linux; {@code kqueue(2)} with EVFILT_VNODE and NOTE_WRITE,
     * NOTE_DELETE, NOTE_RENAME on the BSDs and macOS. Changes before this call are not seen: list the directory after it.
     *
     * @param path a directory; links are followed
     * @return the descriptor, readable after a change until {@link #drainWatch}
     * @throws PosixException ENOENT, ENOTDIR, EACCES; ENOSPC if the user has too many watches
     */
    int watchDirectory(CharSequence path);

    /**
     * Watches the content of a file: {@code inotify_init1(2)} and {@code inotify_add_watch(2)} with IN_MODIFY, IN_DELETE_SELF, IN_MOVE_SELF
     * and IN_DONT_FOLLOW on Linux; {@code kqueue(2)} as in {@link #watchDirectory}, with NOTE_ATTRIB for truncations, of a file opened with
     * O_NOFOLLOW, on the BSDs and macOS.
     * Changes before this call are not seen: read the file after it. What the directory of the file then calls by its name is seen by {@link #watchDirectory} alone.
     *
     * @param path a file. A symbolic link is not followed: on Linux, the link itself is watched, whose content does not change
     * @return the descriptor, readable after a change until {@link #drainWatch}
     * @throws PosixException ENOENT, EACCES; ENOSPC if the user has too many watches; elsewhere ELOOP (EMLINK on FreeBSD, EFTYPE on NetBSD) for a symbolic link
     */
    int watchFile(CharSequence path);

    /**
     * Discards the changes that have arrived so far: {@code read(2)} until EAGAIN, or {@code kevent(2)} until there are none. List
     * the directory, or read the file, after this call and not before it.
     *
     * @param watch from {@link #watchDirectory} or {@link #watchFile}
     */
    void drainWatch(int watch);

    /** {@code close(2)} of a watch, and of what belongs to it. No failure is reported. */
    void closeWatch(int watch);
}
