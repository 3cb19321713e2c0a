package io.daemontools.posix.jvm;

import java.util.Locale;
import jnr.constants.Constant;

/**
 * The numeric values of this system's constants, from jnr-constants.
 *
 * <p>Its own lookup of the class for the system costs 15 ms at start (it tries resources and formats strings), so the class is
 * loaded directly.
 */
final class Constants {
    private static final String PACKAGE = "jnr.constants.platform.";
    private static final String SYSTEM = system();

    private Constants() {}

    /** The value of {@code name} in a set such as {@code OpenFlags}. */
    static int of(String set, String name) {
        for (Constant constant : all(set)) {
            if (constant.name().equals(name)) {
                return constant.intValue();
            }
        }
        throw new IllegalStateException(name + " is unknown");
    }

    /** All constants of a set. */
    static Constant[] all(String set) {
        return all(SYSTEM, System.getProperty("os.arch"), set);
    }

    /**
     * All constants of a set.
     *
     * @param system as in the names of jnr-constants' packages
     * @param processor as in the property {@code os.arch}
     */
    static Constant[] all(String system, String processor, String set) {
        String general = PACKAGE + system;
        // Where numbers depend on the processor, there is a class for each one that differs.
        if (!"amd64".equals(processor)) {
            try {
                return in(general + '.' + processor, set);
            } catch (ClassNotFoundException ignored) {
                // The general class applies.
            }
        }
        try {
            return in(general, set);
        } catch (ClassNotFoundException error) {
            throw new IllegalStateException(set + " is unknown for " + system, error);
        }
    }

    /** Whether this is Linux. */
    static boolean linux() {
        return SYSTEM.equals("linux");
    }

    /** Whether this is FreeBSD. */
    static boolean freebsd() {
        return SYSTEM.equals("freebsd");
    }

    /** Whether this is macOS. */
    static boolean darwin() {
        return SYSTEM.equals("darwin");
    }

    private static Constant[] in(String where, String set) throws ClassNotFoundException {
        return (Constant[]) Class.forName(where + '.' + set).getEnumConstants();
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "darwin" : name;
    }
}
