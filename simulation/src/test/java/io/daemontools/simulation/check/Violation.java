package io.daemontools.simulation.check;

/** A promise that was broken. */
public final class Violation extends AssertionError {
    private static final long serialVersionUID = 1;

    private final transient Checker checker;

    /** A promise, and what broke it. */
    public Violation(Checker checker, String message) {
        super(checker.promise() + ": " + message);
        this.checker = checker;
    }

    /** Who noticed. */
    public Checker checker() {
        return checker;
    }
}
