package io.daemontools.multilog;

import io.daemontools.time.Tai64n;

/** The names of a log directory's finished files: the time it was finished as a TAI64N label, a dot, a code. */
final class FinishedFile {
    /** The code of a file that is complete and safely on disk. */
    static final char SAFE = 's';

    /** The code of a file left behind by an outage. */
    static final char UNSAFE = 'u';

    private FinishedFile() {}

    /** The name of a file finished at a wall clock reading. */
    static String name(long wallClock, char code) {
        byte[] label = new byte[Tai64n.TEXT];
        Tai64n.print(wallClock, label, 0);
        StringBuilder name = new StringBuilder(Tai64n.TEXT + 2);
        for (byte character : label) {
            name.append((char) character);
        }
        return name.append('.').append(code).toString();
    }

    /** Whether a name is a finished file's: an {@code @} and as long as a label, as 0.76 tells them. */
    static boolean is(String name) {
        return name.length() >= Tai64n.TEXT && name.charAt(0) == '@';
    }

    /** Whether one finished file is older than another, by their labels. */
    static boolean older(String name, String other) {
        for (int i = 0; i < Tai64n.TEXT; i++) {
            if (name.charAt(i) != other.charAt(i)) {
                return name.charAt(i) < other.charAt(i);
            }
        }
        return false;
    }
}
