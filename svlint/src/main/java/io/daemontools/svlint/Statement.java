package io.daemontools.svlint;

import java.util.ArrayList;
import java.util.List;

/** A list of commands at the outermost level of a shell script, up to a newline, a semicolon or an ampersand. */
final class Statement {
    private final List<SimpleCommand> commands = new ArrayList<>();
    private String compound = "";
    private boolean function;
    private boolean list;
    private boolean pipeline;
    private boolean background;

    /** All simple commands in it, those of compound commands, too. */
    List<SimpleCommand> commands() {
        return commands;
    }

    /** The reserved word that begins its first compound command, or an empty string. */
    String compound() {
        return compound;
    }

    void setCompound(String word) {
        if (compound.isEmpty()) {
            compound = word;
        }
    }

    /** Whether it defines a function. */
    boolean function() {
        return function;
    }

    void setFunction() {
        function = true;
    }

    /** Whether commands are joined by {@code &&} or {@code ||}. */
    boolean list() {
        return list;
    }

    void setList() {
        list = true;
    }

    /** Whether commands are joined by {@code |}. */
    boolean pipeline() {
        return pipeline;
    }

    void setPipeline() {
        pipeline = true;
    }

    /** Whether it ends in an ampersand. */
    boolean background() {
        return background;
    }

    void setBackground() {
        background = true;
    }

    /** Whether it is one simple command. */
    boolean simple() {
        return compound.isEmpty() && !function && !list && !pipeline && commands.size() == 1;
    }

    /** Whether one of its commands executes a program in the process of the shell. */
    boolean executes() {
        for (SimpleCommand command : commands) {
            if (command.executes()) {
                return true;
            }
        }
        return false;
    }
}
