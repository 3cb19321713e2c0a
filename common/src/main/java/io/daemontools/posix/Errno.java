package io.daemontools.posix;

/**
 * The errors a system call can end with, each with the text daemontools prints for it.
 *
 * <p>Names are POSIX's. The texts are those of daemontools 0.76 ({@code error_str.c}), which scripts match; they differ
 * from libc's. Numbers differ between systems; only implementations of {@link Posix} know them. The last ones exist on BSD systems only.
 */
public enum Errno {
    /** Any error without a text of its own. */
    UNKNOWN("unknown error"),
    EPERM("permission denied"),
    ENOENT("file does not exist"),
    ESRCH("no such process"),
    EINTR("interrupted system call"),
    EIO("input/output error"),
    ENXIO("device not configured"),
    E2BIG("argument list too long"),
    ENOEXEC("exec format error"),
    EBADF("file descriptor not open"),
    ECHILD("no child processes"),
    EAGAIN("temporary failure"),
    ENOMEM("out of memory"),
    EACCES("access denied"),
    EFAULT("bad address"),
    ENOTBLK("not a block device"),
    EBUSY("device busy"),
    EEXIST("file already exists"),
    EXDEV("cross-device link"),
    ENODEV("device does not support operation"),
    ENOTDIR("not a directory"),
    EISDIR("is a directory"),
    EINVAL("invalid argument"),
    ENFILE("system cannot open more files"),
    EMFILE("process cannot open more files"),
    ENOTTY("not a tty"),
    ETXTBSY("text busy"),
    EFBIG("file too big"),
    ENOSPC("out of disk space"),
    ESPIPE("unseekable descriptor"),
    EROFS("read-only file system"),
    EMLINK("too many links"),
    EPIPE("broken pipe"),
    EDOM("input out of range"),
    ERANGE("output out of range"),
    EDEADLK("operation would cause deadlock"),
    ENAMETOOLONG("file name too long"),
    ENOLCK("no locks available"),
    ENOSYS("system call not available"),
    ENOTEMPTY("directory not empty"),
    ELOOP("symbolic link loop"),
    ENOMSG("no message of desired type"),
    EIDRM("identifier removed"),
    ENOSTR("not a stream device"),
    ETIME("timer expired"),
    ENOSR("out of stream resources"),
    ENONET("machine not on network"),
    EREMOTE("too many levels of remote in path"),
    ENOLINK("link severed"),
    EADV("advertise error"),
    ESRMNT("srmount error"),
    ECOMM("communication error"),
    EPROTO("protocol error"),
    EMULTIHOP("multihop attempted"),
    EBADMSG("bad message type"),
    EREMCHG("remote address changed"),
    EUSERS("too many users"),
    ENOTSOCK("not a socket"),
    EDESTADDRREQ("destination address required"),
    EMSGSIZE("message too long"),
    EPROTOTYPE("incorrect protocol type"),
    ENOPROTOOPT("protocol not available"),
    EPROTONOSUPPORT("protocol not supported"),
    ESOCKTNOSUPPORT("socket type not supported"),
    EOPNOTSUPP("operation not supported"),
    EPFNOSUPPORT("protocol family not supported"),
    EAFNOSUPPORT("address family not supported"),
    EADDRINUSE("address already used"),
    EADDRNOTAVAIL("address not available"),
    ENETDOWN("network down"),
    ENETUNREACH("network unreachable"),
    ENETRESET("network reset"),
    ECONNABORTED("connection aborted"),
    ECONNRESET("connection reset"),
    ENOBUFS("out of buffer space"),
    EISCONN("already connected"),
    ENOTCONN("not connected"),
    ESHUTDOWN("socket shut down"),
    ETOOMANYREFS("too many references"),
    ETIMEDOUT("timed out"),
    ECONNREFUSED("connection refused"),
    EHOSTDOWN("host down"),
    EHOSTUNREACH("host unreachable"),
    EALREADY("operation already in progress"),
    EINPROGRESS("operation in progress"),
    ESTALE("stale NFS file handle"),
    EDQUOT("disk quota exceeded"),
    EPROCLIM("too many processes"),
    EBADRPC("RPC structure is bad"),
    ERPCMISMATCH("RPC version mismatch"),
    EPROGUNAVAIL("RPC program unavailable"),
    EPROGMISMATCH("program version mismatch"),
    EPROCUNAVAIL("bad procedure for program"),
    EFTYPE("bad file type"),
    EAUTH("authentication error"),
    ENEEDAUTH("not authenticated");

    private final String text;

    Errno(String text) {
        this.text = text;
    }

    /** The text at the end of an error message, in 0.76's wording. */
    public String text() {
        return text;
    }

    /** Whether the process lacks descriptors, or the system memory or files: the same call may succeed later. */
    public boolean shortage() {
        return this == EMFILE || this == ENFILE || this == ENOMEM;
    }
}
