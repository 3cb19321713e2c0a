package io.daemontools.posix;

/** Lookup in an environment. */
public final class Environment {
    private Environment() {}

    /** The value of the first variable of that name, or null. */
    public static String get(String[] environment, String name) {
        String prefix = name + '=';
        for (String variable : environment) {
            if (variable.startsWith(prefix)) {
                return variable.substring(prefix.length());
            }
        }
        return null;
    }
}
