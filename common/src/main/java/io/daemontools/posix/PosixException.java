package io.daemontools.posix;

/**
 * A failed system call.
 *
 * <p>There is one instance per {@link Errno}, without a stack trace: a failure is an ordinary event in the programs
 * that never exit, and an ordinary event allocates nothing.
 */
public final class PosixException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final PosixException[] KNOWN = new PosixException[Errno.values().length];

    private final Errno errno;

    private PosixException(Errno errno) {
        super(errno.text(), null, false, false);
        this.errno = errno;
    }

    /** The exception for {@code errno}. */
    public static PosixException of(Errno errno) {
        PosixException known = KNOWN[errno.ordinal()];
        if (known == null) {
            known = new PosixException(errno);
            KNOWN[errno.ordinal()] = known;
        }
        return known;
    }

    /** The error. */
    public Errno errno() {
        return errno;
    }

    /** Whether an {@code open(2)} with O_NOFOLLOW has met a symbolic link: ELOOP, EMLINK on FreeBSD, or EFTYPE on NetBSD. */
    public boolean linkNotFollowed() {
        return errno == Errno.ELOOP || errno == Errno.EMLINK || errno == Errno.EFTYPE;
    }
}
