package io.daemontools.svls;

import io.daemontools.posix.Posix;
import io.daemontools.posix.Signal;
import io.daemontools.service.SettingsFiles;
import io.daemontools.service.SettingsReader;

/** Whether a process ignores the signal that is to end it: from Linux's {@code /proc}. */
final class IgnoredSignal {
    private static final String IGNORED = "\nSigIgn:\t";
    private static final String DIGITS = "0123456789abcdef";
    private static final int BITS_PER_DIGIT = 4;

    private final Posix posix;
    private final SmallFiles files;

    IgnoredSignal(Posix posix, SmallFiles files) {
        this.posix = posix;
        this.files = files;
    }

    /** The name of the signal that ends the service of a directory, if its process ignores it; null if not, or if that is not known. */
    String of(String directory, int pid) {
        String status = files.readAny("/proc/" + pid + "/status");
        int at = status == null ? -1 : status.indexOf(IGNORED);
        if (at < 0) {
            return null;
        }
        long mask = hexadecimal(status, at + IGNORED.length());
        Signal wanted = signal(directory);
        // Bit 0 is signal 1.
        for (int number = 1; number < Long.SIZE; number++) {
            if ((mask >>> (number - 1) & 1) != 0 && posix.signal(number) == wanted) {
                return wanted.name().replace('_', '+');
            }
        }
        return null;
    }

    private Signal signal(String directory) {
        String text = files.read(directory.concat("/").concat(SettingsFiles.DOWN_SIGNAL));
        Signal signal = text == null ? null : SettingsReader.signal(text.trim(), posix);
        return signal == null ? Signal.TERM : signal;
    }

    private static long hexadecimal(String text, int from) {
        long value = 0;
        int digit = from < text.length() ? DIGITS.indexOf(text.charAt(from)) : -1;
        for (int i = from + 1; digit >= 0; i++) {
            value = (value << BITS_PER_DIGIT) + digit;
            digit = i < text.length() ? DIGITS.indexOf(text.charAt(i)) : -1;
        }
        return value;
    }
}
