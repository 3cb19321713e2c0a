package io.daemontools.svlint;

import io.daemontools.posix.Posix;
import java.util.List;

/** Checks what the shell script {@code run} executes. */
final class RunCheck {
    /** How deep in {@code sh -c} scripts are followed. */
    private static final int MAX_DEPTH = 4;

    /** Commands of the shell itself, after which there is no process to signal. */
    private static final String[] BUILT_IN = {
        "", "exit", "return", ".", "source", "wait", ":", "true", "false", "echo", "printf", "test", "[", "[[", "trap",
        "read", "set", "export", "cd", "umask", "unset", "eval", "kill", "exec"
    };

    private final Findings findings;
    private final Disk disk;
    private final Posix posix;
    private final SearchPath path;
    private final Preparations preparations = new Preparations();

    RunCheck(Findings findings, Disk disk, Posix posix, SearchPath path) {
        this.findings = findings;
        this.disk = disk;
        this.posix = posix;
        this.path = path;
    }

    /**
     * Checks a script.
     *
     * @param programs whether its programs have to be there
     * @return the program that it ends up as, if that is known; or null
     */
    Program check(String file, String text, boolean programs) {
        path.reset();
        preparations.reset();
        return check(file, text, programs, 0);
    }

    /** Whether the script that was checked last makes or changes files, so that those that are there do not count. */
    boolean prepares() {
        return preparations.makeFiles();
    }

    private Program check(String file, String text, boolean programs, int depth) {
        ShellScript script = ShellScript.of(text);
        if (script.lastLineUnclosed() && text.length() < Disk.LIMIT) {
            findings.add(
                    Check.UNCLOSED_QUOTE,
                    file,
                    (depth == 0 ? "its last line" : "the last line of its sh -c") + " has a quotation without an end",
                    "close it");
        }
        if (!script.clear() || text.length() >= Disk.LIMIT || depth == MAX_DEPTH) {
            return null;
        }
        Statement last = last(script.statements());
        if (last == null) {
            return null;
        }
        if (last.background()) {
            findings.add(
                    Check.BACKGROUND,
                    file,
                    what(depth) + " is in the background, so that the script ends at once",
                    depth == 0
                            ? "remove the & and begin the line with exec"
                            : "remove the & and begin the command with exec");
            return null;
        }
        boolean ends = last != script.statements().get(script.statements().size() - 1);
        // With an exit of its own, a script that was given to sh -c is meant to go on after its command.
        if (!executes(script) && !uses(script, "trap") && !(ends && depth > 0)) {
            checkExec(file, script, last, depth, ends);
        }
        SimpleCommand executed = executed(script, last);
        return executed == null || !programs ? null : follow(file, script, executed, depth);
    }

    private static String what(int depth) {
        return depth == 0 ? "its last command" : "the last command of its sh -c";
    }

    /** The last statement, unless that ends the script: then the one before. */
    private static Statement last(List<Statement> statements) {
        int index = statements.size() - 1;
        while (index > 0
                && statements.get(index).simple()
                && statements.get(index).commands().get(0).name().equals("exit")) {
            index--;
        }
        return index < 0 ? null : statements.get(index);
    }

    private static boolean executes(ShellScript script) {
        for (Statement statement : script.statements()) {
            if (statement.executes() && !statement.background() && !statement.pipeline()) {
                return true;
            }
        }
        return false;
    }

