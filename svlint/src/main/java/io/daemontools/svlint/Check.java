package io.daemontools.svlint;

/** The kinds of findings. Reports in JSON have their names in lower case and with dashes. */
enum Check {
    /** svscan ignores the logger of a directory of that name. */
    NAME(Severity.WARNING),
    /** svscan ignores a directory of that name, as is usual while it is being made. */
    HIDDEN_NAME(Severity.NOTE),
    /** Anybody may replace a file that supervise executes. */
    WORLD_WRITABLE(Severity.ERROR),
    /** There is no {@code run}, or what is there is no file. */
    NO_RUN(Severity.ERROR),
    /** A program is not executable. */
    NOT_EXECUTABLE(Severity.ERROR),
    /** A script does not begin with {@code #!}. */
    NO_INTERPRETER(Severity.ERROR),
    /** The interpreter in a script's first line cannot be executed. */
    MISSING_INTERPRETER(Severity.ERROR),
    /** A line ends in CR LF. */
    CRLF(Severity.ERROR),
    /** A quotation in a script has no end. */
    UNCLOSED_QUOTE(Severity.ERROR),
    /** A command of the suite prints its usage and exits. */
    USAGE(Severity.ERROR),
    /** A program that a script executes is not there. */
    MISSING_PROGRAM(Severity.ERROR),
    /** A directory of variables is not there. */
    MISSING_DIRECTORY(Severity.ERROR),
    /** An account is not there. */
    UNKNOWN_ACCOUNT(Severity.ERROR),
    /** The script ends while its program runs. */
    BACKGROUND(Severity.ERROR),
    /** The program goes into the background. */
    FORKS(Severity.ERROR),
    /** Signals go to the shell, not to the program. */
    NO_EXEC(Severity.WARNING),
    /** {@code log} is no directory. */
    LOG_NOT_A_DIRECTORY(Severity.ERROR),
    /** svscan does not start what is in {@code log/log}. */
    LOGGER_OF_LOGGER(Severity.WARNING),
    /** The logger is not started. */
    LOGGER_DOWN(Severity.WARNING),
    /** multilog writes nowhere. */
    NO_LOG_DIRECTORY(Severity.WARNING),
    /** multilog ignores an argument, or part of it. */
    MULTILOG_WORD(Severity.WARNING),
    /** multilog cannot write to its directory. */
    LOG_DIRECTORY(Severity.ERROR),
    /** A {@code finish} for runit. */
    FINISH_OF_RUNIT(Severity.WARNING),
    /** A file of another suite. */
    FOREIGN_FILE(Severity.WARNING),
    /** A file of settings that supervise cannot use. */
    SETTING(Severity.ERROR),
    /** A file of settings without the one that it belongs to. */
    SETTING_WITHOUT_EFFECT(Severity.WARNING),
    /** The directory {@code supervise} cannot be used. */
    SUPERVISE(Severity.ERROR),
    /** The directory {@code supervise} is a copy of another one. */
    SUPERVISE_COPIED(Severity.WARNING);

    private final Severity severity;

    Check(Severity severity) {
        this.severity = severity;
    }

    /** How bad such a finding is. */
    Severity severity() {
        return severity;
    }

    /** Its name in a report. */
    String text() {
        StringBuilder text = new StringBuilder();
        String name = name();
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            text.append(letter == '_' ? '-' : (char) (letter - 'A' + 'a'));
        }
        return text.toString();
    }
}
