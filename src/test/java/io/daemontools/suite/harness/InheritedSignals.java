package io.daemontools.suite.harness;

import jnr.ffi.LibraryLoader;
import jnr.ffi.Platform;
import jnr.ffi.Pointer;

/**
 * Signals that the suite was started with ignored: a shell without job control does this to its background commands, and all
 * that the suite starts would inherit it.
 */
final class InheritedSignals {
    /** HUP and INT, whose numbers POSIX fixes; the others that a shell has them ignore, HotSpot handles. */
    private static final int[] NUMBERS = {1, 2};

    private static final long IGNORE = 1;

    private InheritedSignals() {}

    /** The C library's function. Public, since jnr-ffi implements it elsewhere. */
    public interface SignalFunction {
        /** Sets a signal's action, null for the default one, and returns the action before. */
        Pointer signal(int number, Pointer action);
    }

    /** Sets each such signal to its default action, except those that HotSpot handles. */
    static void restoreDefaults() {
        SignalFunction library = LibraryLoader.create(SignalFunction.class)
                .load(Platform.getNativePlatform().getStandardCLibraryName());
        for (int number : NUMBERS) {
            Pointer before = library.signal(number, null);
            if (before != null && before.address() != IGNORE) {
                library.signal(number, before);
            }
        }
    }
}
