/*
 * What FreeBSD's headers define and this version relies on, as numbers: C uses the names, so a compiler on FreeBSD checks the numbers;
 * on a JVM the numbers are used, so tests compare them with these. Each line is one fact. The comments name the headers, as of FreeBSD
 * 13.0. Elsewhere this file is empty.
 */
#ifdef __FreeBSD__

#include <sys/param.h>
#include <sys/event.h>
#include <sys/file.h>
#include <sys/procctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/sysctl.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sys/user.h>
#include <sys/wait.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <time.h>
#include <unistd.h>

#define CHECK(fact) _Static_assert(fact, #fact)
#define VALUE(name, value) CHECK((name) == (value))
#define SIZE(type, size) CHECK(sizeof(type) == (size))

/* The place and the size of a field of a structure, in bytes. */
#define FIELD(type, name, place, size) \
  CHECK(offsetof(type, name) == (place) && sizeof ((type *) 0)->name == (size))

/* sys/errno.h */
VALUE(EPERM, 1);
VALUE(ENOENT, 2);
VALUE(ESRCH, 3);
VALUE(EINTR, 4);
VALUE(EIO, 5);
VALUE(ENXIO, 6);
VALUE(E2BIG, 7);
VALUE(ENOEXEC, 8);
VALUE(EBADF, 9);
VALUE(ECHILD, 10);
VALUE(EDEADLK, 11);
VALUE(ENOMEM, 12);
VALUE(EACCES, 13);
VALUE(EFAULT, 14);
VALUE(ENOTBLK, 15);
VALUE(EBUSY, 16);
VALUE(EEXIST, 17);
VALUE(EXDEV, 18);
VALUE(ENODEV, 19);
VALUE(ENOTDIR, 20);
VALUE(EISDIR, 21);
VALUE(EINVAL, 22);
VALUE(ENFILE, 23);
VALUE(EMFILE, 24);
VALUE(ENOTTY, 25);
VALUE(ETXTBSY, 26);
VALUE(EFBIG, 27);
VALUE(ENOSPC, 28);
VALUE(ESPIPE, 29);
VALUE(EROFS, 30);
VALUE(EMLINK, 31);
VALUE(EPIPE, 32);
VALUE(EDOM, 33);
VALUE(ERANGE, 34);
VALUE(EAGAIN, 35);
VALUE(EINPROGRESS, 36);
VALUE(EALREADY, 37);
VALUE(ENOTSOCK, 38);
VALUE(EDESTADDRREQ, 39);
VALUE(EMSGSIZE, 40);
VALUE(EPROTOTYPE, 41);
VALUE(ENOPROTOOPT, 42);
VALUE(EPROTONOSUPPORT, 43);
VALUE(ESOCKTNOSUPPORT, 44);
VALUE(EOPNOTSUPP, 45);
VALUE(EPFNOSUPPORT, 46);
VALUE(EAFNOSUPPORT, 47);
VALUE(EADDRINUSE, 48);
VALUE(EADDRNOTAVAIL, 49);
VALUE(ENETDOWN, 50);
VALUE(ENETUNREACH, 51);
VALUE(ENETRESET, 52);
VALUE(ECONNABORTED, 53);
VALUE(ECONNRESET, 54);
VALUE(ENOBUFS, 55);
VALUE(EISCONN, 56);
VALUE(ENOTCONN, 57);
VALUE(ESHUTDOWN, 58);
VALUE(ETOOMANYREFS, 59);
VALUE(ETIMEDOUT, 60);
VALUE(ECONNREFUSED, 61);
VALUE(ELOOP, 62);
VALUE(ENAMETOOLONG, 63);
VALUE(EHOSTDOWN, 64);
VALUE(EHOSTUNREACH, 65);
VALUE(ENOTEMPTY, 66);
VALUE(EPROCLIM, 67);
VALUE(EUSERS, 68);
VALUE(EDQUOT, 69);
VALUE(ESTALE, 70);
VALUE(EREMOTE, 71);
VALUE(EBADRPC, 72);
VALUE(ERPCMISMATCH, 73);
VALUE(EPROGUNAVAIL, 74);
VALUE(EPROGMISMATCH, 75);
VALUE(EPROCUNAVAIL, 76);
VALUE(ENOLCK, 77);
VALUE(ENOSYS, 78);
VALUE(EFTYPE, 79);
VALUE(EAUTH, 80);
VALUE(ENEEDAUTH, 81);
VALUE(EIDRM, 82);
VALUE(ENOMSG, 83);
VALUE(EBADMSG, 89);
VALUE(EMULTIHOP, 90);
VALUE(ENOLINK, 91);
VALUE(EPROTO, 92);
VALUE(EOVERFLOW, 84);

