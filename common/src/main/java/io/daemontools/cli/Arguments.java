package io.daemontools.cli;

import java.util.function.IntFunction;

/** The words a command was called with, one ISO-8859-1 char a byte. */
public final class Arguments {
    private final String program;
    private final int size;
    private final IntFunction<String> words;

    /**
     * Takes the words as the system gave them.
     *
     * @param program the name it was called by ({@code argv[0]}), with or without directories
     * @param words what follows the name
     */
    public Arguments(String program, String... words) {
        this(program, words.length, index -> words[index]);
    }

    /**
     * Takes the words one by one when they are asked for: there may be more of them than the command could hold, if they
     * are meant for the program it runs.
     *
     * @param size how many follow the name
     * @param words the word at an index, the first after the name having index 0
     */
    public Arguments(String program, int size, IntFunction<String> words) {
        this.program = program.substring(program.lastIndexOf('/') + 1);
        this.size = size;
        this.words = words;
    }

    /** The name the command was called by, without directories. */
    public String program() {
        return program;
    }

    /** How many words follow the name. */
    public int size() {
        return size;
    }

    /** A word; the first has index 0. */
    public String get(int index) {
        return words.apply(index);
    }
}
