package io.daemontools.manual;

import java.util.Locale;
import java.util.stream.Collectors;

/** Completion for bash: the shared functions, with the options and operands of a command. */
final class BashCompletion {
    private BashCompletion() {}

    /** The completion file of a command. */
    static String of(Manual manual) {
        String function = "_daemontools_" + manual.name();
        String kinds = manual.operands().stream()
                .map(operand -> operand.kind().name().toLowerCase(Locale.ROOT) + (operand.repeated() ? "..." : ""))
                .collect(Collectors.joining(" "));
        return "# " + manual.name()
                + " for bash-completion. Made from the command's manual by the build: do not edit.\n\n"
                + Template.read("completion.bash")
                + "\n" + function + "() {\n"
                + "  _daemontools '" + manual.letters() + "' '" + kinds + "'\n"
                + "}\n\n"
                + "complete -F " + function + ' ' + manual.name() + '\n';
    }
}
