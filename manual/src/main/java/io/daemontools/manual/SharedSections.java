package io.daemontools.manual;

/** Sections that several manuals share. */
public final class SharedSections {
    /** The end of OPTIONS. */
    public static final String AFTER_OPTIONS = """
            Options may be joined in one argument. An argument that begins with two dashes ends the options and is
            skipped. A lone dash, or an argument that does not begin with a dash, also ends the options.
            """;

    /** The same of a command that 0.76 does not have. */
    public static final String AFTER_OPTIONS_OF_NEW = """
            Options may be joined in one argument. `--`, a lone dash, or an argument that does not begin with a dash
            ends the options; `--` is skipped. A longer argument that begins with two dashes is an error.
            """;

    /** SIGNALS of a command that executes a program. */
    public static final String SIGNALS_OF_PROGRAM = """
            It catches none. <program> starts with the signal mask and the ignored signals of the command. It has the
            same process id, so later signals go to <program>.
            """;

    /** ENVIRONMENT of a command that executes a program. */
    public static final String SEARCH_PATH = """
            `PATH`
                A colon-separated list of directories in which <program> is searched for, unless its name contains a
                slash. An empty element means the working directory. The default is `/bin:/usr/bin`. The command uses
                its own `PATH`, not one that it sets for <program>.
            """;

    /** Exit codes of a command that executes a program. */
    public static final String EXIT_OF_PROGRAM = "The exit code of <program>.";

    /** FILES of a command that looks up an account. */
    public static final String ACCOUNTS = """
            `/etc/passwd`
                The accounts, unless the system's libraries look them up elsewhere.
            """;

    /** DESCRIPTION of a command that takes ids instead of an account's name. */
    public static final String ACCOUNT_NUMBERS = """
            Where there is no account, <account> may be ids, as decimal numbers from 0 to 4294967294:

            `:UID:GID`
                This user id and this group id.
            `:UID`
                This user id, and the group id of the same number.
            `UID`
                The same, unless there is an account of that name. The group of an account with this user id is not
                used.
            """;

    /** COMPATIBILITY of a command that looks up an account; more text follows. */
    public static final String ACCOUNTS_IF_STATIC = """
            A native program that is statically linked with glibc finds only the accounts in `/etc/passwd`.

            """;

    /** COMPATIBILITY: effects of a JVM on the program that a command executes. */
    public static final String PROGRAM_ON_JAVA = """
            On a JVM, the command is a shell script that executes a JVM, which executes <program> in the same process.
            Descriptors, limits, umask, signal mask, arguments and environment are kept, except for these:

            Ignored signals
                ILL, BUS, FPE and SEGV have their default action in <program>: HotSpot uses these signals and does not
                record that they were ignored. The script's shell resets CHLD.
            Pending signals
                A blocked signal that is already pending is lost.
            Large environments
                If there are more than 43 kB of variables on Linux, or if there is no `/proc`, variables whose names are
                not valid in a shell may be lost, and `PWD` may be set. The script passes an exact copy of the
                environment in one variable, whose size is limited; otherwise the JVM uses what the shell passes on.
            Small limits
                A JVM needs 350 MB of address space and 50 MB of data, and does not start under a smaller limit (see
                softlimit(8)). In a chain of commands, `softlimit` must be the last that runs on a JVM.
            Time and memory
                A start takes 100 to 200 ms instead of less than one, and 50 MB until <program> runs.
            """;

    private SharedSections() {}

    /** COMPATIBILITY: costs of a resident command on a JVM. */
    public static String residentOnJava(String command) {
        return """
                On a JVM, `%s` needs 30 to 60 MB of memory while it runs, and 100 to 200 ms to start.
                """.formatted(command);
    }

    /**
     * COMPATIBILITY: the first paragraph.
     *
     * @param instead what 0.76 does with {@code --help} and {@code --version}, without a subject
     */
    public static String compatible(String command, String instead) {
        return """
                Arguments, messages, exit codes and files are those of daemontools 0.76. `%1$s --help` and
                `%1$s --version` are new. They are recognised only as the sole argument; 0.76 then %2$s.

                """.formatted(command, instead);
    }
}