/* sys/signal.h, sys/_sigset.h: signal 1 is the lowest bit of the first word */
VALUE(SIGHUP, 1);
VALUE(SIGINT, 2);
VALUE(SIGQUIT, 3);
VALUE(SIGILL, 4);
VALUE(SIGABRT, 6);
VALUE(SIGFPE, 8);
VALUE(SIGKILL, 9);
VALUE(SIGBUS, 10);
VALUE(SIGSEGV, 11);
VALUE(SIGPIPE, 13);
VALUE(SIGALRM, 14);
VALUE(SIGTERM, 15);
VALUE(SIGSTOP, 17);
VALUE(SIGCONT, 19);
VALUE(SIGCHLD, 20);
VALUE(SIGTTIN, 21);
VALUE(SIGTTOU, 22);
VALUE(SIGXFSZ, 25);
VALUE(SIGWINCH, 28);
VALUE(SIGUSR1, 30);
VALUE(SIGUSR2, 31);
VALUE(SIG_UNBLOCK, 2);
VALUE(SIG_SETMASK, 3);
SIZE(sigset_t, 16);

/* sys/fcntl.h, sys/unistd.h, sys/syslimits.h */
VALUE(O_RDONLY, 0);
VALUE(O_WRONLY, 1);
VALUE(O_RDWR, 2);
VALUE(O_NONBLOCK, 4);
VALUE(O_APPEND, 8);
VALUE(O_NOFOLLOW, 256);
VALUE(O_CREAT, 512);
VALUE(O_TRUNC, 1024);
VALUE(O_DIRECTORY, 0x20000);
VALUE(O_CLOEXEC, 0x100000);
VALUE(F_GETFD, 1);
VALUE(F_SETFD, 2);
VALUE(F_GETFL, 3);
VALUE(F_SETFL, 4);
VALUE(FD_CLOEXEC, 1);
VALUE(LOCK_SH, 1);
VALUE(LOCK_EX, 2);
VALUE(LOCK_NB, 4);
VALUE(LOCK_UN, 8);
VALUE(F_TLOCK, 2);
VALUE(SEEK_SET, 0);
VALUE(PIPE_BUF, 512);
VALUE(PATH_MAX, 1024);

/* sys/resource.h */
VALUE(RLIMIT_CPU, 0);
VALUE(RLIMIT_FSIZE, 1);
VALUE(RLIMIT_DATA, 2);
VALUE(RLIMIT_STACK, 3);
VALUE(RLIMIT_CORE, 4);
VALUE(RLIMIT_RSS, 5);
VALUE(RLIMIT_MEMLOCK, 6);
VALUE(RLIMIT_NPROC, 7);
VALUE(RLIMIT_NOFILE, 8);
VALUE(RLIMIT_AS, 10);
VALUE(RLIM_INFINITY, 0x7fffffffffffffff);

/* sys/stat.h, sys/dirent.h */
VALUE(S_IFIFO, 010000);
VALUE(S_IFDIR, 040000);
VALUE(S_IFREG, 0100000);
VALUE(S_IFLNK, 0120000);
VALUE(S_IFSOCK, 0140000);
VALUE(DT_UNKNOWN, 0);
VALUE(DT_DIR, 4);
VALUE(DT_LNK, 10);

/* sys/wait.h, sys/procctl.h */
VALUE(WNOHANG, 1);
VALUE(P_PID, 0);
VALUE(PROC_REAP_ACQUIRE, 2);

/* sys/poll.h */
VALUE(POLLIN, 1);
VALUE(POLLOUT, 4);
VALUE(POLLERR, 8);
VALUE(POLLHUP, 16);
VALUE(POLLNVAL, 32);

/* sys/event.h */
VALUE(EVFILT_VNODE, -4);
VALUE(EVFILT_PROC, -5);
VALUE(EV_ADD, 1);
VALUE(EV_CLEAR, 32);
VALUE(NOTE_DELETE, 1);
VALUE(NOTE_WRITE, 2);
VALUE(NOTE_ATTRIB, 8);
VALUE(NOTE_RENAME, 32);
VALUE(NOTE_EXIT, 0x80000000);

/* sys/sysctl.h */
VALUE(CTL_KERN, 1);
VALUE(KERN_PROC, 14);
VALUE(KERN_PROC_PID, 1);
VALUE(KERN_BOOTTIME, 21);

/* sys/socket.h */
VALUE(AF_UNIX, 1);
VALUE(SOCK_DGRAM, 2);
VALUE(SOCK_CLOEXEC, 0x10000000);
VALUE(SOCK_NONBLOCK, 0x20000000);
VALUE(SOL_SOCKET, 0xffff);
VALUE(SCM_RIGHTS, 1);
VALUE(MSG_TRUNC, 16);
VALUE(MSG_CMSG_CLOEXEC, 0x40000);

/* spawn.h */
VALUE(POSIX_SPAWN_SETPGROUP, 2);
VALUE(POSIX_SPAWN_SETSIGDEF, 16);
VALUE(POSIX_SPAWN_SETSIGMASK, 32);

/* sys/_clock_id.h, time.h */
VALUE(CLOCK_REALTIME, 0);

/* sys/un.h and sys/socket.h since 13.0 */
#ifdef SCM_CREDS2
VALUE(SOL_LOCAL, 0);
VALUE(LOCAL_CREDS_PERSISTENT, 3);
VALUE(SCM_CREDS2, 8);
#endif

