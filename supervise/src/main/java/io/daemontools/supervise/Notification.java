package io.daemontools.supervise;

/**
 * A message of {@code sd_notify(3)}: assignments, {@code NAME=value} each, one a line. Mutable: each message is parsed into the same
 * instance, which allocates nothing.
 *
 * <p>As systemd does ({@code service_notify_message} in {@code src/core/service.c}), it splits lines at CR and LF, ends the message at
 * a NUL, takes the first of several assignments to a name, and ignores names that it does not know and values that are invalid. It
 * also ignores the following names, which systemd knows:
 * <ul>
 *   <li>MAINPID and MAINPIDFD: the process of the service is the one that supervise has started.
 *   <li>EXTEND_TIMEOUT_USEC: the time that a service gets is configured in its directory, and a program cannot extend it.
 *   <li>BARRIER: its sender waits until supervise closes the descriptor that is attached, which receiving the message does.
 *   <li>FDSTORE and the like: supervise keeps no descriptors.
 * </ul>
 */
final class Notification {
    /** The size in bytes of the longest message: PIPE_BUF of Linux, as NOTIFY_BUFFER_MAX in systemd's {@code src/core/manager.c}. */
    static final int LONGEST = 4096;

    /** The number of bytes of a status text that are kept. */
    static final int LONGEST_STATUS = 120;

    /** The result of {@link #watchdogMicroseconds} and {@link #errno} if the message has none. */
    static final long NONE = -1;

    private static final String STATUS = "STATUS=";
    private static final String ERRNO = "ERRNO=";
    private static final String WATCHDOG = "WATCHDOG=";
    private static final String WATCHDOG_USEC = "WATCHDOG_USEC=";
    private static final long LARGEST_ERRNO = Integer.MAX_VALUE;

    private final byte[] status = new byte[LONGEST_STATUS];
    private int statusLength;
    private boolean hasStatus;
    private boolean ready;
    private boolean reloading;
    private boolean stopping;
    private boolean hasWatchdog;
    private boolean watchdog;
    private boolean watchdogTrigger;
    private long watchdogMicroseconds;
    private long errno;

    private byte[] bytes;

    /** Replaces what was parsed before by the first {@code length} bytes. As in systemd, only the last one may be 0. */
    void parse(byte[] message, int length) {
        clear();
        bytes = message;
        int limit = length > 0 && message[length - 1] == 0 ? length - 1 : length;
        for (int i = 0; i < limit; i++) {
            if (message[i] == 0) {
                return;
            }
        }
        int start = 0;
        while (start < limit) {
            int end = start;
            while (end < limit && !endsLine(message[end])) {
                end++;
            }
            parse(start, end);
            start = end + 1;
        }
    }

    private void clear() {
        statusLength = 0;
        hasStatus = false;
        ready = false;
        reloading = false;
        stopping = false;
        hasWatchdog = false;
        watchdog = false;
        watchdogTrigger = false;
        watchdogMicroseconds = NONE;
        errno = NONE;
    }

    private static boolean endsLine(byte character) {
        return character == '\n' || character == '\r';
    }

    private void parse(int start, int end) {
        ready |= is("READY=1", start, end);
        reloading |= is("RELOADING=1", start, end);
        stopping |= is("STOPPING=1", start, end);
        if (begins(STATUS, start, end)) {
            parseStatus(start + STATUS.length(), end);
        } else if (begins(WATCHDOG, start, end) && !hasWatchdog) {
            hasWatchdog = true;
            watchdog = is("WATCHDOG=1", start, end);
            watchdogTrigger = is("WATCHDOG=trigger", start, end);
        } else if (begins(WATCHDOG_USEC, start, end) && watchdogMicroseconds == NONE) {
            watchdogMicroseconds = number(start + WATCHDOG_USEC.length(), end, Long.MAX_VALUE);
        } else if (begins(ERRNO, start, end) && errno == NONE) {
            errno = number(start + ERRNO.length(), end, LARGEST_ERRNO);
        }
    }

    private void parseStatus(int start, int end) {
        if (!hasStatus) {
            hasStatus = true;
            statusLength = Math.min(end - start, LONGEST_STATUS);
            System.arraycopy(bytes, start, status, 0, statusLength);
        }
    }

    private boolean is(String text, int start, int end) {
        return end - start == text.length() && begins(text, start, end);
    }

    private boolean begins(String text, int start, int end) {
        int length = text.length();
        if (end - start < length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[start + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** A decimal number up to {@code largest}; {@link #NONE} for anything else. */
    private long number(int start, int end, long largest) {
        long value = 0;
        for (int i = start; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || value > (largest - digit) / 10) {
                return NONE;
            }
            value = 10 * value + digit;
        }
        return start == end ? NONE : value;
    }

    /** READY=1: the service has started, or has finished to reload. */
    boolean ready() {
        return ready;
    }

    /** RELOADING=1: the service reloads its configuration. READY=1 follows. */
    boolean reloading() {
        return reloading;
    }

    /** STOPPING=1: the service is about to exit. */
    boolean stopping() {
        return stopping;
    }

    /** WATCHDOG=1: the service is alive. */
    boolean watchdog() {
        return watchdog;
    }

    /** WATCHDOG=trigger: the service has failed, and is to be treated as one that has missed its watchdog. */
    boolean watchdogTrigger() {
        return watchdogTrigger;
    }

    /** WATCHDOG_USEC: the watchdog's new time in microseconds, 0 for none; {@link #NONE} if the message does not change it. */
    long watchdogMicroseconds() {
        return watchdogMicroseconds;
    }

    /** ERRNO: the system's number of the error for which the service has failed, 0 to 2^31 - 1; or {@link #NONE}. */
    long errno() {
        return errno;
    }

    /** Whether the message has a STATUS, which may be empty. */
    boolean hasStatus() {
        return hasStatus;
    }

    /** The first bytes of STATUS, as many as {@link #statusLength}: any but NUL, CR and LF; the last character may be incomplete. */
    byte[] status() {
        return status;
    }

    /** How many bytes of STATUS there are, 0 to {@link #LONGEST_STATUS}. */
    int statusLength() {
        return statusLength;
    }
}
