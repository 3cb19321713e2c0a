package io.daemontools.manual;

/**
 * One or several arguments that are not options.
 *
 * @param label its name in manuals
 * @param kind its meaning
 * @param mandatory whether it is required
 * @param repeated whether it may be repeated; only for the last operand
 * @param description its description, in {@link Markup}
 */
record Operand(String label, OperandKind kind, boolean mandatory, boolean repeated, String description) {
    /** Its form in a synopsis, in {@link Markup}. One that begins with a dash is literal. */
    String synopsis() {
        String text = label.startsWith("-") ? '`' + label + '`' : '<' + label + '>' + (repeated ? " ..." : "");
        return mandatory ? text : '[' + text + ']';
    }

    /** The number of arguments, in picocli's syntax. */
    String arity() {
        return (mandatory ? "1" : "0") + ".." + (repeated ? "*" : "1");
    }
}
