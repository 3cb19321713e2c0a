package io.daemontools.posix.jvm;

/**
 * State that this process was started with and HotSpot or the launcher has changed: signal actions, the signal mask, closed
 * descriptors.
 *
 * <p>The launcher reads the ignored and blocked signals from {@code /proc/self/status} and passes them in two system properties, in
 * hexadecimal with signal 1 lowest. Without {@code /proc}, no signal is taken to be ignored or blocked.
 */
final class InheritedState {
    /** Signals for which HotSpot installs no handler if they are ignored. */
    private static final String[] RESPECTED = {"HUP", "INT", "TERM"};

    /** Signals that HotSpot always handles but does not need. */
    private static final String[] TAKEN = {"PIPE", "QUIT", "USR2", "XFSZ"};

    /** Signals that HotSpot needs. Linux's C libraries reserve three more. */
    private static final String[] NEEDED = {"BUS", "FPE", "ILL", "SEGV"};

    private static final long INTERNAL = Constants.linux() ? 7L << 31 : 0;

    /** The descriptor with the number of SIGQUIT. */
    private static final int SPARE = 3;

    private InheritedState() {}

    /** Makes signals act as on a C program. Signals that HotSpot handles would not terminate it with the right status. */
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
     * Marks standard streams that were closed at entry, and the {@linkplain #spare spare} descriptor, as close-on-exec. The launcher has opened unusable files in their place,
     * because HotSpot would open its own files there.
     */
    static void closeStandardStreams() {
        String closed = System.getProperty("daemontools.closed", "");
        for (int i = 0; i < closed.length(); i++) {
            JvmDescriptors.setCloseOnExec(closed.charAt(i) - '0');
        }
        if (spare(SPARE)) {
            JvmDescriptors.setCloseOnExec(SPARE);
        }
    }

    /** Whether the launcher has opened a descriptor only so that HotSpot does not use it. */
    static boolean spare(int descriptor) {
        return descriptor == SPARE
                && !System.getProperty("daemontools.spare", "").isEmpty();
    }

    private static long needed() {
        long needed = INTERNAL;
        for (String name : NEEDED) {
            needed |= Signals.bit(Signals.number(name));
        }
        return needed;
    }

    /** The signals that were ignored at entry, signal 1 in bit 0. */
    static long ignoredSignals() {
        return bits("daemontools.sigign");
    }

    /** The signals that were blocked at entry, signal 1 in bit 0. */
    static long blockedSignals() {
        return bits("daemontools.sigblk");
    }

    private static long bits(String property) {
        String value = System.getProperty(property, "");
        return value.isEmpty() ? 0 : Long.parseUnsignedLong(value, 16);
    }
}
