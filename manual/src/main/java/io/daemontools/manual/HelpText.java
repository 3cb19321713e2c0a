package io.daemontools.manual;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_HEADER;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_HEADER_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_PARAMETER_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_SYNOPSIS;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;

/** A command's output for {@code --help} and {@code --version}. */
final class HelpText {
    private static final int WIDTH = 80;
    private static final String USAGE = "usage: ";
    private static final List<String> PARTS = List.of(
            SECTION_KEY_SYNOPSIS_HEADING,
            SECTION_KEY_SYNOPSIS,
            SECTION_KEY_HEADER_HEADING,
            SECTION_KEY_HEADER,
            SECTION_KEY_PARAMETER_LIST_HEADING,
            SECTION_KEY_PARAMETER_LIST,
            SECTION_KEY_OPTION_LIST_HEADING,
            SECTION_KEY_OPTION_LIST,
            SECTION_KEY_EXIT_CODE_LIST_HEADING,
            SECTION_KEY_EXIT_CODE_LIST,
            SECTION_KEY_FOOTER);

    private HelpText() {}

    /** The usage, the options and operands, and the exit codes. */
    static String help(Manual manual) {
        UsageMessageSpec usage = manual.spec().usageMessage();
        usage.width(WIDTH)
                .sectionKeys(PARTS)
                .synopsisHeading(USAGE)
                .customSynopsis(Synopsis.lines(manual, WIDTH, USAGE.length()).toArray(String[]::new))
                .headerHeading("%n" + manual.name() + " ")
                .parameterListHeading(manual.operands().isEmpty() ? "" : "%n")
                .optionListHeading("%n")
                .exitCodeListHeading("%nExit status:%n")
                .footer("", "The manual: man 8 " + manual.name());
        String text =
                new CommandLine(manual.spec()).setInterpolateVariables(false).getUsageMessage(Ansi.OFF);
        // picocli formats only some of its parts.
        return text.replace("%%", "%").replaceAll("(?m)[ \t]+$", "");
    }

    /** One line. */
    static String version(Manual manual, String version) {
        return manual.name() + " (daemontools) " + version + '\n';
    }
}
