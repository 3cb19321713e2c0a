package io.daemontools.manual;

/**
 * A word, or several, that a command is called with and that is no option.
 *
 * @param label what manuals call it
 * @param kind what it names
 * @param mandatory whether the command refuses to be called without it
 * @param repeated whether there may be more of it; only the last operand
 * @param description what it is for, in {@link Markup}
 */
record Operand(String label, OperandKind kind, boolean mandatory, boolean repeated, String description) {
    /** As a synopsis shows it, in {@link Markup}. */
    String synopsis() {
        String words = '<' + label + '>' + (repeated ? " ..." : "");
        return mandatory ? words : '[' + words + ']';
    }

    /** How many words it takes, in picocli's terms. */
    String arity() {
        return (mandatory ? "1" : "0") + ".." + (repeated ? "*" : "1");
    }
}
