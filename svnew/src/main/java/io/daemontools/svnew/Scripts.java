package io.daemontools.svnew;

import io.daemontools.cli.Arguments;
import io.daemontools.cli.ShellText;

/** The scripts of a service directory. */
final class Scripts {
    private static final String SHELL = "#!/bin/sh\n";

    private Scripts() {}

    /**
     * {@code run}.
     *
     * @param user the account of the command, or null
     * @param variables whether the command gets those of the directory {@code env}
     * @param first the index of the command among the arguments
     */
    static String run(String user, boolean variables, Arguments arguments, int first) {
        StringBuilder script = new StringBuilder(SHELL).append("exec 2>&1\nexec");
        if (variables) {
            script.append(" envdir ./env");
        }
        addAccount(user, script);
        for (int i = first; i < arguments.size(); i++) {
            script.append(' ').append(ShellText.quoted(arguments.get(i)));
        }
        return script.append('\n').toString();
    }

    /**
     * {@code log/run}.
     *
     * @param user the account of the logger, or null
     */
    static String logRun(String user) {
        StringBuilder script = new StringBuilder(SHELL).append("exec");
        addAccount(user, script);
        return script.append(" multilog t ./main\n").toString();
    }

    private static void addAccount(String user, StringBuilder script) {
        if (user != null) {
            script.append(" setuidgid ").append(ShellText.quoted(user));
        }
    }
}
