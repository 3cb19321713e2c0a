package io.daemontools.manual;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/** The usage of a command, in parts between which a line can be broken; in {@link Markup}. */
final class Synopsis {
    private Synopsis() {}

    /** The options, those without a value in one cluster, and the operands. */
    static List<String> parts(Manual manual) {
        StringBuilder cluster = new StringBuilder();
        List<String> parts = new ArrayList<>();
        for (OptionSpec option : manual.options()) {
            String name = option.longestName();
            if (name.startsWith("--")) {
                continue;
            }
            if (option.arity().max() == 0) {
                cluster.append(name.charAt(1));
            } else {
                parts.add("[`" + name + "` <" + option.paramLabel() + ">]");
            }
        }
        if (cluster.length() > 0) {
            parts.add(0, "[`-" + cluster + "`]");
        }
        manual.operands().forEach(operand -> parts.add(operand.synopsis()));
        return parts;
    }

    /** The lines of a usage message, without markup; lines after the first are indented by {@code margin} spaces. */
    static List<String> lines(Manual manual, int width, int margin) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(manual.name());
        int room = width - margin;
        for (String styled : parts(manual)) {
            String part = Markup.plain(styled);
            if (line.length() + 1 + part.length() > room) {
                lines.add(line.toString());
                line.setLength(0);
                line.append(" ".repeat(manual.name().length()));
            }
            line.append(' ').append(part);
        }
        lines.add(line.toString());
        lines.add(manual.name() + " --help | --version");
        for (int i = 1; i < lines.size(); i++) {
            lines.set(i, " ".repeat(margin) + lines.get(i));
        }
        return lines;
    }
}
