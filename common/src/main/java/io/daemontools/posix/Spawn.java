package io.daemontools.posix;

import java.util.Arrays;
import java.util.Objects;

/**
 * Describes a child: its program and arguments, its directory, its descriptors, and the messages that it prints if a step fails.
 * Immutable, so that a program that starts the same child again and again makes one once. {@code ChildSetup} carries out each part.
 *
 * <p>The child has the signal actions and the signal mask that this process was started with. A signal that this process catches,
 * however, has its default action and is not blocked. A signal that is sent to the child before it runs its program acts on the
 * child alone.
 */
public final class Spawn {
    /** The {@link #firstArgument} of a child that has {@link #arguments}; the {@link #copied} descriptor of a child without copies. */
    public static final int NONE = -1;

    private final String startFailure;
    private String path;
    private String[] arguments = {};
    private int firstArgument = NONE;
    private int[] moves = {};
    private String moveFailure = "";
    private int copied = NONE;
    private int copies;
    private String directory;
    private String directoryFailure = "";
    private boolean newSession;
    private String[] variables = {};
    private ForkHandler forkHandler;

    private Spawn(String failure) {
        startFailure = Objects.requireNonNull(failure, "failure is null");
    }

    private Spawn(Spawn other) {
        startFailure = other.startFailure;
        path = other.path;
        arguments = other.arguments;
        firstArgument = other.firstArgument;
        moves = other.moves;
        moveFailure = other.moveFailure;
        copied = other.copied;
        copies = other.copies;
        directory = other.directory;
        directoryFailure = other.directoryFailure;
        newSession = other.newSession;
        variables = other.variables;
        forkHandler = other.forkHandler;
    }

    /**
     * A child that runs a program, found by {@link PathSearch}.
     *
     * @param failure the message that the child prints if it cannot, up to the error's text
     */
    public static Spawn program(String failure, String... arguments) {
        Spawn spawn = new Spawn(failure);
        spawn.path = arguments[0];
        spawn.arguments = arguments.clone();
        return spawn;
    }

    /** Such a child with something to do first. */
    public static Spawn forked(ForkHandler handler, String failure, String... arguments) {
        Spawn spawn = program(failure, arguments);
        spawn.forkHandler = Objects.requireNonNull(handler, "handler is null");
        return spawn;
    }

    /**
     * A child that runs a program with the arguments that this process was started with.
     *
     * @param failure the message that the child prints if it cannot, up to the error's text
     * @param path the program, found by {@link PathSearch}
     * @param firstArgument the index of its name among the arguments after this process's name; its arguments follow
     */
    public static Spawn withOwnArguments(String failure, String path, int firstArgument) {
        Spawn spawn = new Spawn(failure);
        spawn.path = Objects.requireNonNull(path, "path is null");
        spawn.firstArgument = firstArgument;
        return spawn;
    }

    /** The same child with its program at a path other than its first argument. */
    public Spawn path(String path) {
        Spawn changed = new Spawn(this);
        changed.path = Objects.requireNonNull(path, "path is null");
        return changed;
    }

    /** The same child, started in another directory. */
    public Spawn chdir(String directory, String failure) {
        Spawn changed = new Spawn(this);
        changed.directory = Objects.requireNonNull(directory, "directory is null");
        changed.directoryFailure = failure;
        return changed;
    }

    /**
     * The same child with descriptors moved, one after the other, before its directory is changed.
     *
     * @param moves pairs: a descriptor of this process, and the number it has in the child
     */
    public Spawn dup2(String failure, int... moves) {
        Spawn changed = new Spawn(this);
        changed.moves = Arrays.copyOf(moves, moves.length);
        changed.moveFailure = failure;
        return changed;
    }

    /** The same child with copies of a descriptor at the lowest free numbers, as many as it may open. */
    public Spawn dup(int descriptor, int copies) {
        Spawn changed = new Spawn(this);
        changed.copied = descriptor;
        changed.copies = copies;
        return changed;
    }

    /**
     * The same child as the leader of a new session, and so of a new process group, without a controlling terminal. On
     * the JVM it leads a new process group only where {@code posix_spawn} cannot make a session.
     */
    public Spawn setsid() {
        Spawn changed = new Spawn(this);
        changed.newSession = true;
        return changed;
    }

    /** The same child with variables in its environment besides those of this process, {@code NAME=value} each. */
    public Spawn putenv(String... variables) {
        Spawn changed = new Spawn(this);
        changed.variables = variables.clone();
        return changed;
    }

    /** The program: a path, or a name for {@link PathSearch}. */
    public String path() {
        return path;
    }

    /** The name that the program gets, and its arguments, if there is no {@link #firstArgument}. Read-only. */
    public String[] arguments() {
        return arguments;
    }

    /** The index of the program's name among this process's arguments, for {@link ChildCalls#execve}; or {@link #NONE}. */
    public int firstArgument() {
        return firstArgument;
    }

    /** Pairs of descriptors, from and to. Read-only. */
    public int[] moves() {
        return moves;
    }

    /** The descriptor to be copied, or {@link #NONE}. */
    public int copied() {
        return copied;
    }

    /** The number of copies. */
    public int copies() {
        return copies;
    }

    /** The directory that the child changes to, or null. */
    public String directory() {
        return directory;
    }

    /** Whether the child leads a new session. */
    public boolean newSession() {
        return newSession;
    }

    /** Variables for its environment. Read-only. */
    public String[] variables() {
        return variables;
    }

    /** What the child does first, or null. */
    public ForkHandler forkHandler() {
        return forkHandler;
    }

    /** The message that the child prints if its program cannot be run or {@code setsid} fails; the error's text follows. */
    public String startFailure() {
        return startFailure;
    }

    /** The message that the child prints if a descriptor cannot be moved. */
    public String moveFailure() {
        return moveFailure;
    }

    /** The message that the child prints if {@code chdir} fails. */
    public String directoryFailure() {
        return directoryFailure;
    }
}
