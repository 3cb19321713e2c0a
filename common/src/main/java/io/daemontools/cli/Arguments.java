package io.daemontools.cli;

import io.daemontools.posix.Limits;

/** The arguments of a command, one ISO-8859-1 char per byte. The first after the command's name has index 0. */
public final class Arguments {
    /** The result of {@link Source#charAt} after the last char of an argument. */
    public static final char END = 0;

    /** Longer than any system takes: PATH_MAX is 4096 bytes at most, with the NUL at the end. */
    private static final int MAX_NAME = 4096;

    /** How many bytes of memory a command uses for each char of a name, copies and messages included. */
    private static final int BYTES_PER_CHAR = 12;

    private final String program;
    private final int size;
    private final Source source;

    /** Where arguments are read from. */
    @FunctionalInterface
    public interface Source {
        /** The argument at an index. */
        String get(int index);

        /** The length of an argument. */
        default int length(int index) {
            return get(index).length();
        }

        /** A char of an argument, or {@link #END} at its end. */
        default char charAt(int index, int position) {
            String argument = get(index);
            return position < argument.length() ? argument.charAt(position) : END;
        }
    }

    /**
     * The arguments as the system gave them.
     *
     * @param program {@code argv[0]}, with or without directories
     * @param arguments {@code argv[1]} and the following
     */
    public Arguments(String program, String... arguments) {
        this(program, arguments.length, index -> arguments[index]);
    }

    /**
     * Arguments that are read on demand. Those of the program that the command executes may exceed the command's memory.
     *
     * @param size the number of arguments after {@code argv[0]}
     */
    public Arguments(String program, int size, Source source) {
        this.program = program.substring(program.lastIndexOf('/') + 1);
        this.size = size;
        this.source = source;
    }

    /** {@code argv[0]} without directories. */
    public String program() {
        return program;
    }

    /** The number of arguments. */
    public int size() {
        return size;
    }

    /** An argument. */
    public String get(int index) {
        return source.get(index);
    }

    /**
     * An argument that is a name. If it does not fit into memory, its beginning, which is still longer than the name of any
     * file.
     */
    public String name(int index, Limits limits) {
        int length = length(index);
        if (length <= MAX_NAME || limits.canAllocate(BYTES_PER_CHAR * length)) {
            return get(index);
        }
        StringBuilder beginning = new StringBuilder(MAX_NAME);
        for (int i = 0; i < MAX_NAME; i++) {
            beginning.append(charAt(index, i));
        }
        return beginning.toString();
    }

    /** The length of an argument. */
    public int length(int index) {
        return source.length(index);
    }

    /** A char of an argument, or {@link #END} at its end. Needs no memory, and constant time. */
    public char charAt(int index, int position) {
        return source.charAt(index, position);
    }
}
