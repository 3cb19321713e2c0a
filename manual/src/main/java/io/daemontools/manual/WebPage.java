package io.daemontools.manual;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** A command's page in HTML, and the index of all pages. They need no script and no other file. */
public final class WebPage {
    private final Manual manual;
    private final UsageMessageSpec usage;
    private final Set<String> commands;
    private final StringBuilder page = new StringBuilder();

    /** Whether the last block was an item of a list that is still open. */
    private boolean inList;

    private WebPage(Manual manual, Set<String> commands) {
        this.manual = manual;
        this.commands = commands;
        usage = manual.spec().usageMessage();
    }

    /** The name of the file with a command's page. */
    public static String file(String command) {
        return command + ".8.html";
    }

    /**
     * The page.
     *
     * @param commands those that have a page, to which it links
     * @param date the date of the page, such as 2026-01-31
     */
    public static String of(Manual manual, Set<String> commands, String version, String date) {
        WebPage page = new WebPage(manual, commands);
        page.line("<p class=\"head\"><a href=\"index.html\">daemontools " + Markup.escapeHtml(version) + "</a> <span>"
                + Markup.escapeHtml(date) + "</span></p>");
        page.line("<h1>" + manual.name() + "(8)</h1>");
        page.line("<p>" + page.text(page.usage.header()[0]) + "</p>");
        page.synopsis();
        for (String heading : Manual.SECTIONS) {
            page.section(heading);
        }
        page.seeAlso();
        return document(manual.name() + "(8)", page.page);
    }

    /** The index. */
    public static String index(Collection<Manual> manuals, String version) {
        StringBuilder body = new StringBuilder();
        body.append("<h1>daemontools ").append(Markup.escapeHtml(version)).append("</h1>\n<dl>\n");
        for (Manual manual : manuals) {
            String purpose = manual.spec().usageMessage().header()[0];
            body.append("<dt><a href=\"" + file(manual.name()) + "\">" + manual.name() + "(8)</a></dt>\n");
            body.append("<dd>" + Markup.toHtml(purpose, Set.of()) + "</dd>\n");
        }
        return document("daemontools", body.append("</dl>\n"));
    }

    private static String document(String title, CharSequence body) {
        return Template.read("page.html").replace("TITLE", title).replace("BODY\n", body);
    }

    private void synopsis() {
        line("<h2>SYNOPSIS</h2>");
        StringBuilder usages = new StringBuilder("<p class=\"usage\"><code>" + manual.name() + "</code>");
        for (String part : Synopsis.parts(manual)) {
            usages.append(" <span>").append(text(Markup.toPicocli(part))).append("</span>");
        }
        line(usages + "<br/>");
        line("<code>" + manual.name() + " --help</code> | <code>--version</code></p>");
    }

    private void section(String heading) {
        IHelpSectionRenderer written = usage.sectionMap().get(heading);
        boolean options = heading.equals("OPTIONS");
        boolean exitStatus = heading.equals("EXIT STATUS");
        if (written == null && !options && !exitStatus) {
            return;
        }
        line("<h2>" + heading + "</h2>");
        if (written != null) {
            prose(written.render(null));
        }
        if (options) {
            manual.options().forEach(this::option);
        }
        if (exitStatus) {
            usage.exitCodeList().forEach((code, meaning) -> item(literal(code), text(meaning)));
        }
        endList();
    }

    private void option(OptionSpec option) {
        String value = option.arity().max() == 0 ? "" : " <var>" + option.paramLabel() + "</var>";
        item(literal(option.longestName()) + value, text(option.description()[0]));
    }

    private void seeAlso() {
        line("<h2>SEE ALSO</h2>");
        List<String> pages = manual.related();
        line("<p>" + text(String.join(", ", pages)) + "</p>");
    }

    private void prose(String text) {
        for (Prose.Block block : Prose.blocks(text)) {
            if (block instanceof Prose.Item item) {
                item(text(item.term()), text(item.text()));
            } else if (block instanceof Prose.Example example) {
                endList();
                line("<pre>"
                        + Markup.escapeHtml(String.join("\n", example.lines()).replace("%%", "%")) + "</pre>");
            } else if (block instanceof Prose.Paragraph paragraph) {
                endList();
                line("<p>" + text(paragraph.text()) + "</p>");
            }
        }
    }

    private void item(String term, String text) {
        if (!inList) {
            line("<dl>");
            inList = true;
        }
        line("<dt>" + term + "</dt>");
        line("<dd>" + text + "</dd>");
    }

    private void endList() {
        if (inList) {
            line("</dl>");
            inList = false;
        }
    }

    private static String literal(String text) {
        return "<code>" + Markup.escapeHtml(text) + "</code>";
    }

    private String text(String picocli) {
        return Markup.toHtml(picocli, commands);
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
