package io.daemontools.manual;

/** What more than one manual has to say. */
public final class SharedSections {
    /** Where the options' section ends. */
    public static final String AFTER_OPTIONS = """
            Letters may be joined in one word. The word `--`, and in fact any word that begins with two dashes, ends the
            options, as do a lone dash and the first word that is no option.
            """;

    /** What the program that a command becomes has of it: said under SIGNALS. */
    public static final String SIGNALS_OF_PROGRAM = """
            It catches none. <program> starts with the signal mask, and with the ignored signals, that the command was started
            with; whatever is sent to the process after that is sent to <program>, which has the same process id.
            """;

    /** How a program is found: said under ENVIRONMENT. */
    public static final String SEARCH_PATH = """
            `PATH`
                Where <program> is looked for unless there is a slash in its name: directories apart by colons, an empty one
                being the working directory. `/bin:/usr/bin` if it is not set. It is the command's own, not what the command
                may have set for <program>.
            """;

    /** The exit codes of those who become another program. */
    public static final String EXIT_OF_PROGRAM = "Whatever <program> exits with, since it is <program> by then.";

    /** Where accounts are looked up: said under FILES. */
    public static final String ACCOUNTS = """
            `/etc/passwd`
                Where accounts are, or wherever else the system's libraries look for them.
            """;

    /** What a static program cannot look up, as a paragraph before another. */
    public static final String ACCOUNTS_IF_STATIC = """
            A native program that was linked statically with glibc knows the accounts in `/etc/passwd` only.

            """;

    /** What a JVM cannot keep for the program that a command becomes. */
    public static final String PROGRAM_ON_JAVA = """
            Run on Java, the command is a shell script that becomes a JVM that becomes <program>. That <program> runs in the same
            process with the same descriptors, limits, mask, arguments and environment is kept; this is not:

            Signals ignored at the start
                ILL, BUS, FPE and SEGV are at their default action in <program>, because HotSpot needs them for itself and
                forgets that they were ignored; CHLD, too, because the script's shell resets it.
            Pending signals
                A blocked signal that was already waiting is lost with the thread that it was waiting for.
            Large environments
                Of more than 43 kB of variables on Linux, and wherever there is no `/proc`, those that no shell variable can
                be named after may be lost, and `PWD` may be set: the script's shell hands over what it keeps, and the
                untouched copy that it hands over besides has to fit into one variable.
            Small limits
                A JVM needs some 350 MB of address space and more. Under a limit below that (see softlimit(8)) none
                starts, so that in a chain of commands `softlimit` must be the last that runs on Java.
            Time and memory
                A start takes 100 to 200 ms instead of less than one, and 50 MB until <program> runs.
            """;

    private SharedSections() {}

    /** What a command run on Java costs while it stays. */
    public static String residentOnJava(String command) {
        return """
                Run on Java, `%s` needs 30 to 60 MB of memory for as long as it runs, and 100 to 200 ms to start.
                """.formatted(command);
    }

    /** How a command differs from 0.76 in what it says of itself. */
    public static String compatible(String command, String instead) {
        return """
                Arguments, messages, exit codes and files are those of daemontools 0.76. `%1$s --help` and `%1$s --version`
                are new, and only if nothing else is on the command line: 0.76 %2$s.

                """.formatted(command, instead);
    }
}
