package io.daemontools.envdir;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.OperandKind;
import io.daemontools.manual.SharedSections;

/** The manual of envdir. */
public final class EnvdirManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("envdir", "runs a program with environment variables from files")
                .operand("dir", OperandKind.DIRECTORY, "The directory of variables.")
                .program("The program to run.")
                .section("DESCRIPTION", """
                        `envdir` sets and removes environment variables according to the files in <dir>, and then
                        executes <program> in the starting directory. The name of a file is the name of a variable:

                        an empty file
                            removes the variable;
                        any other file
                            sets the variable to the first line, without trailing spaces and tabs. NULs in the line
                            become newlines.

                        To set a variable to the empty string, write an empty line to its file. Further lines are
                        ignored. All other variables stay unchanged. Files whose names begin with a dot, and
                        directories, are skipped.
                        """)
                .section("ENVIRONMENT", SharedSections.SEARCH_PATH)
                .section("SIGNALS", SharedSections.SIGNALS_OF_PROGRAM)
                .section("FILES", """
                        `<dir>/<name>`
                            The value of the variable <name>. It is an error if a file cannot be read.
                        """)
                .exit(
                        "111",
                        "Fewer than two arguments, <dir> or a file in it cannot be read, or <program> cannot be executed. Other "
                                + "commands exit 100 for wrong usage.")
                .exit("other", SharedSections.EXIT_OF_PROGRAM)
                .section("EXAMPLES", """
                        Set two variables, and remove one:

                            mkdir env
                            echo 127.0.0.1 >env/ADDRESS
                            echo 8080 >env/PORT
                            : >env/HOME
                            envdir env sh -c 'echo $ADDRESS:$PORT ${HOME-gone}'

                        In a `run`, so that users who can write to `env` can change settings without write access to the
                        script:

                            #!/bin/sh
                            exec 2>&1
                            exec envdir ./env setuidgid nobody my-daemon
                        """)
                .section(
                        "COMPATIBILITY",
                        SharedSections.compatible("envdir", "prints its usage and exits 111") + """
                                0.76 fails if there is a directory among the files, such as `lost+found`. If a file is a
                                dangling symbolic link, 0.76 sets the variable to a wrong value; this version removes
                                the variable. If the environment is too large for the system to execute <program>, this
                                version prints the name of the file with the largest value before 0.76's message.

                                """
                                + SharedSections.PROGRAM_ON_JAVA)
                .seeAlso("envuidgid(8)", "setuidgid(8)", "softlimit(8)", "env(1)", "environ(7)");
    }
}