    private static boolean uses(ShellScript script, String name) {
        for (Statement statement : script.statements()) {
            for (SimpleCommand command : statement.commands()) {
                if (command.name().equals(name)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Checks a last command.
     *
     * @param depth how deep in {@code sh -c} the script is
     * @param ends whether {@code exit} follows it
     */
    private void checkExec(String file, ShellScript script, Statement last, int depth, boolean ends) {
        String what = what(depth);
        String compound = last.compound();
        boolean loop = compound.equals("while")
                || compound.equals("until")
                || compound.equals("for")
                || compound.equals("select");
        if (last.function() || loop || !startsProgram(script, last)) {
            return;
        }
        if (last.pipeline()) {
            findings.add(
                    Check.NO_EXEC,
                    file,
                    what + " is a pipeline, so that signals go to the shell alone",
                    "give the service a logger in place of the pipeline, and begin its last line with exec");
        } else {
            findings.add(
                    Check.NO_EXEC,
                    file,
                    what + " has no exec, so that signals go to the shell and not to the program",
                    ends
                            ? "begin it with exec, and remove the exit behind it"
                            : depth == 0 ? "begin its last line with exec" : "begin it with exec");
        }
    }

    /** Whether a statement starts a program, and not only commands of the shell and functions. */
    private boolean startsProgram(ShellScript script, Statement statement) {
        List<SimpleCommand> commands = statement.commands();
        boolean sources = uses(script, ".") || uses(script, "source");
        // Of a list it is the last command that stays.
        boolean one = statement.compound().isEmpty() && !statement.pipeline() && !commands.isEmpty();
        for (int i = one ? commands.size() - 1 : 0; i < commands.size(); i++) {
            String name = commands.get(i).name();
            if (!script.defines(name)
                    && !is(commands.get(i), BUILT_IN)
                    && !(sources && maybeFunction(commands.get(i).words().get(0)))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a name may be that of a function in a file that was read. */
    private boolean maybeFunction(Word name) {
        return name.literal() && name.text().indexOf('/') < 0 && path.lacks(name.text());
    }

    /** The command as which the script ends unless it ends before; null if that depends. */
    private static SimpleCommand executed(ShellScript script, Statement last) {
        for (Statement statement : script.statements()) {
            if (statement.simple()
                    && !statement.background()
                    && statement.commands().get(0).executes()) {
                return statement.commands().get(0);
            }
        }
        if (!last.simple()) {
            return null;
        }
        SimpleCommand command = last.commands().get(0);
        return is(command, BUILT_IN) || script.defines(command.name()) ? null : command;
    }

    private Program follow(String file, ShellScript script, SimpleCommand command, int depth) {
        for (Statement statement : script.statements()) {
            for (SimpleCommand before : statement.commands()) {
                if (before == command) {
                    assignments(before, true);
                    return follow(file, command, depth);
                }
                preparations.add(before);
                assignments(before, statement.simple());
            }
        }
        return null;
    }

    private static boolean is(SimpleCommand command, String[] names) {
        for (String name : names) {
            if (command.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** Follows what a command does to PATH. */
    private void assignments(SimpleCommand command, boolean certain) {
        String name = command.name();
        if (name.equals(".") || name.equals("source") || name.equals("eval")) {
            path.forget();
        }
        boolean exports = name.equals("export");
        List<Word> assigned = exports ? command.words() : command.assignments();
        for (Word word : assigned) {
            if (!word.text().startsWith("PATH=")) {
                continue;
            }
            if (certain) {
                path.assign(new Word(word.text().substring("PATH=".length()), word.literal(), word.quoted()));
            } else {
                path.forget();
            }
        }
    }

    private Program follow(String file, SimpleCommand command, int depth) {
        List<Word> words = command.words();
        int first = command.executes() ? 1 : 0;
        if (first == 1 && words.get(1).text().startsWith("-")) {
            // Options of exec differ between shells.
            first = words.get(1).is("-a") ? 3 : words.get(1).is("--") ? 2 : words.size();
        }
        if (first >= words.size()) {
            return null;
        }
        Program program =
                new Chain(file, preparations, findings, disk, posix, path).follow(words.subList(first, words.size()));
        if (program == null) {
            return null;
        }
        String cure = program.keptInForeground() ? null : Daemons.cure(program);
        if (cure != null) {
            findings.add(
                    Check.FORKS,
                    file,
                    program.name() + " goes into the background, so that supervise starts it again and again",
                    cure);
        }
        String script = program.keptInForeground() ? null : scriptOfShell(program);
        return script == null ? program : check(file, script, true, depth + 1);
    }

    /** What {@code sh -c} executes, or null. */
    private static String scriptOfShell(Program program) {
        List<Word> arguments = program.arguments();
        boolean shell = program.name().equals("sh")
                || program.name().equals("bash")
                || program.name().equals("dash");
        return shell
                        && arguments.size() >= 2
                        && arguments.get(0).is("-c")
                        && arguments.get(1).literal()
                ? arguments.get(1).text()
                : null;
    }
}
