package io.daemontools.suite.harness;

/**
 * How a command ended: its exit code (128 and the signal's number if one killed it) and what it wrote, one char a byte.
 */
public record Result(int code, String out, String err) {

    /** Success without output. */
    public static Result silent() {
        return new Result(0, "", "");
    }

    /** Nothing but an exit code. */
    public static Result exits(int code) {
        return new Result(code, "", "");
    }

    /** Success, with {@code out} on standard output. */
    public static Result prints(String out) {
        return new Result(0, out, "");
    }

    /** Success, with messages on standard error. */
    public static Result warns(String err) {
        return new Result(0, "", err);
    }

    /** Failure. */
    public static Result fails(int code, String err) {
        return new Result(code, "", err);
    }
}
