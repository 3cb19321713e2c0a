package io.daemontools.service;

import io.daemontools.cli.Decimal;
import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Files;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;

/**
 * Reads {@link ServiceSettings} from the service directory that is the working directory. A file that cannot be used has its default;
 * it is reported once, until that changes.
 *
 * <p>A directory without such files costs one {@code stat(2)} a time: only after its names have changed is each file looked for. If it has
 * a directory {@code data}, there is another one, since names in that change without a trace.
 */
public final class SettingsReader {
    private static final String[] FLAGS = {
        SettingsFiles.NOTIFY_SOCKET, SettingsFiles.FLAG_KILLPG, SettingsFiles.FLAG_TIMEOUT_KILLPG
    };
    private static final String[] EXECUTABLES = {SettingsFiles.FINISH, SettingsFiles.CHECK, SettingsFiles.DATA_CHECK};
    private static final String[] VALUES = {
        SettingsFiles.TIMEOUT_FINISH,
        SettingsFiles.NOTIFICATION_FD,
        SettingsFiles.TIMEOUT_WATCHDOG,
        SettingsFiles.TIMEOUT_KILL,
        SettingsFiles.BACKOFF_DELAY,
        SettingsFiles.BACKOFF_LIMIT,
        SettingsFiles.RESTART_LIMIT_COUNT,
        SettingsFiles.RESTART_LIMIT_INTERVAL,
        SettingsFiles.DOWN_SIGNAL,
        SettingsFiles.RELOAD_SIGNAL
    };

    /** Two changes of a directory within its file system's resolution of time may look like one. Two seconds are FAT's. */
    private static final long RESOLUTION = 2 * Posix.SECOND;

    private static final long MILLISECOND = Posix.SECOND / 1000;

    /** As in s6, whose numbers have 32 bits. */
    private static final long LARGEST = 0xffff_ffffL;

    /** Those of {@link #LARGEST}. */
    private static final int DIGITS = 10;

    private static final long NOT_A_NUMBER = -1;
    private static final long TOO_LARGE = -2;
    private static final int WRITABLE_BY_OTHERS = 0022;

    private static final int LOWEST_DESCRIPTOR = 3;

    /** The usual soft limit is one more. */
    private static final int HIGHEST_DESCRIPTOR = 1023;

    /** Longer than any value. */
    private static final int MAX_LENGTH = 64;

    /** So much of a value that cannot be used is shown; more than of any that can. */
    private static final int SHOWN = 20;

    private final Posix posix;
    private final Problems problems;
    private final FileStatus status = new FileStatus();
    private ServiceSettings settings;
    private byte[] buffer;

    /** Whether one of the files was there when they were last looked for. */
    private boolean present;

    /** When the directory had last changed then; unknown if it may have changed since without a trace. */
    private long modified = Files.UNKNOWN;

    /** Whether a file could not be looked for then, or may appear in {@code data}. */
    private boolean uncertain;

    private boolean hasData;

    /** Whether the file that was opened last is a symbolic link. */
    private boolean linked;

    /** A hash of what was reported of each file: executables, values, event; 0 for nothing. */
    private int[] reported;

    /** Where files that cannot be used are reported. */
    @FunctionalInterface
    public interface Problems {
        /** A file cannot be used. */
        void add(String file, String reason);
    }

    /** A reader that has read nothing, and prints a warning for a file; {@code directory} is the service directory's name in it. */
    public SettingsReader(Posix posix, Diagnostics diagnostics, String directory) {
        this(posix, (file, reason) -> diagnostics.warn("unable to use " + directory + '/' + file + ": " + reason));
    }

    /** A reader that has read nothing. */
    public SettingsReader(Posix posix, Problems problems) {
        this.posix = posix;
        this.problems = problems;
    }

