package io.daemontools.posix.jvm;

import com.kenai.jffi.LastError;
import io.daemontools.posix.Errno;
import io.daemontools.posix.PosixException;
import jnr.constants.Constant;

/** The errno of the last call, and {@link Errno} by number. */
final class JvmErrno {
    static final int EINTR = Constants.of("Errno", "EINTR");
    static final int EAGAIN = Constants.of("Errno", "EAGAIN");

    private static final LastError LAST = LastError.getInstance();
    private static final Errno[] KNOWN = new Errno[256];

    private JvmErrno() {}

    /** The errno after this thread's last call. */
    static int number() {
        return LAST.get();
    }

    /** Clears errno, for calls that report a failure by errno alone. */
    static void clear() {
        set(0);
    }

    /** Restores the errno of an earlier call. */
    static void set(int number) {
        LAST.set(number);
    }

    /** The failure of the last call. */
    static PosixException last() {
        return PosixException.of(of(number()));
    }

    /**
     * The result, 0, of asking for what the system does not reveal.
     *
     * @throws PosixException the failure, if it has another reason: ESRCH, or one that may pass
     */
    static int hidden(PosixException failure) {
        if (failure.errno() == Errno.ESRCH || failure.errno().shortage()) {
            throw failure;
        }
        return 0;
    }

    /** The result of a call, unless it failed. */
    static int check(int result) {
        if (result < 0) {
            throw last();
        }
        return result;
    }

    /** The error of that number. */
    static Errno of(int number) {
        if (number < 0 || number >= KNOWN.length) {
            return Errno.UNKNOWN;
        }
        if (KNOWN[number] == null) {
            KNOWN[number] = find(number);
        }
        return KNOWN[number];
    }

    private static Errno find(int number) {
        for (Constant constant : Constants.all("Errno")) {
            if (constant.intValue() == number) {
                for (Errno errno : Errno.values()) {
                    // A number may have several names.
                    if (errno.name().equals(constant.name())) {
                        return errno;
                    }
                }
            }
        }
        return Errno.UNKNOWN;
    }
}
