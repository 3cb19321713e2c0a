package io.daemontools.manual;

import java.util.List;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * A command's page for section 8, in man(7) macros that every troff and mandoc support.
 *
 * <p>picocli itself generates only AsciiDoc, and only its own sections.
 */
final class ManPage {
    private final Manual manual;
    private final UsageMessageSpec usage;
    private final StringBuilder page = new StringBuilder();

    private ManPage(Manual manual) {
        this.manual = manual;
        usage = manual.spec().usageMessage();
    }

    /**
     * The page.
     *
     * @param date the date of the page, such as 2026-01-31
     */
    static String of(Manual manual, String version, String date) {
        ManPage page = new ManPage(manual);
        page.line(".\\\" Made from the command's manual by the build: do not edit.");
        page.line(".TH " + manual.name() + " 8 " + date + " \"daemontools " + version + "\" daemontools");
        page.name();
        page.synopsis();
        for (String heading : Manual.SECTIONS) {
            page.section(heading);
        }
        page.seeAlso();
        return page.page.toString();
    }

    private void name() {
        heading("NAME");
        line(manual.name() + " \\- " + Markup.toRoff(usage.header()[0]));
    }

    /** Joins parts with spaces that are neither broken nor stretched. */
    private void synopsis() {
        heading("SYNOPSIS");
        line(".nh");
        line(".ad l");
        line("\\fB" + manual.name() + "\\fR");
        for (String part : Synopsis.parts(manual)) {
            line(Markup.toRoff(Markup.toPicocli(part)).replace(" ", "\\ "));
        }
        line(".br");
        line("\\fB" + manual.name() + "\\fR");
        line("\\fB\\-\\-help\\fR | \\fB\\-\\-version\\fR");
        line(".ad b");
        line(".hy");
    }

    private void section(String heading) {
        IHelpSectionRenderer written = usage.sectionMap().get(heading);
        boolean options = heading.equals("OPTIONS");
        boolean exitStatus = heading.equals("EXIT STATUS");
        if (written == null && !options && !exitStatus) {
            return;
        }
        heading(heading);
        if (written != null) {
            prose(written.render(null));
        }
        if (options) {
            manual.options().forEach(this::option);
        }
        if (exitStatus) {
            usage.exitCodeList().forEach((code, meaning) -> item("\\fB" + code + "\\fR", Markup.toRoff(meaning)));
        }
    }

    private void option(OptionSpec option) {
        String value = option.arity().max() == 0 ? "" : " \\fI" + option.paramLabel() + "\\fR";
        item("\\fB" + Markup.literal(option.longestName()) + "\\fR" + value, Markup.toRoff(option.description()[0]));
    }

    private void seeAlso() {
        heading("SEE ALSO");
        List<String> pages = manual.related();
        for (int i = 0; i < pages.size(); i++) {
            line(Markup.toRoff(pages.get(i)) + (i < pages.size() - 1 ? "," : ""));
        }
    }

    private void prose(String text) {
        boolean first = true;
        for (Prose.Block block : Prose.blocks(text)) {
            if (block instanceof Prose.Item item) {
                item(Markup.toRoff(item.term()), Markup.toRoff(item.text()));
            } else if (block instanceof Prose.Example example) {
                example(example.lines());
            } else if (block instanceof Prose.Paragraph paragraph) {
                if (!first) {
                    line(".PP");
                }
                line(Markup.toRoff(paragraph.text()));
            }
            first = false;
        }
    }

    private void example(List<String> lines) {
        line(".PP");
        line(".RS 4");
        line(".nf");
        for (String text : lines) {
            if (text.contains("@|")) {
                throw new IllegalStateException("styled text in an example of " + manual.name() + ": " + text);
            }
            line(Markup.safeLines(Markup.literal(text)));
        }
        line(".fi");
        line(".RE");
    }

    private void item(String term, String text) {
        line(".TP");
        line(term);
        line(text);
    }

    private void heading(String text) {
        line(".SH " + (text.contains(" ") ? '"' + text + '"' : text));
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
