package io.daemontools.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ErrnoTest {
    /**
     * What the original svok on Linux prints when its chdir fails with each number in turn, in their order. All other
     * numbers are an unknown error to it.
     */
    private static final String ORIGINAL = """
            EPERM permission denied
            ENOENT file does not exist
            ESRCH no such process
            EINTR interrupted system call
            EIO input/output error
            ENXIO device not configured
            E2BIG argument list too long
            ENOEXEC exec format error
            EBADF file descriptor not open
            ECHILD no child processes
            EAGAIN temporary failure
            ENOMEM out of memory
            EACCES access denied
            EFAULT bad address
            ENOTBLK not a block device
            EBUSY device busy
            EEXIST file already exists
            EXDEV cross-device link
            ENODEV device does not support operation
            ENOTDIR not a directory
            EISDIR is a directory
            EINVAL invalid argument
            ENFILE system cannot open more files
            EMFILE process cannot open more files
            ENOTTY not a tty
            ETXTBSY text busy
            EFBIG file too big
            ENOSPC out of disk space
            ESPIPE unseekable descriptor
            EROFS read-only file system
            EMLINK too many links
            EPIPE broken pipe
            EDOM input out of range
            ERANGE output out of range
            EDEADLK operation would cause deadlock
            ENAMETOOLONG file name too long
            ENOLCK no locks available
            ENOSYS system call not available
            ENOTEMPTY directory not empty
            ELOOP symbolic link loop
            ENOMSG no message of desired type
            EIDRM identifier removed
            ENOSTR not a stream device
            ETIME timer expired
            ENOSR out of stream resources
            ENONET machine not on network
            EREMOTE too many levels of remote in path
            ENOLINK link severed
            EADV advertise error
            ESRMNT srmount error
            ECOMM communication error
            EPROTO protocol error
            EMULTIHOP multihop attempted
            EBADMSG bad message type
            EREMCHG remote address changed
            EUSERS too many users
            ENOTSOCK not a socket
            EDESTADDRREQ destination address required
            EMSGSIZE message too long
            EPROTOTYPE incorrect protocol type
            ENOPROTOOPT protocol not available
            EPROTONOSUPPORT protocol not supported
            ESOCKTNOSUPPORT socket type not supported
            EOPNOTSUPP operation not supported
            EPFNOSUPPORT protocol family not supported
            EAFNOSUPPORT address family not supported
            EADDRINUSE address already used
            EADDRNOTAVAIL address not available
            ENETDOWN network down
            ENETUNREACH network unreachable
            ENETRESET network reset
            ECONNABORTED connection aborted
            ECONNRESET connection reset
            ENOBUFS out of buffer space
            EISCONN already connected
            ENOTCONN not connected
            ESHUTDOWN socket shut down
            ETOOMANYREFS too many references
            ETIMEDOUT timed out
            ECONNREFUSED connection refused
            EHOSTDOWN host down
            EHOSTUNREACH host unreachable
            EALREADY operation already in progress
            EINPROGRESS operation in progress
            ESTALE stale NFS file handle
            EDQUOT disk quota exceeded
            """;

    /** Those that Linux has not, from the original's sources. */
    private static final String BSD = """
            EPROCLIM too many processes
            EBADRPC RPC structure is bad
            ERPCMISMATCH RPC version mismatch
            EPROGUNAVAIL RPC program unavailable
            EPROGMISMATCH program version mismatch
            EPROCUNAVAIL bad procedure for program
            EFTYPE bad file type
            EAUTH authentication error
            ENEEDAUTH not authenticated
            """;

    private static Map<String, String> texts(String table) {
        return table.lines()
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(columns -> columns[0], columns -> columns[1]));
    }

    private static String text(String name) {
        return Errno.valueOf(name).text();
    }

    @Test
    void hasTheOriginalsTexts() {
        Map<String, String> original = texts(ORIGINAL);
        assertThat(original)
                .hasSize(86)
                .allSatisfy((name, text) -> assertThat(text(name)).isEqualTo(text));
    }

    @Test
    void hasTheOriginalsTextsOnOtherSystems() {
        assertThat(texts(BSD))
                .hasSize(9)
                .allSatisfy((name, text) -> assertThat(text(name)).isEqualTo(text));
    }

    @Test
    void hasNoErrorBeyondTheOriginals() {
        List<String> names = List.of(Errno.values()).stream().map(Errno::name).collect(Collectors.toList());
        names.removeAll(texts(ORIGINAL).keySet());
        names.removeAll(texts(BSD).keySet());
        assertThat(names).containsExactly("UNKNOWN");
    }

    @Test
    void hasATextForUnknownErrors() {
        assertThat(Errno.UNKNOWN.text()).isEqualTo("unknown error");
        assertThat(Errno.UNKNOWN.ordinal())
                .as("what C answers to a number it does not know")
                .isZero();
    }
}
