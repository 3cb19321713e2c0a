package io.daemontools.manual;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The markup of manuals: {@code `svc -d <dir>`} is literal text, {@code <dir>} a placeholder. The model contains picocli's
 * markup instead.
 */
final class Markup {
    private static final Pattern LITERAL = Pattern.compile("`([^`]*)`");
    private static final Pattern PLACEHOLDER = Pattern.compile("<([a-z][a-z0-9]*)>");
    private static final Pattern STYLED = Pattern.compile("@\\|(bold|italic) (.*?)\\|@", Pattern.DOTALL);
    private static final Pattern PAGE = Pattern.compile("\\b([a-z][a-z0-9]*)\\(([1-8])\\)");

    private Markup() {}

    /** Text for picocli, which formats it: percent signs are doubled. */
    static String toPicocli(String text) {
        StringBuilder result = new StringBuilder();
        Matcher literal = LITERAL.matcher(text.replace("%", "%%"));
        while (literal.find()) {
            literal.appendReplacement(result, Matcher.quoteReplacement(placeholders(literal.group(1), "bold")));
        }
        literal.appendTail(result);
        return placeholders(result.toString(), "");
    }

    private static String placeholders(String text, String around) {
        StringBuilder result = new StringBuilder();
        Matcher placeholder = PLACEHOLDER.matcher(text);
        int end = 0;
        while (placeholder.find()) {
            result.append(styled(around, text.substring(end, placeholder.start())));
            result.append(styled("italic", placeholder.group(1)));
            end = placeholder.end();
        }
        return result.append(styled(around, text.substring(end))).toString();
    }

    private static String styled(String style, String text) {
        return style.isEmpty() || text.isEmpty() ? text : "@|" + style + ' ' + text + "|@";
    }

    /** Text without markup. */
    static String plain(String text) {
        return PLACEHOLDER.matcher(text.replace("`", "")).replaceAll("$1");
    }

    /** Converts picocli's markup to troff; lines are kept. */
    static String toRoff(String picocli) {
        StringBuilder result = new StringBuilder();
        Matcher styled = STYLED.matcher(picocli);
        int end = 0;
        while (styled.find()) {
            result.append(prose(picocli.substring(end, styled.start())));
            result.append(styled.group(1).equals("bold") ? "\\fB" : "\\fI");
            result.append(literal(styled.group(2))).append("\\fR");
            end = styled.end();
        }
        return safeLines(result.append(prose(picocli.substring(end))).toString());
    }

    /** Natural language: hyphens stay hyphens. References to pages are bold. */
    private static String prose(String text) {
        return PAGE.matcher(escaped(text)).replaceAll("\\\\fB$1\\\\fR($2)");
    }

    /** Literal text: dashes become minus signs, and quotes stay straight. */
    static String literal(String text) {
        return escaped(text)
                .replace("-", "\\-")
                .replace("'", "\\(aq")
                .replace("`", "\\(ga")
                .replace("^", "\\(ha")
                .replace("~", "\\(ti");
    }

    /**
     * Converts picocli's markup to HTML.
     *
     * @param commands those to whose pages it links
     */
    static String toHtml(String picocli, Set<String> commands) {
        StringBuilder result = new StringBuilder();
        Matcher styled = STYLED.matcher(picocli);
        int end = 0;
        while (styled.find()) {
            result.append(linked(picocli.substring(end, styled.start()), commands));
            String tag = styled.group(1).equals("bold") ? "code" : "var";
            result.append('<' + tag + '>' + escapeHtml(styled.group(2).replace("%%", "%")) + "</" + tag + '>');
            end = styled.end();
        }
        return result.append(linked(picocli.substring(end), commands)).toString();
    }

    private static String linked(String text, Set<String> commands) {
        return PAGE.matcher(escapeHtml(text.replace("%%", "%"))).replaceAll(page -> {
            String command = page.group(1);
            return commands.contains(command)
                    ? "<a href=\"" + WebPage.file(command) + "\">" + page.group() + "</a>"
                    : page.group();
        });
    }

    /** Literal text for HTML. */
    static String escapeHtml(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String escaped(String text) {
        return text.replace("%%", "%").replace("\\", "\\e");
    }

    /** Escapes lines that begin like a request. */
    static String safeLines(String roff) {
        return roff.replaceAll("(?m)^(?=[.'])", "\\\\&");
    }
}
