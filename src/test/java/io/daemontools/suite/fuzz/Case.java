package io.daemontools.suite.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A case: files, arguments and observations, as a script for {@code cases.c}. All strings are bytes, one char each; {@link #HERE}
 * in them is the directory that holds {@code tree}, where the command runs, and {@code tools}.
 */
final class Case {
    /** Stands for the directory around the one that the command runs in. */
    static final String HERE = "/HERE";

    private static final String USUAL = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./=@:,+-";

    /** The ways to run a command. */
    enum Manner {
        RUN,
        RUN_ALL,
        RUN_FED,
        RUN_UNTIL_QUIET,
        RUN_SHOWN
    }

    private final StringBuilder files = new StringBuilder();
    private final List<String> stage = new ArrayList<>();
    private final List<String> variables = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private Difference excluded;

    /** One run of a command. Its settings follow it in the script. */
    record Run(String command, List<String> arguments, String before, Manner manner, String detail) {}

    Case directory(String name, String mode) {
        return add("dir", name, mode);
    }

    Case file(String name, String mode, String content) {
        return add("file", name, mode, content);
    }

    Case link(String name, String target) {
        return add("link", name, target);
    }

    Case hardLink(String name, String file) {
        return add("hard", name, file);
    }

    /** A FIFO that no process has open. */
    Case fifo(String name, String mode) {
        return add("fifo", name, mode);
    }

    /** A FIFO that has a reader, and these bytes in it. */
    Case fifo(String name, String mode, String content) {
        return add("fifo", name, mode, content);
    }

    Case lock(String name) {
        return add("lock", name);
    }

    Case mode(String name, String mode) {
        return add("mode", name, mode);
    }

    /** A state that the command is started in, as described in {@code stage.c}. */
    Case stage(String directive) {
        stage.add(directive);
        return this;
    }

    boolean hasStage(String directive) {
        return stage.contains(directive);
    }

    /** A variable, {@code NAME=VALUE}; there are no others. */
    Case variable(String variable) {
        variables.add(variable);
        return this;
    }

    boolean hasVariableWith(String text) {
        return variables.stream().anyMatch(variable -> variable.contains(text));
    }

    /** Runs the command to its end, with nothing to read. */
    Case run(String command, List<String> arguments) {
        return run(command, arguments, "", Manner.RUN, "");
    }

    /** Runs the command to its end. */
    Case run(String command, List<String> arguments, String input) {
        return run(command, arguments, line("input", input), Manner.RUN, "");
    }

    /** Runs the command to its end, and to the end of all that it has started. */
    Case runAll(String command, List<String> arguments) {
        return run(command, arguments, "", Manner.RUN_ALL, "");
    }

    /** Runs the command to its end; bytes are written to a FIFO once it has a reader. */
    Case runFed(String command, List<String> arguments, String fifo, String bytes) {
        return run(command, arguments, "", Manner.RUN_FED, line("feed", fifo, bytes));
    }

    /** Runs the command until all that it has started has ended and it waits. */
    Case runUntilQuiet(String command, List<String> arguments) {
        return run(command, arguments, "", Manner.RUN_UNTIL_QUIET, "quiet");
    }

    /** Runs the command until it has read {@code input}, notes its command line, and ends its input. */
    Case runShown(String command, List<String> arguments, String input) {
        return run(
                command, arguments, "", Manner.RUN_SHOWN, line("title", input).stripTrailing());
    }

    private Case run(String command, List<String> arguments, String before, Manner manner, String detail) {
        runs.add(new Run(command, List.copyOf(arguments), before, manner, detail));
        return this;
    }

    /** Not to be compared, for this reason. */
    Case excludedBy(Difference difference) {
        excluded = difference;
        return this;
    }

    /** The reason why this case is not compared, if any. */
    Optional<Difference> excluded() {
        boolean asksForHelp = runs.stream()
                .map(Run::arguments)
                .anyMatch(argv -> argv.equals(List.of("--help")) || argv.equals(List.of("--version")));
        return Optional.ofNullable(asksForHelp ? Difference.HELP_AND_VERSION : excluded);
    }

    /**
     * The lines for {@code cases.c}.
     *
     * @param program what stands before a command's name
     * @param stageProgram where {@code stage.c} is
     * @param original what the original did of it, to be waited for; null if it is the original that is asked
     */
    String script(String program, String stageProgram, Outcome original) {
        StringBuilder script = new StringBuilder(files);
        for (Run run : runs) {
            List<String> argv = new ArrayList<>();
            argv.add(run.manner.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
            argv.add(stageProgram);
            argv.add(run.command);
            argv.addAll(stage);
            variables.forEach(variable -> argv.add("env=" + variable));
            argv.add("--");
            argv.add(program + run.command);
            argv.add(run.command);
            argv.addAll(run.arguments);
            script.append(run.before).append(line(argv.toArray(String[]::new)));
            if (run.manner == Manner.RUN_UNTIL_QUIET) {
                long notes = original == null ? 0 : original.lines("notes");
                long errors = original == null ? 0 : original.lines("stderr");
                script.append(line("quiet", Long.toString(notes), Long.toString(errors)));
            } else if (run.manner == Manner.RUN_SHOWN) {
                String end = original == null ? "" : " " + argument(original.lastArgument());
                script.append(run.detail).append(end).append('\n');
            } else {
                script.append(run.detail);
            }
        }
        return script.append("end\n").toString();
    }

    private Case add(String... argv) {
        files.append(line(argv));
        return this;
    }

    private static String line(String... argv) {
        StringBuilder line = new StringBuilder();
        for (String argument : argv) {
            line.append(line.isEmpty() ? "" : " ").append(argument(argument));
        }
        return line.append('\n').toString();
    }

    private static String argument(String bytes) {
        if (bytes.isEmpty()) {
            return "''";
        }
        StringBuilder argument = new StringBuilder();
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            if (USUAL.indexOf(c) >= 0) {
                argument.append(c);
            } else {
                argument.append('%').append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            }
        }
        return argument.toString();
    }

    /** The script, to be read, or to be given to {@code cases.c} by hand. */
    @Override
    public String toString() {
        return script("/BIN/", "/STAGE", null);
    }
}
