package io.daemontools.svlint;

import io.daemontools.svlint.Disk.Presence;

/** Where a service finds programs: the PATH that svlint has, and that of svscanboot. */
final class SearchPath {
    /** The PATH that svscanboot sets. */
    private static final String OF_SVSCANBOOT =
            "/command:/usr/local/bin:/usr/local/sbin:/bin:/sbin:/usr/bin:/usr/sbin:/usr/X11R6/bin";

    /** The PATH of a process without one, for 0.76's commands. */
    private static final String DEFAULT = "/bin:/usr/bin";

    private final Disk disk;
    private final String inherited;
    private String current;

    /**
     * The PATH at the start of a script.
     *
     * @param ofThisProcess the PATH that svlint has, or null
     */
    SearchPath(CharSequence ofThisProcess, Disk disk) {
        this.disk = disk;
        inherited = (ofThisProcess == null ? DEFAULT : ofThisProcess.toString()) + ':' + OF_SVSCANBOOT;
        current = inherited;
    }

    private SearchPath(SearchPath other) {
        disk = other.disk;
        inherited = other.inherited;
        current = other.current;
    }

    /** A copy, which further changes do not change. */
    SearchPath copy() {
        return new SearchPath(this);
    }

    /** A script begins. */
    void reset() {
        current = inherited;
    }

    /** The script assigns PATH a value in which {@code $PATH} may occur, but no other expansion. */
    void assign(Word value) {
        String text = replaced(replaced(value.text(), "${PATH}"), "$PATH");
        boolean known = current != null && (value.literal() || (text.indexOf('$') < 0 && text.indexOf('`') < 0));
        current = known && text.indexOf('`') < 0 ? text : null;
    }

    private String replaced(String text, String variable) {
        int start = text.indexOf(variable);
        return start < 0 || current == null
                ? text
                : text.substring(0, start) + current + text.substring(start + variable.length());
    }

    /** A program runs without PATH: what is searched then depends on the C library. */
    void unset() {
        current = current == null ? null : current + ':' + DEFAULT + ':' + OF_SVSCANBOOT;
    }

    /** The script may do anything to PATH. */
    void forget() {
        current = null;
    }

    /** Whether a program is known to be in no directory of PATH. */
    boolean lacks(String program) {
        if (current == null) {
            return false;
        }
        int start = 0;
        while (start <= current.length()) {
            int end = current.indexOf(':', start);
            end = end < 0 ? current.length() : end;
            String directory = end == start ? "." : current.substring(start, end);
            Presence presence = disk.look(directory + '/' + program);
            boolean found = presence == Presence.PRESENT && disk.status().executable();
            if (found || presence == Presence.UNKNOWN) {
                return false;
            }
            start = end + 1;
        }
        return true;
    }
}
