package io.daemontools.manual;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for zsh: a call of {@code _arguments} generated from the model, and a function that completes services. */
final class ZshCompletion {
    private ZshCompletion() {}

    /** The completion file of a command. */
    static String of(Manual manual) {
        List<String> specs = new ArrayList<>();
        manual.options().forEach(option -> specs.add(option(option)));
        int index = 1;
        for (Operand operand : manual.operands()) {
            if (operand.kind() != OperandKind.ARGUMENT) {
                specs.add(operand(operand, index));
            }
            index++;
        }
        return "#compdef " + manual.name() + "\n"
                + "# Made from the command's manual by the build: do not edit.\n\n"
                + Template.read("completion.zsh")
                + "\n_arguments -s -S -A '-*' \\\n  "
                + String.join(" \\\n  ", specs) + '\n';
    }

    /** The common options exclude all others. */
    private static String option(OptionSpec option) {
        String name = option.longestName();
        String alone = name.startsWith("--") ? "(- : *)" : "";
        boolean valued = option.arity().max() > 0;
        String value = valued ? ":" + option.paramLabel() + ": " : "";
        return '\'' + alone + name + (valued ? "+[" : "[") + summary(option.description()[0]) + ']' + value + '\'';
    }

    private static String operand(Operand operand, int index) {
        String place = operand.kind() == OperandKind.PROGRAM ? "*::" : operand.repeated() ? "*" : String.valueOf(index);
        String optional = operand.mandatory() || operand.repeated() ? ":" : "::";
        return '\'' + place + optional + operand.label() + ':' + action(operand.kind()) + '\'';
    }

    private static String action(OperandKind kind) {
        return switch (kind) {
            case SERVICE -> "_daemontools_services";
            case DIRECTORY -> "_files -/";
            case FILE -> "_files";
            case ACCOUNT -> "_users";
            case PROGRAM, ARGUMENT -> "_normal";
            case ACTION -> "_daemontools_log";
            case TEXT -> " ";
        };
    }

    /** The first sentence, without characters that are special to {@code _arguments} or in quotes. */
    private static String summary(String description) {
        String sentence = description.replaceAll("@\\|\\w+ (.*?)\\|@", "$1").split("\\.(\\s|$)", 2)[0];
        return sentence.replace("%%", "%").replaceAll("[\\[\\]\\\\']", "").replace(":", "\\:");
    }
}
