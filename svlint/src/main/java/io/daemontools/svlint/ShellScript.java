package io.daemontools.svlint;

import java.util.ArrayList;
import java.util.List;

/** The statements of a shell script. Whatever the shell would do with a script that is not {@link #clear} is not known. */
final class ShellScript {
    private static final String CASE_WORD = "case";
    private static final String CASE_PATTERN = "pattern";
    private static final String CASE_BODY = "body";
    private static final String FOR_WORDS = "for";
    private static final String LOOP = "while";
    private static final String IF = "if";
    private static final String GROUP = "{";
    private static final String SUBSHELL = "(";

    private final ShellLexer lexer;
    private final List<Statement> statements = new ArrayList<>();
    private final List<String> functions = new ArrayList<>();
    private final List<String> open = new ArrayList<>();
    private Statement statement = new Statement();
    private SimpleCommand command;
    private boolean clear = true;
    private boolean redirected;
    private boolean continued;
    private boolean functionNamed;

    private ShellScript(String text) {
        lexer = new ShellLexer(text);
    }

    /** The statements of a text. */
    static ShellScript of(String text) {
        ShellScript script = new ShellScript(text);
        script.parse();
        return script;
    }

    /** Whether the text was understood. */
    boolean clear() {
        return clear;
    }

    /** Whether a quotation in its last line certainly has no end, and the shell gets there as far as it is known. */
    boolean lastLineUnclosed() {
        if (!lexer.lastLineUnclosed()) {
            return false;
        }
        for (int i = 0; i < statements.size() - 1; i++) {
            for (SimpleCommand each : statements.get(i).commands()) {
                if (each.executes() || each.name().equals("exit") || each.name().equals("return")) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The statements, in their order. */
    List<Statement> statements() {
        return statements;
    }

    /** Whether it defines a function of that name. */
    boolean defines(String function) {
        return functions.contains(function);
    }

    private void parse() {
        Token token = lexer.next();
        while (token.kind() != Token.Kind.END) {
            switch (token.kind()) {
                case WORD -> word(token.word());
                case OPERATOR -> operator(token.text());
                default -> newline();
            }
            token = lexer.next();
        }
        endStatement();
        clear &= open.isEmpty() && !redirected && !continued && !lexer.broken();
    }

    private String innermost() {
        return open.isEmpty() ? "" : open.get(open.size() - 1);
    }

    private void replaceInnermost(String state) {
        open.set(open.size() - 1, state);
    }

    private void word(Word word) {
        continued = false;
        if (redirected) {
            redirected = false;
        } else if (innermost().equals(CASE_WORD)) {
            if (word.is("in")) {
                replaceInnermost(CASE_PATTERN);
            }
        } else if (innermost().equals(CASE_PATTERN)) {
            if (word.is("esac") && !word.quoted()) {
                close(CASE_PATTERN);
            }
        } else if (innermost().equals(FOR_WORDS)) {
            if (word.is("do")) {
                replaceInnermost(LOOP);
            }
        } else if (functionNamed) {
            functionNamed = false;
            functions.add(word.text());
        } else if (command != null || !reserved(word)) {
            if (command == null) {
                command = new SimpleCommand();
            }
            command.add(word);
        }
    }

    /** Whether it is a reserved word, which is then done with. */
    private boolean reserved(Word word) {
        if (word.quoted()) {
            return false;
        }
        switch (word.text()) {
            case "if" -> open(IF, word.text());
            case "while", "until" -> open(LOOP, word.text());
            case "for", "select" -> open(FOR_WORDS, word.text());
            case "case" -> open(CASE_WORD, word.text());
            case "{" -> open(GROUP, word.text());
            case "then", "else", "elif", "do", "!", "time" -> {
                // A command follows.
                return true;
            }
            case "fi" -> close(IF);
            case "done" -> close(LOOP);
            case "}" -> close(GROUP);
            case "esac" -> close(CASE_BODY);
            case "function" -> {
                statement.setFunction();
                functionNamed = true;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void open(String state, String word) {
        if (open.isEmpty()) {
            statement.setCompound(word);
        }
        open.add(state);
        continued = false;
    }

    private void close(String state) {
        if (innermost().equals(state)) {
            open.remove(open.size() - 1);
        } else {
            clear = false;
        }
    }

    private void operator(String operator) {
        switch (operator) {
            case "(" -> openBracket();
            case ")" -> closeBracket();
            case ";;", ";&", ";;&" -> {
                endCommand();
                if (innermost().equals(CASE_BODY)) {
                    replaceInnermost(CASE_PATTERN);
                } else {
                    clear = false;
                }
            }
            case "&&", "||", "|", "|&" -> join(operator);
            case ";" -> newline();
            case "&" -> {
                if (open.isEmpty()) {
                    statement.setBackground();
                }
                newline();
            }
            default -> redirected = true;
        }
    }

    private void join(String operator) {
        if (innermost().equals(CASE_PATTERN)) {
            return;
        }
        endCommand();
        continued = true;
        if (open.isEmpty() && operator.length() == 2 && !operator.equals("|&")) {
            statement.setList();
        } else if (open.isEmpty()) {
            statement.setPipeline();
        }
    }

    private void openBracket() {
        if (innermost().equals(CASE_PATTERN)) {
            return;
        }
        if (command == null) {
            open(SUBSHELL, SUBSHELL);
        } else {
            defineFunction();
        }
    }

    /** Brackets after a name. Anything else, such as an array, is not of the POSIX shell. */
    private void defineFunction() {
        Token next = lexer.next();
        boolean brackets = next.kind() == Token.Kind.OPERATOR && next.text().equals(")");
        if (!brackets || command.words().size() != 1) {
            clear = false;
        } else {
            functions.add(command.name());
            if (open.isEmpty()) {
                statement.setFunction();
                continued = true;
            }
        }
        command = null;
    }

    private void closeBracket() {
        endCommand();
        if (innermost().equals(CASE_PATTERN)) {
            replaceInnermost(CASE_BODY);
        } else {
            close(SUBSHELL);
        }
    }

    /** A newline or a semicolon. */
    private void newline() {
        if (continued || innermost().equals(CASE_PATTERN)) {
            return;
        }
        endCommand();
        if (innermost().equals(FOR_WORDS)) {
            replaceInnermost(LOOP);
        }
        if (open.isEmpty()) {
            endStatement();
        }
    }

    private void endCommand() {
        if (command != null) {
            statement.commands().add(command);
            command = null;
        }
    }

    private void endStatement() {
        endCommand();
        if (!statement.commands().isEmpty() || !statement.compound().isEmpty()) {
            statements.add(statement);
        }
        statement = new Statement();
    }
}
