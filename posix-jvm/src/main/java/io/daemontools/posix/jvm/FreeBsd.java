package io.daemontools.posix.jvm;

/**
 * Numbers of FreeBSD's C headers that jnr-constants lacks, on its 64-bit systems since version 13. Each has its name in C; that of a field is
 * its place in its structure, in bytes. {@code freebsd.c} of {@code posix-native} names the header of each, and is checked against these
 * headers by a C compiler; a test compares these numbers with it.
 */
final class FreeBsd {
    static final int PIPE_BUF = 512;

    static final int SIG_UNBLOCK = 2;
    static final int SIG_SETMASK = 3;

    static final int P_PID = 0;
    static final int PROC_REAP_ACQUIRE = 2;

    static final int POSIX_SPAWN_SETSIGDEF = 16;
    static final int POSIX_SPAWN_SETSIGMASK = 32;

    static final int EVFILT_VNODE = -4;
    static final int EVFILT_PROC = -5;
    static final int EV_ADD = 1;
    static final int EV_CLEAR = 32;
    static final int NOTE_DELETE = 1;
    static final int NOTE_WRITE = 2;
    static final int NOTE_ATTRIB = 8;
    static final int NOTE_RENAME = 32;
    static final int NOTE_EXIT = 0x80000000;

    /** {@code struct kevent}. */
    static final int SIZEOF_KEVENT = 64;

    static final int IDENT = 0;
    static final int FILTER = 8;
    static final int FLAGS = 10;
    static final int FFLAGS = 12;
    static final int DATA = 16;

    static final int SOCK_CLOEXEC = 0x10000000;
    static final int SOCK_NONBLOCK = 0x20000000;
    static final int SOL_SOCKET = 0xffff;
    static final int SOL_LOCAL = 0;
    static final int LOCAL_CREDS_PERSISTENT = 3;
    static final int SCM_CREDS2 = 8;
    static final int MSG_TRUNC = 16;
    static final int MSG_CMSG_CLOEXEC = 0x40000;

    /** {@code struct sockaddr_un}. */
    static final int SUN_FAMILY = 1;

    static final int SUN_PATH = 2;

    /** {@code struct msghdr}. */
    static final int MSG_FLAGS = 44;

    /** {@code struct cmsghdr}. */
    static final int CMSG_LEVEL = 4;

    /** {@code struct sockcred2}. */
    static final int SC_PID = 4;

    /** {@code struct stat}. */
    static final int SIZEOF_STAT = 224;

    static final int ST_DEV = 0;
    static final int ST_INO = 8;
    static final int ST_NLINK = 16;
    static final int ST_MODE = 24;
    static final int ST_UID = 28;
    static final int ST_GID = 32;
    static final int ST_MTIM = 64;
    static final int ST_BIRTHTIM = 96;
    static final int ST_SIZE = 112;

    /** {@code struct statvfs}. */
    static final int F_FAVAIL = 24;

    static final int F_FILES = 40;

    /** {@code struct dirent}. */
    static final int D_TYPE = 18;

    static final int D_NAME = 24;

    static final int CTL_KERN = 1;
    static final int KERN_PROC = 14;
    static final int KERN_PROC_PID = 1;
    static final int KERN_BOOTTIME = 21;

    /** {@code struct kinfo_proc}. */
    static final int SIZEOF_KINFO_PROC = 1088;

    static final int KI_PPID = 76;
    static final int KI_UID = 168;
    static final int KI_START = 336;

    private FreeBsd() {}
}
