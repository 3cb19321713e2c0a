package io.daemontools.posix;

import java.util.Arrays;
import java.util.Objects;

/**
 * Describes a child: its program and arguments, its directory, its descriptors, and the messages that it prints if a step fails.
 * {@code ChildSetup} carries out each part. A program that starts such a child again and again makes the description once: texts
 * and descriptors are read at each start, so they may be changed between two starts.
 *
 * <p>The child has the signal actions and the signal mask that this process was started with. A signal that this process catches,
 * however, has its default action and is not blocked. A signal that is sent to the child before it runs its program acts on the
 * child alone.
 */
public final class Spawn {
    /** The {@link #firstArgument} of a child that has {@link #arguments}; the {@link #copied} descriptor of a child without copies. */
    public static final int NONE = -1;

    /** In a message, this character is replaced by the subject. */
    public static final char SUBJECT = '*';

    private final String startFailure;
    private CharSequence subject;
    private String path;
    private CharSequence[] arguments = {};
    private int firstArgument = NONE;
    private int[] moves = {};
    private String moveFailure = "";
    private int[] inherited = {};
    private int copied = NONE;
    private int copies;
    private CharSequence directory;
    private String directoryFailure = "";
    private boolean newSession;
    private boolean impatient;
    private String[] variables = {};
    private ForkHandler forkHandler;

    private Spawn(String failure) {
        startFailure = Objects.requireNonNull(failure, "failure is null");
    }

    private Spawn(Spawn other) {
        startFailure = other.startFailure;
        subject = other.subject;
        path = other.path;
        arguments = other.arguments;
        firstArgument = other.firstArgument;
        moves = other.moves;
        moveFailure = other.moveFailure;
        inherited = other.inherited;
        copied = other.copied;
        copies = other.copies;
        directory = other.directory;
        directoryFailure = other.directoryFailure;
        newSession = other.newSession;
        impatient = other.impatient;
        variables = other.variables;
        forkHandler = other.forkHandler;
    }

    /**
     * A child that runs a program, found by {@link PathSearch}.
     *
     * @param failure the message that the child prints if it cannot, up to the error's text
     */
    public static Spawn program(String failure, CharSequence... arguments) {
        Spawn spawn = new Spawn(failure);
        spawn.path = arguments[0].toString();
        spawn.arguments = Arrays.copyOf(arguments, arguments.length);
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

    /** The description as it is now: what is changed later does not change the copy. */
    public Spawn copy() {
        Spawn copy = new Spawn(this);
        copy.subject = subject == null ? null : subject.toString();
        copy.arguments = arguments();
        copy.moves = Arrays.copyOf(moves, moves.length);
        copy.inherited = Arrays.copyOf(inherited, inherited.length);
        copy.directory = directory();
        return copy;
    }

    /** The same child with its program at a path other than its first argument. */
    public Spawn path(String path) {
        Spawn changed = new Spawn(this);
        changed.path = Objects.requireNonNull(path, "path is null");
        return changed;
    }

    /** The same child, with messages in which the first {@link #SUBJECT} is replaced by a text. */
    public Spawn subject(CharSequence subject) {
        Spawn changed = new Spawn(this);
        changed.subject = Objects.requireNonNull(subject, "subject is null");
        return changed;
    }

    /** The same child, started in another directory. */
    public Spawn chdir(CharSequence directory, String failure) {
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
        changed.moves = moves;
        changed.moveFailure = failure;
        return changed;
    }

    /**
     * The same child with one more descriptor, which it can do without: it does not have it if its limit on descriptors is lower.
     *
     * @param move a descriptor of this process, and the number it has in the child
     */
    public Spawn inherit(int... move) {
        Spawn changed = new Spawn(this);
        changed.inherited = move;
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

    /**
     * The same child, which drops its message if standard error has no room. Otherwise it waits for room, and holds the locks and FIFOs of
     * this process meanwhile: nobody could take its place.
     */
    public Spawn impatient() {
        Spawn changed = new Spawn(this);
        changed.impatient = true;
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

    /** The name that the program gets, and its arguments, if there is no {@link #firstArgument}: a new array. */
    public String[] arguments() {
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        return texts;
    }

    /** The index of the program's name among this process's arguments, for {@link ChildCalls#execve}; or {@link #NONE}. */
    public int firstArgument() {
        return firstArgument;
    }

    /** Pairs of descriptors, from and to. Read-only. */
    public int[] moves() {
        return moves;
    }

    /** A descriptor that the child can do without, from and to; or nothing. Read-only. */
    public int[] inherited() {
        return inherited;
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
        return directory == null ? null : directory.toString();
    }

    /** Whether the child leads a new session. */
    public boolean newSession() {
        return newSession;
    }

    /** Whether it drops its message if standard error has no room. */
    public boolean isImpatient() {
        return impatient;
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
        return message(startFailure);
    }

    /** The message that the child prints if a descriptor cannot be moved. */
    public String moveFailure() {
        return message(moveFailure);
    }

    /** The message that the child prints if {@code chdir} fails. */
    public String directoryFailure() {
        return message(directoryFailure);
    }

    private String message(String failure) {
        int at = subject == null ? NONE : failure.indexOf(SUBJECT);
        if (at == NONE) {
            return failure;
        }
        return failure.substring(0, at) + subject + failure.substring(at + 1);
    }
}