    /** What the files contain now; null if there is none. The result is the same object at every call. */
    public ServiceSettings read() {
        if (!present && unchanged()) {
            return null;
        }
        present = false;
        uncertain = false;
        if (settings != null) {
            settings.clear();
        }
        for (String name : FLAGS) {
            if (exists(name)) {
                found();
                set(name);
            }
        }
        for (int i = 0; i < EXECUTABLES.length; i++) {
            String name = EXECUTABLES[i];
            report(i, name, exists(name) ? execute(name) : null);
        }
        for (int i = 0; i < VALUES.length; i++) {
            String name = VALUES[i];
            report(EXECUTABLES.length + i, name, exists(name) ? value(name) : null);
        }
        report(EXECUTABLES.length + VALUES.length, SettingsFiles.EVENT, exists(SettingsFiles.EVENT) ? event() : null);
        hasData = !present && exists(SettingsFiles.DATA);
        return present ? settings : null;
    }

    /** Settings without any file, for a supervise whose files were removed. */
    public ServiceSettings defaults() {
        found();
        present = false;
        return settings;
    }

    private void found() {
        present = true;
        if (settings == null) {
            settings = new ServiceSettings();
            buffer = new byte[MAX_LENGTH];
        }
    }

    private boolean unchanged() {
        if (!exists(Files.WORKING_DIRECTORY)) {
            return false;
        }
        long before = modified;
        // A time in the future is of a clock that was set back.
        boolean settled = Math.abs(posix.wallClock() - status.modified()) >= RESOLUTION;
        modified = settled ? status.modified() : Files.UNKNOWN;
        return settled && before == modified && !uncertain && !(hasData && exists(SettingsFiles.DATA_CHECK));
    }

    /** A file that cannot be looked at counts as absent, until the next time. */
    private boolean exists(String name) {
        try {
            return posix.stat(name, status);
        } catch (PosixException unknown) {
            // A file data has nothing in it.
            uncertain |= unknown.errno() != Errno.ENOTDIR;
            return false;
        }
    }

    private void set(String flag) {
        settings.notifySocket |= flag.equals(SettingsFiles.NOTIFY_SOCKET);
        settings.group |= flag.equals(SettingsFiles.FLAG_KILLPG);
        settings.killGroup |= flag.equals(SettingsFiles.FLAG_TIMEOUT_KILLPG);
    }

    private String execute(String name) {
        found();
        if (!status.executable()) {
            return "not an executable file";
        }
        if (name.equals(SettingsFiles.FINISH)) {
            settings.finish = true;
        } else if (settings.check == null) {
            settings.check = "./".concat(name);
        }
        return null;
    }

    /** Any other file of that name has no meaning. */
    private String event() {
        if (!status.directory()) {
            return null;
        }
        found();
        settings.event = (status.permissions() & WRITABLE_BY_OTHERS) == 0;
        return settings.event ? null : "others may write to it";
    }

    /** Sets the value of a file. Returns what is wrong with it, or null. */
    private String value(String name) {
        found();
        if (!status.regular()) {
            return "not a regular file";
        }
        try {
            return valueOfFile(name);
        } catch (PosixException error) {
            return error.errno().text();
        }
    }

    private String valueOfFile(String name) {
        linked = false;
        int file = open(name);
        try {
            int length = read(file);
            String text = trimmed(length);
            String wrong = length == buffer.length ? "too long" : set(name, text);
            if (wrong == null || linked) {
                return wrong;
            }
            posix.stat(file, status);
            return status.links() > 1 ? wrong : wrong + ": " + shown(text);
        } finally {
            posix.close(file);
        }
    }

