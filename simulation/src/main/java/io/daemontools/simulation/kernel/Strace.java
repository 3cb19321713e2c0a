package io.daemontools.simulation.kernel;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.Clocks;
import io.daemontools.posix.Descriptors;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Signal;
import io.daemontools.posix.WaitStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Arguments and results as {@code strace} prints them. */
final class Strace {
    /** An argument of a call that is no number or string. It is asked for its text only when a line is kept. */
    @FunctionalInterface
    interface Argument {
        /** Its text once the call has returned; {@code result} is null for a call that has failed or returns nothing. */
        String text(Object result);
    }

    /** {@code LOCK_EX}. */
    static final Argument LOCK = symbol("LOCK_EX");

    /** {@code F_TLOCK}. */
    static final Argument F_TLOCK = symbol("F_TLOCK");

    /** {@code LOCK_EX|LOCK_NB}. */
    static final Argument TRY_LOCK = symbol("LOCK_EX|LOCK_NB");

    /** Opened for reading. */
    static final Argument READING = symbol("O_RDONLY|O_NONBLOCK|O_CLOEXEC");

    /** Opened for reading, unless it is a symbolic link. */
    static final Argument READING_NO_LINK = symbol("O_RDONLY|O_NONBLOCK|O_NOFOLLOW|O_CLOEXEC");

    /** Opened for both. */
    static final Argument READING_AND_WRITING = symbol("O_RDWR|O_NONBLOCK|O_CLOEXEC");

    /** Opened for writing. */
    static final Argument WRITING = symbol("O_WRONLY|O_NONBLOCK|O_CLOEXEC");

    /** Opened for appending. */
    static final Argument APPENDING = symbol("O_WRONLY|O_APPEND|O_NONBLOCK|O_CLOEXEC");

    /** Opened for appending, and made if it does not exist. */
    static final Argument APPENDING_NEW = symbol("O_WRONLY|O_CREAT|O_APPEND|O_NONBLOCK|O_CLOEXEC, 0600");

    /** Opened for writing, and made empty. */
    static final Argument TRUNCATING = symbol("O_WRONLY|O_CREAT|O_TRUNC|O_NONBLOCK|O_CLOEXEC, 0644");

    /** Opened for reading and writing. */
    static final Argument READING_AND_WRITING_NEW = symbol("O_RDWR|O_CREAT|O_NONBLOCK|O_NOFOLLOW|O_CLOEXEC, 0600");

    /** As strace does without {@code -s}. */
    private static final int SHOWN = 32;

    /** An address of what has not been filled in. */
    private static final String UNKNOWN = "0x7ffc";

    /** The calls whose result may be EAGAIN, which is no exception. */
    private static final Set<Call> WOULD_BLOCK = EnumSet.of(Call.READ, Call.RECVMSG, Call.SENDTO, Call.WRITE);

    private static final int OCTAL = 3;
    private static final int PRINTABLE = ' ';
    private static final int DELETE = 0x7f;
    private static final int BYTE = 0xff;
    private static final long MICROSECOND = 1000;

    private Strace() {}

    /** A name that is printed unchanged. */
    static Argument symbol(String name) {
        return result -> name;
    }

    /** Permissions. */
    static Argument mode(int permissions) {
        return result -> octal(permissions);
    }

    private static String octal(int permissions) {
        String digits = Integer.toOctalString(permissions);
        return "0".repeat(Math.max(1, OCTAL + 1 - digits.length())) + digits;
    }

    /** Bytes that are written. */
    static Argument written(byte[] buffer, int offset, int length) {
        return result -> quoted(buffer, offset, length);
    }

    /** Bytes that have been read. */
    static Argument read(byte[] buffer, int offset) {
        return result -> result instanceof Integer count && count >= 0 ? quoted(buffer, offset, count) : UNKNOWN;
    }

    /** What {@code stat(2)} has reported. */
    static Argument status(FileStatus status) {
        return result -> result == null
                ? UNKNOWN
                : "{st_mode=" + (status.directory() ? "S_IFDIR|" : "") + octal(status.permissions()) + ", st_size="
                        + status.size() + ", st_ino=" + status.inode() + "}";
    }

