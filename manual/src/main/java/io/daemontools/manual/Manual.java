package io.daemontools.manual;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * All that is to be said of a command, once: its answer to {@code --help}, its page and its completions are made of this. It
 * is a picocli model, with the sections of a page beside those that picocli knows. Texts are in {@link Markup}.
 */
public final class Manual {
    /** The sections that every page has besides those made of the model, in the order of pages. */
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
     * @param purpose what it does, to follow its name after a dash
     * @param letters its options, as it hands them to {@code Getopt}
     */
    public static Manual of(String command, String purpose, String letters) {
        return new Manual(command, purpose, letters);
    }

    /** The manual of a command without options. */
    public static Manual of(String command, String purpose) {
        return new Manual(command, purpose, "");
    }

    /** An option without a value. Options are told in the order of the letters. */
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

    /** A word that must be there. */
    public Manual operand(String label, OperandKind kind, String description) {
        return add(new Operand(label, kind, true, false, Markup.toPicocli(description)));
    }

    /** A last word that may be there. */
    public Manual optional(String label, OperandKind kind, String description) {
        return add(new Operand(label, kind, false, false, Markup.toPicocli(description)));
    }

    /** Last words, of which there may be any number. */
    public Manual any(String label, OperandKind kind, String description) {
        return add(new Operand(label, kind, false, true, Markup.toPicocli(description)));
    }

    /** The last words: a program to be run, and what it is called with. */
    public Manual program(String description) {
        return operand("program", OperandKind.PROGRAM, description)
                .any("argument", OperandKind.ARGUMENT, "What <program> is called with, untouched.");
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

    /** An exit code, and what it says. */
    public Manual exit(String code, String meaning) {
        exitCodes.put(code, Markup.toPicocli(meaning));
        return this;
    }

    /** The pages to look at next, such as {@code svc(8)}. */
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
                    name() + " reads the options " + letters + ", and its manual tells of " + described);
        }
        for (String heading : WRITTEN) {
            if (!spec.usageMessage().sectionMap().containsKey(heading)) {
                throw new IllegalStateException(name() + "'s manual has no section " + heading);
            }
        }
        if (exitCodes.isEmpty() || related.isEmpty()) {
            throw new IllegalStateException(name() + "'s manual tells no exit status, or refers to no other");
        }
        spec.usageMessage().exitCodeList(exitCodes);
        addOwnOption("--help", "Prints this summary and exits.");
        addOwnOption("--version", "Prints the version and exits.");
        return this;
    }

    private void addOwnOption(String name, String description) {
        if (spec.findOption(name) == null) {
            spec.addOption(OptionSpec.builder(name)
                    .description(description + " Only if it is the one argument.")
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

    /** The options of the command itself, and last those that every command has. */
    List<OptionSpec> options() {
        return spec.options();
    }
}
