package io.daemontools.cli;

/** The words a command was called with, one ISO-8859-1 char a byte. */
public final class Arguments {
    private final String program;
    private final String[] words;

    /**
     * Takes the words as the system gave them.
     *
     * @param program the name it was called by ({@code argv[0]}), with or without directories
     * @param words what follows the name
     */
    public Arguments(String program, String... words) {
        this.program = program.substring(program.lastIndexOf('/') + 1);
        this.words = words;
    }

    /** The name the command was called by, without directories. */
    public String program() {
        return program;
    }

    /** How many words follow the name. */
    public int size() {
        return words.length;
    }

    /** A word; the first has index 0. */
    public String get(int index) {
        return words[index];
    }

    /** The words from {@code index} on. */
    public String[] from(int index) {
        String[] rest = new String[words.length - index];
        System.arraycopy(words, index, rest, 0, rest.length);
        return rest;
    }
}
