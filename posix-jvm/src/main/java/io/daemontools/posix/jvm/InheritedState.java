package io.daemontools.posix.jvm;

/**
 * What this process was started with and HotSpot has changed since: signal actions, the signal mask, closed descriptors.
 *
 * <p>The launcher has read from {@code /proc/self/status} which signals were ignored and blocked, and says so in two
 * system properties, in hexadecimal with signal 1 lowest. Where there is no {@code /proc}, none is taken to have been.
 */
final class InheritedState {
    /** Signals that HotSpot leaves alone if they are ignored. */
    private static final String[] RESPECTED = {"HUP", "INT", "TERM"};

    /** Signals that HotSpot handles in any case, and can do without. */
    private static final String[] TAKEN = {"PIPE", "QUIT", "USR2", "XFSZ"};

    /** Signals that HotSpot cannot do without; Linux's C libraries take three more for themselves. */
    private static final String[] NEEDED = {"BUS", "FPE", "ILL", "SEGV"};

    private static final long INTERNAL = Constants.linux() ? 7L << 31 : 0;

    private InheritedState() {}

    /** Has signals act as they would on a C program; those that HotSpot handles would not end it as they should. */
    static void restoreSignalActions() {
        for (String name : RESPECTED) {
            int number = Signals.number(name);
            if (Signals.restoreDefault(number)) {
                Signals.ignore(number);
            }
        }
        long ignored = ignoredSignals();
        for (String name : TAKEN) {
            Signals.restoreDefault(Signals.number(name));
        }
        for (int number = 1; number <= Long.SIZE; number++) {
            if (((ignored & ~needed()) >>> (number - 1) & 1) == 1) {
                Signals.ignore(number);
            }
        }
    }

    /**
     * Has standard streams that were closed be closed for others. HotSpot would have opened its own files in their place, so
     * the launcher has opened something there that can no more be used than nothing.
     */
    static void closeStandardStreams() {
        String closed = System.getProperty("daemontools.closed", "");
        for (int i = 0; i < closed.length(); i++) {
            JvmDescriptors.closeOnExec(closed.charAt(i) - '0');
        }
    }

    private static long needed() {
        long needed = INTERNAL;
        for (String name : NEEDED) {
            needed |= Signals.bit(Signals.number(name));
        }
        return needed;
    }

    /** The signals that were ignored, the first in bit 0. */
    static long ignoredSignals() {
        return bits("daemontools.sigign");
    }

    /** The signals that were blocked. */
    static long blockedSignals() {
        return bits("daemontools.sigblk");
    }

    private static long bits(String property) {
        String value = System.getProperty(property, "");
        return value.isEmpty() ? 0 : Long.parseUnsignedLong(value, 16);
    }
}
