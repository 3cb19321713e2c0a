package io.daemontools.simulation.os;

import io.daemontools.posix.Errno;

/**
 * The operating system whose kernel is simulated. All rules in which the two differ are here, as far as the commands use them.
 *
 * <p>Linux's rules are compared with a real kernel by the conformance tests. FreeBSD's are <b>not compared</b>: there is no FreeBSD
 * kernel to compare with. Each names its source: a manual page, or a file of the kernel of FreeBSD 14.
 */
public enum OperatingSystem {
    /** Linux 6.15 and later: pidfds, inotify. */
    LINUX,
    /** FreeBSD 14: kqueue, no {@code /proc}. */
    FREEBSD;

    private static final int LINUX_PIPE_BUF = 4096;
    private static final int FREEBSD_PIPE_BUF = 512;
    private static final int LINUX_PATH_MAX = 4096;
    private static final int FREEBSD_PATH_MAX = 1024;
    private static final int LINUX_LINKS = 40;
    private static final int FREEBSD_LINKS = 32;
    private static final int LINUX_INTERPRETERS = 4;
    private static final int LINUX_SUN_PATH = 108;
    private static final int FREEBSD_SUN_PATH = 104;
    private static final int LINUX_LARGEST_DATAGRAM = 212_992 - 32;
    private static final int FREEBSD_LARGEST_DATAGRAM = 8192;
    private static final int MOST_DATAGRAMS = 10;

    /** PIPE_BUF: a write of up to that many bytes is in one piece. Not compared: {@code sys/syslimits.h}. */
    public int pipeBuf() {
        return this == LINUX ? LINUX_PIPE_BUF : FREEBSD_PIPE_BUF;
    }

    /** PATH_MAX, the zero byte included. Not compared: {@code sys/syslimits.h}. */
    public int pathMax() {
        return this == LINUX ? LINUX_PATH_MAX : FREEBSD_PATH_MAX;
    }

    /** How many symbolic links a path may have. Not compared: MAXSYMLINKS in {@code sys/param.h}. */
    public int mostLinks() {
        return this == LINUX ? LINUX_LINKS : FREEBSD_LINKS;
    }

    /** How many scripts may interpret each other. Not compared: {@code kern/imgact_shell.c}. */
    public int mostInterpreters() {
        return this == LINUX ? LINUX_INTERPRETERS : 1;
    }

    /** The error for one more of them. Not compared: {@code kern/imgact_shell.c}. */
    public Errno tooManyInterpreters() {
        return this == LINUX ? Errno.ELOOP : Errno.ENOEXEC;
    }

    /** The error of an {@code open(2)} with O_NOFOLLOW of a symbolic link. Not compared: {@code open(2)}. */
    public Errno linkNotFollowed() {
        return this == LINUX ? Errno.ELOOP : Errno.EMLINK;
    }

    /** The error of an {@code unlink(2)} of a directory. Not compared: {@code unlink(2)}. */
    public Errno directoryNotUnlinked() {
        return this == LINUX ? Errno.EISDIR : Errno.EPERM;
    }

    /** The error of a {@code rename(2)} of {@code .} or {@code ..}. Not compared: {@code rename(2)}. */
    public Errno dotsNotRenamed() {
        return this == LINUX ? Errno.EBUSY : Errno.EINVAL;
    }

    /** Whether {@code link(2)} of a symbolic link is a link to what that refers to. Not compared: {@code link(2)}. */
    public boolean linkFollows() {
        return this == FREEBSD;
    }

    /** Whether a new file always has the group of its directory. Not compared: {@code open(2)}. */
    public boolean groupOfDirectory() {
        return this == FREEBSD;
    }

    /** Whether {@code flock(2)} is possible on what is no regular file and no directory. Not compared: {@code flock(2)}. */
    public boolean locksAnything() {
        return this == LINUX;
    }

    /** Whether {@code stat(2)} of a pipe has no permissions and no link, but the size of what is in it. Not compared: {@code kern/sys_pipe.c}. */
    public boolean pipesHaveSizes() {
        return this == FREEBSD;
    }

    /**
     * Whether watches are kqueues. Not compared: {@code kqueue(2)} and {@code kern/kern_event.c}.
     * <ul>
     *   <li>A forked child does not have them.
     *   <li>That of a process has the exit status as soon as the process has ended, reaped or not. The process that asks for it takes the event
     *       out of the queue, which is not readable any more.
     *   <li>A signal to the watched process is {@code kill(2)}, and none is sent once the watch is readable.
     *   <li>That of a directory needs the directory to be open: it takes two descriptors.
     * </ul>
     */
    public boolean hasKqueue() {
        return this == FREEBSD;
    }

    /**
     * Whether the serial number of a process is its start time, in microseconds since the system was started. Not compared: {@code
     * kinfo_proc.ki_start} of {@code sysctl(3)} kern.proc.pid. Else it is an inode number.
     */
    public boolean numbersByStartTime() {
        return this == FREEBSD;
    }

    /** The length of the longest path of a socket. Not compared: {@code unix(4)}. */
    public int longestSocketPath() {
        return (this == LINUX ? LINUX_SUN_PATH : FREEBSD_SUN_PATH) - 1;
    }

    /**
     * The size of the largest datagram: net.core.wmem_default less 32 on Linux, as it is without changes. Not compared: {@code
     * net.local.dgram.maxdgram} in {@code kern/uipc_usrreq.c}.
     */
    public int largestDatagram() {
        return this == LINUX ? LINUX_LARGEST_DATAGRAM : FREEBSD_LARGEST_DATAGRAM;
    }

    /**
     * With more datagrams than this, a socket takes no other one: {@code net.unix.max_dgram_qlen} of Linux as it is without changes. FreeBSD
     * limits their bytes; its number here is not compared.
     */
    public int mostDatagrams() {
        return MOST_DATAGRAMS;
    }

    /** Whether a datagram for which the receiver has no room is an error; else its sender may wait. Not compared: {@code unix(4)}. */
    public boolean datagramsDiscarded() {
        return this == FREEBSD;
    }

    /** The error of an {@code open(2)} of a socket file. Not compared: {@code open(2)}. */
    public Errno socketNotOpened() {
        return this == LINUX ? Errno.ENXIO : Errno.EOPNOTSUPP;
    }

    /** The error of a datagram to a file that is no socket, or to a socket file whose socket is gone. Not compared: {@code connect(2)}. */
    public Errno noSocket(boolean socketFile) {
        return this == LINUX || socketFile ? Errno.ECONNREFUSED : Errno.ENOTSOCK;
    }
}
