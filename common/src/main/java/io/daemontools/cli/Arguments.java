package io.daemontools.cli;

/** The words a command was called with, one ISO-8859-1 char a byte. */
public final class Arguments {
    /** What {@link #charAt} answers after a word's end. */
    public static final char END = 0;

    private final String program;
    private final int size;
    private final Words words;

    /** What follows a command's name, the first having index 0. */
    @FunctionalInterface
    public interface Words {
        /** The word at an index. */
        String get(int index);

        /** How long it is. */
        default int length(int index) {
            return get(index).length();
        }

        /** A char of it, or {@link #END} at its end. */
        default char charAt(int index, int position) {
            String word = get(index);
            return position < word.length() ? word.charAt(position) : END;
        }
    }

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
     */
    public Arguments(String program, int size, Words words) {
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
        return words.get(index);
    }

    /** How long a word is. */
    public int length(int index) {
        return words.length(index);
    }

    /** A char of a word, or {@link #END} at its end: takes no more time and memory for a long word than for a short one. */
    public char charAt(int index, int position) {
        return words.charAt(index, position);
    }
}
