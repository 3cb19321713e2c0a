package io.daemontools.simulation.kernel;

import io.daemontools.posix.Errno;
import io.daemontools.simulation.os.OperatingSystem;
import java.util.List;

/** The system calls, each with the errors that its manual page names and that a correct program may meet. */
public enum Call {
    BIND("bind", Errno.EACCES, Errno.EIO, Errno.ENOMEM, Errno.ENOSPC, Errno.EROFS),
    BOOT_ID("boot_id", Errno.EMFILE, Errno.ENFILE, Errno.ENOMEM),
    CATCH("sigaction"),
    CHDIR("chdir", Errno.EACCES, Errno.EIO, Errno.ENOENT, Errno.ENOMEM),
    CHMOD("chmod", Errno.EIO, Errno.EPERM, Errno.EROFS),
    CHOWN("chown", Errno.EIO, Errno.EPERM, Errno.EROFS),
    CLOCK("clock_gettime"),
    CLOSE("close"),
    CLOSEDIR("closedir"),
    DUP("dup", Errno.EMFILE),
    EXECVE("execve", Errno.E2BIG, Errno.EACCES, Errno.EIO, Errno.ENOENT, Errno.ENOEXEC, Errno.ENOMEM, Errno.EMFILE),
    EXIT("_exit"),
    EXIT_STATUS("ioctl"),
    FCHDIR("fchdir", Errno.EACCES, Errno.EIO),
    FCHMOD("fchmod", Errno.EIO, Errno.EPERM, Errno.EROFS),
    FCNTL("fcntl"),
    FLOCK("flock", Errno.ENOLCK),
    FORK("fork", Errno.EAGAIN, Errno.ENOMEM),
    FSTAT("fstat", Errno.ENOMEM),
    FSYNC("fsync", Errno.EIO, Errno.ENOSPC),
    GETCWD("getcwd", Errno.EACCES, Errno.ENOMEM),
    GETPID("getpid"),
    GETPWNAM("getpwnam", Errno.ENOMEM),
    GETRLIMIT("getrlimit"),
    IGNORE("sigaction"),
    INOTIFY("inotify_add_watch", Errno.EMFILE, Errno.ENFILE, Errno.ENOMEM, Errno.ENOSPC, Errno.ENOSYS),
    INOTIFY_FILE("inotify_add_watch", Errno.EMFILE, Errno.ENFILE, Errno.ENOMEM, Errno.ENOSPC, Errno.ENOSYS),
    KILL("kill", Errno.EPERM),
    LINK("link", Errno.EACCES, Errno.EIO, Errno.EMLINK, Errno.ENOSPC, Errno.EROFS),
    LOCALTIME("localtime"),
    LOCKF("lockf", Errno.ENOLCK),
    LSEEK("lseek"),
    MKDIR("mkdir", Errno.EACCES, Errno.EIO, Errno.EMLINK, Errno.ENOSPC, Errno.EROFS),
    MKFIFO("mkfifo", Errno.EACCES, Errno.EIO, Errno.ENOSPC, Errno.EROFS),
    MOVE("dup2"),
    OPEN("open", Errno.EACCES, Errno.EIO, Errno.EMFILE, Errno.ENFILE, Errno.ENOMEM),
    OPEN_READ_WRITE(
            "open", Errno.EACCES, Errno.EIO, Errno.EMFILE, Errno.ENFILE, Errno.ENOMEM, Errno.ENOSPC, Errno.EROFS),
    OPEN_CREATE("open", Errno.EACCES, Errno.EIO, Errno.EMFILE, Errno.ENFILE, Errno.ENOMEM, Errno.ENOSPC, Errno.EROFS),
    OPENDIR("opendir", Errno.EACCES, Errno.EIO, Errno.EMFILE, Errno.ENFILE, Errno.ENOMEM),
    PIDFD_OPEN("pidfd_open", Errno.EMFILE, Errno.ENFILE, Errno.ENOMEM, Errno.ENOSYS, Errno.EPERM),
    PIDFD_SEND_SIGNAL("pidfd_send_signal", Errno.EPERM),
    PIPE("pipe2", Errno.EMFILE, Errno.ENFILE),
    POLL("poll", Errno.ENOMEM),
    PREAD("pread64", Errno.EIO),
    PRCTL("prctl", Errno.ENOSYS),
    PWRITE("pwrite64", Errno.EIO, Errno.ENOSPC, Errno.EDQUOT),
    READ("read", Errno.EIO),
    READDIR("readdir", Errno.EIO),
    READLINK("readlink", Errno.EACCES, Errno.EIO),
    RECVMSG("recvmsg", Errno.ENOBUFS, Errno.ENOMEM),
    RENAME("rename", Errno.EACCES, Errno.EIO, Errno.ENOSPC, Errno.EROFS),
    RESET_SIGNALS("sigprocmask"),
    RMDIR("rmdir", Errno.EACCES, Errno.EIO, Errno.EROFS),
    SENDTO("sendto", Errno.EACCES, Errno.ENOBUFS, Errno.ENOMEM),
    SERIAL_NUMBER("fstat", Errno.EMFILE, Errno.ENFILE, Errno.ENOMEM),
    SETGID("setgid", Errno.EPERM),
    SETGROUPS("setgroups", Errno.EPERM),
    SETRLIMIT("setrlimit", Errno.EINVAL),
    SETSID("setsid", Errno.EPERM),
    SETUID("setuid", Errno.EAGAIN, Errno.EPERM),
    SLEEP("nanosleep"),
    SOCKET("socket", Errno.EMFILE, Errno.ENFILE, Errno.ENOBUFS, Errno.ENOMEM),
    STAT("stat", Errno.EACCES, Errno.EIO, Errno.ENOMEM),
    UMASK("umask"),
    UNLINK("unlink", Errno.EACCES, Errno.EIO, Errno.EROFS),
    WAIT("wait4"),
    WRITE("write", Errno.EIO, Errno.ENOSPC, Errno.EDQUOT),
    /** At the end: the hash of a trace has the ordinals. */
    STATVFS("statvfs", Errno.EACCES, Errno.EIO, Errno.ENOENT, Errno.ENOMEM);

    private final String text;
    /** {@code List.of} makes it immutable. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Errno> errors;

    Call(String name, Errno... errors) {
        text = name;
        this.errors = List.of(errors);
    }

    /** Its name, as {@code strace} prints it. */
    public String text() {
        return text;
    }

    /** Its name on a system. */
    String text(OperatingSystem system) {
        if (system == OperatingSystem.LINUX) {
            return text;
        }
        return switch (this) {
            case BOOT_ID, SERIAL_NUMBER -> "sysctl";
            case EXIT_STATUS, INOTIFY, INOTIFY_FILE, PIDFD_OPEN -> "kevent";
            case PIDFD_SEND_SIGNAL -> "kill";
            case PRCTL -> "procctl";
            default -> text;
        };
    }

    /** The errors that it may be made to fail with. */
    public List<Errno> errors() {
        return errors;
    }
}