/* Structures of 64-bit systems; the JVM runs on no other ones. */
#ifdef __LP64__

/* sys/stat.h since 12.0 */
SIZE(struct stat, 224);
FIELD(struct stat, st_dev, 0, 8);
FIELD(struct stat, st_ino, 8, 8);
FIELD(struct stat, st_nlink, 16, 8);
FIELD(struct stat, st_mode, 24, 2);
FIELD(struct stat, st_uid, 28, 4);
FIELD(struct stat, st_gid, 32, 4);
FIELD(struct stat, st_mtim, 64, 16);
FIELD(struct stat, st_birthtim, 96, 16);
FIELD(struct stat, st_size, 112, 8);

/* sys/statvfs.h */
FIELD(struct statvfs, f_favail, 24, 8);
FIELD(struct statvfs, f_files, 40, 8);

/* sys/dirent.h since 12.0 */
SIZE(struct dirent, 280);
FIELD(struct dirent, d_type, 18, 1);
FIELD(struct dirent, d_name, 24, 256);

/* pwd.h */
SIZE(struct passwd, 80);
FIELD(struct passwd, pw_uid, 16, 4);
FIELD(struct passwd, pw_gid, 20, 4);

/* sys/event.h since 12.0 */
SIZE(struct kevent, 64);
FIELD(struct kevent, ident, 0, 8);
FIELD(struct kevent, filter, 8, 2);
FIELD(struct kevent, flags, 10, 2);
FIELD(struct kevent, fflags, 12, 4);
FIELD(struct kevent, data, 16, 8);

/* sys/user.h */
SIZE(struct kinfo_proc, 1088);
FIELD(struct kinfo_proc, ki_structsize, 0, 4);
FIELD(struct kinfo_proc, ki_pid, 72, 4);
FIELD(struct kinfo_proc, ki_ppid, 76, 4);
FIELD(struct kinfo_proc, ki_uid, 168, 4);
FIELD(struct kinfo_proc, ki_start, 336, 16);

/* sys/_timeval.h, sys/_timespec.h */
SIZE(struct timeval, 16);
FIELD(struct timeval, tv_sec, 0, 8);
FIELD(struct timeval, tv_usec, 8, 8);
SIZE(struct timespec, 16);
FIELD(struct timespec, tv_nsec, 8, 8);

/* sys/resource.h */
SIZE(struct rusage, 144);
FIELD(struct rusage, ru_utime, 0, 16);
FIELD(struct rusage, ru_stime, 16, 16);
FIELD(struct rusage, ru_maxrss, 32, 8);
SIZE(struct rlimit, 16);
FIELD(struct rlimit, rlim_max, 8, 8);

/* sys/poll.h */
SIZE(struct pollfd, 8);
FIELD(struct pollfd, fd, 0, 4);
FIELD(struct pollfd, events, 4, 2);
FIELD(struct pollfd, revents, 6, 2);

/* time.h */
SIZE(struct tm, 56);
FIELD(struct tm, tm_sec, 0, 4);
FIELD(struct tm, tm_min, 4, 4);
FIELD(struct tm, tm_hour, 8, 4);
FIELD(struct tm, tm_mday, 12, 4);
FIELD(struct tm, tm_mon, 16, 4);
FIELD(struct tm, tm_year, 20, 4);

/* sys/socket.h, sys/_iovec.h, sys/un.h */
SIZE(struct iovec, 16);
FIELD(struct iovec, iov_len, 8, 8);
SIZE(struct msghdr, 48);
FIELD(struct msghdr, msg_iov, 16, 8);
FIELD(struct msghdr, msg_iovlen, 24, 4);
FIELD(struct msghdr, msg_control, 32, 8);
FIELD(struct msghdr, msg_controllen, 40, 4);
FIELD(struct msghdr, msg_flags, 44, 4);
SIZE(struct cmsghdr, 12);
FIELD(struct cmsghdr, cmsg_len, 0, 4);
FIELD(struct cmsghdr, cmsg_level, 4, 4);
FIELD(struct cmsghdr, cmsg_type, 8, 4);
SIZE(struct sockaddr_un, 106);
FIELD(struct sockaddr_un, sun_family, 1, 1);
FIELD(struct sockaddr_un, sun_path, 2, 104);
/* Where what is in a control message begins: the alignment of control messages is 8. */
CHECK(CMSG_LEN(0) == 16);
CHECK(CMSG_SPACE(4) == 24);
#ifdef SCM_CREDS2
SIZE(struct sockcred2, 32);
FIELD(struct sockcred2, sc_version, 0, 4);
FIELD(struct sockcred2, sc_pid, 4, 4);
FIELD(struct sockcred2, sc_uid, 8, 4);
#endif

/* spawn.h: pointers to what the C library allocates */
SIZE(posix_spawnattr_t, 8);
SIZE(posix_spawn_file_actions_t, 8);
#endif

#endif
