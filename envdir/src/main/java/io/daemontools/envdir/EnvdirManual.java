package io.daemontools.envdir;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.OperandKind;
import io.daemontools.manual.SharedSections;

/** What is to be said of envdir. */
public final class EnvdirManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("envdir", "runs a program with variables from files")
                .operand("dir", OperandKind.DIRECTORY, "The directory of variables.")
                .program("The program to be run.")
                .section("DESCRIPTION", """
                        `envdir` changes variables of the environment as the files in <dir> say, and then becomes <program>, in the
                        directory that it was started in. Files whose names begin with a dot, and directories, are skipped. Of the others:

                        an empty file
                            removes the variable of its name;
                        any other file
                            sets the variable of its name to the first line, without the blanks and tabs at the end of that. NULs
                            in it become newlines.

                        To set a variable to nothing, have an empty line in the file. Lines after the first are left out. All other
                        variables stay as they are.
                        """)
                .section("ENVIRONMENT", SharedSections.SEARCH_PATH)
                .section("SIGNALS", SharedSections.SIGNALS_OF_PROGRAM)
                .section("FILES", """
                        `<dir>/<name>`
                            The value of a variable. A file that cannot be read is an error.
                        """)
                .exit(
                        "111",
                        "It was called with fewer than two words, <dir> or a file in it cannot be read, or <program> cannot be "
                                + "run. Wrong usage is 100 elsewhere in daemontools.")
                .exit("other", SharedSections.EXIT_OF_PROGRAM)
                .section("EXAMPLES", """
                        Two variables set, one removed:

                            mkdir env
                            echo 127.0.0.1 >env/ADDRESS
                            echo 8080 >env/PORT
                            : >env/HOME
                            envdir env sh -c 'echo $ADDRESS:$PORT ${HOME-gone}'

                        In a `run`, to be changed by whoever may write to `env` and not to the script:

                            #!/bin/sh
                            exec 2>&1
                            exec envdir ./env setuidgid nobody my-daemon
                        """)
                .section(
                        "COMPATIBILITY",
                        SharedSections.compatible("envdir", "says how it is to be called, and exits 111") + """
                                0.76 fails on a directory among the files, such as `lost+found`. It sets a variable whose file is a
                                symbolic link to nothing to a wrong value; this version removes the variable. If the environment is too
                                large for the system to run <program>, this version prints the name of the file with the largest value
                                before 0.76's message.

                                """
                                + SharedSections.PROGRAM_ON_JAVA)
                .seeAlso("envuidgid(8)", "setuidgid(8)", "softlimit(8)", "env(1)", "environ(7)");
    }
}