    /** How a child has ended. */
    static Argument status(WaitStatus status) {
        return result -> {
            if (!(result instanceof Integer pid) || pid == 0) {
                return UNKNOWN;
            }
            return status.crashed()
                    ? "[{WIFSIGNALED(s) && WTERMSIG(s) == " + signal(status.signal()) + "}]"
                    : "[{WIFEXITED(s) && WEXITSTATUS(s) == " + status.exitCode() + "}]";
        };
    }

    /** The descriptors of a poll, those that are ready with what they are ready for. */
    static Argument polled(int[] descriptors, boolean[] ready) {
        return result -> {
            StringBuilder text = new StringBuilder("[");
            for (int i = 0; i < descriptors.length; i++) {
                boolean output = descriptors[i] >= 0 && (descriptors[i] & Descriptors.FOR_OUTPUT) != 0;
                text.append(i == 0 ? "" : ", ").append("{fd=");
                text.append(output ? descriptors[i] - Descriptors.FOR_OUTPUT : descriptors[i]);
                text.append(output ? ", events=POLLOUT" : "");
                text.append(result != null && ready[i] ? ", revents=" + (output ? "POLLOUT}" : "POLLIN}") : "}");
            }
            return text.append(']').toString();
        };
    }

    /** The ends of a pipe. */
    static Argument pipe(int[] ends) {
        return result -> "[" + ends[0] + ", " + ends[1] + "]";
    }

    /** A time that {@code poll(2)} or {@code nanosleep(2)} waits, in milliseconds and microseconds; -1 for no limit. */
    static Argument duration(long nanoseconds) {
        return result -> nanoseconds < 0 ? "-1" : nanoseconds / MICROSECOND + "us";
    }

    /** The text of an argument. */
    static String argument(Object argument, Object result) {
        if (argument instanceof Argument printed) {
            return printed.text(result);
        }
        if (argument instanceof Signal signal) {
            return "SIG" + signal;
        }
        if (argument instanceof List<?> list) {
            StringBuilder text = new StringBuilder("[");
            for (Object element : list) {
                text.append(text.length() == 1 ? "" : ", ").append(argument(element, null));
            }
            return text.append(']').toString();
        }
        if (argument instanceof CharSequence string) {
            byte[] bytes = Bytes.of(string.toString());
            return quoted(bytes, 0, bytes.length, bytes.length);
        }
        return String.valueOf(argument);
    }

    /** The text of a result. */
    static String result(Call call, Object result) {
        if (result == null) {
            return switch (call) {
                case GETPWNAM, READDIR -> "NULL";
                case READLINK -> "-1 EINVAL";
                default -> "0";
            };
        }
        if (result instanceof Number number) {
            boolean wouldBlock = WOULD_BLOCK.contains(call) && number.intValue() == Descriptors.WOULD_BLOCK;
            if (call == Call.CLOCK || call == Call.STAT) {
                return time(number.longValue());
            }
            return wouldBlock ? "-1 EAGAIN" : number.toString();
        }
        if (result instanceof String string) {
            return argument(string, null);
        }
        return result instanceof Listing listing ? listing.toString() : "0";
    }

    private static String time(long nanoseconds) {
        return "{tv_sec=" + Math.floorDiv(nanoseconds, Clocks.SECOND) + ", tv_nsec="
                + Math.floorMod(nanoseconds, Clocks.SECOND) + "}";
    }

    /** The name of a signal. */
    static String signal(int number) {
        for (Signal signal : Signal.values()) {
            if (Signals.number(signal) == number) {
                return "SIG" + signal;
            }
        }
        return Integer.toString(number);
    }

    private static String quoted(byte[] bytes, int offset, int length) {
        return quoted(bytes, offset, length, SHOWN);
    }

    private static String quoted(byte[] bytes, int offset, int length, int shown) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < Math.min(length, shown); i++) {
            escape(text, bytes[offset + i] & BYTE);
        }
        return text.append(length > shown ? "\"..." : "\"").toString();
    }

    private static void escape(StringBuilder text, int character) {
        switch (character) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\t' -> text.append("\\t");
            case '\r' -> text.append("\\r");
            default -> {
                if (character >= PRINTABLE && character < DELETE) {
                    text.append((char) character);
                } else {
                    text.append('\\').append(Integer.toOctalString(character));
                }
            }
        }
    }
}
