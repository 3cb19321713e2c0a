package io.daemontools.svnew;

import io.daemontools.cli.FatalException;

/**
 * A variable, as {@code envdir} reads it from a file.
 *
 * @param name the name of the variable and of its file
 * @param content the file
 */
record Variable(String name, String content) {
    /**
     * The variable of {@code NAME=value}.
     *
     * @throws FatalException if {@code envdir} could not set it
     */
    static Variable of(String assignment) {
        int equals = assignment.indexOf('=');
        if (equals < 0) {
            throw wrong(assignment, "has no =");
        }
        String name = assignment.substring(0, equals);
        String value = assignment.substring(equals + 1);
        if (name.isEmpty() || name.startsWith(".") || name.indexOf('/') >= 0) {
            throw wrong(assignment, "has a name that is empty, begins with a dot or contains a slash");
        }
        if (value.endsWith(" ") || value.endsWith("\t")) {
            throw wrong(assignment, "ends in a blank, which envdir removes");
        }
        return new Variable(name, value.replace('\n', '\0').concat("\n"));
    }

    private static FatalException wrong(String assignment, String why) {
        return FatalException.usage("svnew: fatal: variable " + assignment + ' ' + why);
    }
}