    /** A user who may write to the directory may link a name to a file that only the user of this process can read: it is not shown. */
    private int open(String name) {
        try {
            return posix.openReadNoFollow(name);
        } catch (PosixException error) {
            if (!error.linkNotFollowed()) {
                throw error;
            }
            linked = true;
            return posix.openRead(name);
        }
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN).concat("...");
    }

    private int read(int file) {
        int length = 0;
        int count = 1;
        while (count > 0 && length < buffer.length) {
            count = posix.read(file, buffer, length, buffer.length - length);
            length += Math.max(0, count);
        }
        return length;
    }

    /** The value without white space around it; what does not print is a question mark. */
    private String trimmed(int length) {
        int from = 0;
        int to = length;
        while (from < to && space(buffer[from])) {
            from++;
        }
        while (from < to && space(buffer[to - 1])) {
            to--;
        }
        for (int i = from; i < to; i++) {
            if (buffer[i] < ' ' || buffer[i] > '~') {
                buffer[i] = '?';
            }
        }
        return Bytes.text(buffer, to).substring(from);
    }

    private static boolean space(byte value) {
        return value == ' ' || value == '\t' || value == '\n' || value == '\r';
    }

    private String set(String name, String text) {
        boolean down = name.equals(SettingsFiles.DOWN_SIGNAL);
        if (down || name.equals(SettingsFiles.RELOAD_SIGNAL)) {
            Signal signal = signal(text, posix);
            if (signal != null && down) {
                settings.downSignal = signal;
            } else if (signal != null) {
                settings.reloadSignal = signal;
            }
            return signal == null ? "unknown signal" : null;
        }
        long number = number(text);
        if (number < 0) {
            return number == NOT_A_NUMBER ? "not a number" : "too large";
        }
        return set(name, number);
    }

    private static long number(String text) {
        int digits = Decimal.digits(text);
        if (digits == 0 || digits < text.length()) {
            return NOT_A_NUMBER;
        }
        int zeros = 0;
        while (zeros < digits && text.charAt(zeros) == '0') {
            zeros++;
        }
        long number = digits - zeros > DIGITS ? LARGEST + 1 : Decimal.value(text);
        return number > LARGEST ? TOO_LARGE : number;
    }

    private String set(String name, long number) {
        switch (name) {
            case SettingsFiles.TIMEOUT_FINISH -> settings.finishTimeout = number * MILLISECOND;
            case SettingsFiles.TIMEOUT_WATCHDOG -> settings.watchdogTimeout = number * MILLISECOND;
            case SettingsFiles.TIMEOUT_KILL -> settings.killTimeout = number * MILLISECOND;
            case SettingsFiles.BACKOFF_DELAY -> {
                settings.backsOff = true;
                settings.backoffDelay = number * MILLISECOND;
            }
            case SettingsFiles.BACKOFF_LIMIT -> {
                settings.backsOff = true;
                settings.backoffLimit = number * MILLISECOND;
            }
            case SettingsFiles.RESTART_LIMIT_COUNT -> settings.limitCount = (int) Math.min(number, Integer.MAX_VALUE);
            case SettingsFiles.RESTART_LIMIT_INTERVAL -> settings.limitInterval = number * Posix.SECOND;
            default -> {
                if (number < LOWEST_DESCRIPTOR || number > HIGHEST_DESCRIPTOR) {
                    return "not a descriptor from 3 to 1023";
                }
                settings.notificationDescriptor = (int) number;
            }
        }
        return null;
    }

    /** A signal by its number, or by its name in any case, with or without SIG; or null. */
    public static Signal signal(String text, Posix posix) {
        long number = number(text);
        if (number >= 0) {
            return number <= Byte.MAX_VALUE ? posix.signal((int) number) : null;
        }
        String name = upperCase(text);
        name = name.startsWith("SIG") ? name.substring("SIG".length()) : name;
        // By number: not every system has every signal.
        for (int i = 1; i <= Byte.MAX_VALUE; i++) {
            Signal signal = posix.signal(i);
            if (signal != null && name(signal).equals(name)) {
                return signal;
            }
        }
        return null;
    }

    private static String name(Signal signal) {
        return signal == Signal.RTMIN_3 ? "RTMIN+3" : signal.name();
    }

    private static String upperCase(String text) {
        StringBuilder upper = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            upper.append(letter >= 'a' && letter <= 'z' ? (char) (letter - 'a' + 'A') : letter);
        }
        return upper.toString();
    }

    private void report(int file, String name, String wrong) {
        int hash = wrong == null ? 0 : wrong.hashCode() | 1;
        if (reported == null ? hash == 0 : reported[file] == hash) {
            return;
        }
        if (reported == null) {
            reported = new int[EXECUTABLES.length + VALUES.length + 1];
        }
        reported[file] = hash;
        if (wrong != null) {
            problems.add(name, wrong);
        }
    }
}
