package io.daemontools.posix;

import java.util.Objects;

/**
 * What a child is to be: its program and arguments, its directory, its descriptors, and what it says when it cannot
 * start. Immutable, so that a program that starts the same child again and again makes one once.
 *
 * <p>The child has default signal actions, except for signals that were ignored when this process began, and no signal
 * blocked.
 */
public final class Spawn {
    private final String path;
    private final String[] arguments;
    private final int[] moves;
    private final String moveFailure;
    private final String directory;
    private final String directoryFailure;
    private final String startFailure;

    private Spawn(
            String path,
            String[] arguments,
            int[] moves,
            String moveFailure,
            String directory,
            String directoryFailure,
            String startFailure) {
        this.path = path;
        this.arguments = arguments;
        this.moves = moves;
        this.moveFailure = moveFailure;
        this.directory = directory;
        this.directoryFailure = directoryFailure;
        this.startFailure = startFailure;
    }

    /**
     * A child that runs a program, found as {@link PathSearch} says.
     *
     * @param failure what the child prints if it cannot, up to the error's text
     */
    public static Spawn program(String failure, String... arguments) {
        Objects.requireNonNull(failure, "failure is null");
        return new Spawn(arguments[0], arguments.clone(), new int[0], "", null, "", failure);
    }

    /** The same child, its program at a path that its first argument does not tell. */
    public Spawn at(String path) {
        Objects.requireNonNull(path, "path is null");
        return new Spawn(path, arguments, moves, moveFailure, directory, directoryFailure, startFailure);
    }

    /** The same child, started in another directory. */
    public Spawn in(String directory, String failure) {
        Objects.requireNonNull(directory, "directory is null");
        return new Spawn(path, arguments, moves, moveFailure, directory, failure, startFailure);
    }

    /**
     * The same child with descriptors moved, one after the other, before its directory is changed.
     *
     * @param moves pairs: a descriptor of this process, and the number it has in the child
     */
    public Spawn moving(String failure, int... moves) {
        return new Spawn(path, arguments, moves.clone(), failure, directory, directoryFailure, startFailure);
    }

    /** The program: a path, or a name to be found. */
    public String path() {
        return path;
    }

    /** The name the program is told, and its arguments. Not to be changed. */
    public String[] arguments() {
        return arguments;
    }

    /** Pairs of descriptors, from and to. Not to be changed. */
    public int[] moves() {
        return moves;
    }

    /** Printed before the error's text when a descriptor cannot be moved. */
    public String moveFailure() {
        return moveFailure;
    }

    /** Where the child starts, or null for where this process is. */
    public String directory() {
        return directory;
    }

    /** Printed before the error's text when there is no such directory. */
    public String directoryFailure() {
        return directoryFailure;
    }

    /** Printed before the error's text when the program cannot be run. */
    public String startFailure() {
        return startFailure;
    }
}
