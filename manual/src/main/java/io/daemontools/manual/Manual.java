package io.daemontools.manual;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The manual of a command: the single source of its {@code --help} text, its manual page and its completions. It is a picocli
 * model with additional sections of a page. Texts are in {@link Markup}.
 */
public final class Manual {
    /** The sections of a page that are not generated from the model, in order. */
    static final List<String> SECTIONS = List.of(
            "DESCRIPTION", "OPTIONS", "ENVIRONMENT", "SIGNALS", "FILES", "EXIT STATUS", "EXAMPLES", "COMPATIBILITY");

    private static final List<String> WRITTEN = List.of("DESCRIPTION", "SIGNALS", "FILES", "EXAMPLES", "COMPATIBILITY");

    private final CommandSpec spec;
    private final String letters;
    private final StringBuilder described = new StringBuilder();
    private final List<Operand> operands = new ArrayList<>();
    private final Map<String, String> exitCodes = new LinkedHashMap<>();
    private List<String> related = List.of();

    private Manual(String command, String purpose, String letters) {
        this.letters = letters;
        spec = CommandSpec.create().name(command);
        spec.parser().separator(" ");
        spec.usageMessage().header(Markup.toPicocli(purpose)).sortOptions(false);
    }

    /**
     * The manual of a command that takes options.
     *
     * @param purpose what the command does, for NAME
     * @param letters its options, as it passes them to {@code Getopt}
     */
    public static Manual of(String command, String purpose, String letters) {
        return new Manual(command, purpose, letters);
    }

    /** The manual of a command without options. */
    public static Manual of(String command, String purpose) {
        return new Manual(command, purpose, "");
    }

    /** An option without a value. Options are described in the order of the letters. */
    public Manual option(char letter, String description) {
        described.append(letter);
        spec.addOption(OptionSpec.builder("-" + letter)
                .description(Markup.toPicocli(description))
                .build());
        return this;
    }

    /** An option with a value. */
    public Manual option(char letter, String value, String description) {
        described.append(letter).append(':');
        spec.addOption(OptionSpec.builder("-" + letter)
                .arity("1")
                .type(String.class)
                .paramLabel(value)
                .description(Markup.toPicocli(description))
                .build());
        return this;
    }

    /** A required operand. */
    public Manual operand(String label, OperandKind kind, String description) {
        return add(new Operand(label, kind, true, false, Markup.toPicocli(description)));
    }

    /** An optional last operand. */
    public Manual optional(String label, OperandKind kind, String description) {
        return add(new Operand(label, kind, false, false, Markup.toPicocli(description)));
    }

    /** The last operands, of any number. */
    public Manual any(String label, OperandKind kind, String description) {
        return add(new Operand(label, kind, false, true, Markup.toPicocli(description)));
    }

    /** The last operands, at least one. */
    public Manual some(String label, OperandKind kind, String description) {
        return add(new Operand(label, kind, true, true, Markup.toPicocli(description)));
    }

    /** The last operands: a program to execute, and its arguments. */
    public Manual program(String description) {
        return operand("program", OperandKind.PROGRAM, description)
                .any("argument", OperandKind.ARGUMENT, "The arguments of <program>.");
    }

    /** A section of the page; see {@link Prose} for its form. */
    public Manual section(String heading, String text) {
        if (!SECTIONS.contains(heading)) {
            throw new IllegalArgumentException("no section of a page: " + heading);
        }
        String marked = Markup.toPicocli(text);
        spec.usageMessage().sectionMap().put(heading, help -> marked);
        return this;
    }

    /** An exit code, and its meaning. */
    public Manual exit(String code, String meaning) {
        exitCodes.put(code, Markup.toPicocli(meaning));
        return this;
    }

    /** Related pages, such as {@code svc(8)}. */
    public Manual seeAlso(String... pages) {
        related = List.of(pages);
        return this;
    }

    /**
     * This manual, once it is complete.
     *
     * @throws IllegalStateException if a section is missing, or the options are not those the command reads
     */
    Manual complete() {
        if (!described.toString().equals(letters)) {
            throw new IllegalStateException(
                    name() + " reads the options " + letters + ", but its manual describes " + described);
        }
        for (String heading : WRITTEN) {
            if (!spec.usageMessage().sectionMap().containsKey(heading)) {
                throw new IllegalStateException(name() + "'s manual has no section " + heading);
            }
        }
        if (exitCodes.isEmpty() || related.isEmpty()) {
            throw new IllegalStateException(name() + "'s manual has no exit status, or no related pages");
        }
        spec.usageMessage().exitCodeList(exitCodes);
        addOwnOption("--help", "Print a summary and exit.");
        addOwnOption("--version", "Print the version and exit.");
        return this;
    }

    private void addOwnOption(String name, String description) {
        if (spec.findOption(name) == null) {
            spec.addOption(OptionSpec.builder(name)
                    .description(description + " Valid only as the sole argument.")
                    .build());
        }
    }

    private Manual add(Operand operand) {
        operands.add(operand);
        int last = operands.size() - 1;
        spec.addPositional(PositionalParamSpec.builder()
                .index(last + (operand.repeated() ? "..*" : ""))
                .arity(operand.arity())
                .type(operand.repeated() ? String[].class : String.class)
                .auxiliaryTypes(String.class)
                .paramLabel(operand.label())
                .hideParamSyntax(true)
                .description(operand.description())
                .build());
        return this;
    }

    /** The command's name. */
    String name() {
        return spec.name();
    }

    /** The options as {@code Getopt} takes them. */
    String letters() {
        return letters;
    }

    CommandSpec spec() {
        return spec;
    }

    List<Operand> operands() {
        return operands;
    }

    List<String> related() {
        return related;
    }

    /** The options of the command, followed by those of all commands. */
    List<OptionSpec> options() {
        return spec.options();
    }
}
