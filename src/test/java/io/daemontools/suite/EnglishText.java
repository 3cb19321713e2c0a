package io.daemontools.suite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The English in a file, in blocks such as paragraphs, items and comments. Code is replaced by {@value #CODE}, and quotations by
 * nothing.
 *
 * @param line where the block begins
 * @param text the block on one line
 */
record EnglishText(int line, String text) {
    private static final String CODE = "X";
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern CODE_SPAN = Pattern.compile("`[^`]*`|\\{@\\w+[^}]*}|<code>.*?</code>");
    private static final Pattern QUOTATION = Pattern.compile("\"[^\"]{1,100}\"");
    private static final Pattern TARGET = Pattern.compile("\\]\\([^)]*\\)");
    private static final Pattern NEW_BLOCK = Pattern.compile("(#+|[*-]|[0-9]+\\.) .*");
    private static final Pattern LITERAL_OR_COMMENT = Pattern.compile(
            "\"\"\"\\n([\\s\\S]*?)\"\"\"|\"((?:\\\\.|[^\"\\\\\\n])*+)\"|'(?:\\\\.|[^'\\\\])+'|/\\*[\\s\\S]*?\\*/|//[^\\n]*");
    private static final int TEXT_BLOCK = 1;
    private static final int STRING = 2;

    /** The text of a Markdown page. Cells of tables are blocks. Indented lines are code. */
    static List<EnglishText> ofPage(Path file) {
        List<EnglishText> blocks = new ArrayList<>();
        String page = FENCED.matcher(Repository.content(file))
                .replaceAll(code -> code.group().replaceAll("[^\n]+", ""));
        StringBuilder block = new StringBuilder();
        int number = 0;
        for (String line : (page + "\n").split("\n", -1)) {
            number++;
            if (line.isBlank() || NEW_BLOCK.matcher(line.strip()).matches() || line.startsWith("|")) {
                add(blocks, number - 1, block);
            }
            if (line.startsWith("|")) {
                for (String cell : withoutCode(line).split("\\|", -1)) {
                    add(blocks, number, new StringBuilder(cell));
                }
            } else if (!line.isBlank() && (!line.startsWith("    ") || block.length() > 0)) {
                block.append(line.strip()).append(' ');
            }
        }
        add(blocks, number, block);
        return blocks;
    }

    /** The text of a manual: its literals. Text blocks are divided as in {@code io.daemontools.manual.Prose}. */
    static List<EnglishText> ofManual(Path file) {
        List<EnglishText> blocks = new ArrayList<>();
        String source = Repository.content(file);
        for (MatchResult match : LITERAL_OR_COMMENT.matcher(source).results().toList()) {
            int line = lineAt(source, match.start());
            if (match.group(TEXT_BLOCK) != null) {
                for (String part : match.group(TEXT_BLOCK).stripIndent().split("\n\\s*\n", -1)) {
                    if (!part.lines().allMatch(each -> each.startsWith("    "))) {
                        addItems(blocks, line, part);
                    }
                }
            } else if (match.group(STRING) != null && match.group(STRING).contains(" ")) {
                add(blocks, line, new StringBuilder(match.group(STRING)));
            }
        }
        return blocks;
    }

    private static void addItems(List<EnglishText> blocks, int line, String part) {
        StringBuilder block = new StringBuilder();
        boolean wasIndented = part.startsWith("    ");
        for (String each : part.split("\n", -1)) {
            boolean indented = each.startsWith("    ");
            if (indented != wasIndented) {
                add(blocks, line, block);
            }
            wasIndented = indented;
            block.append(each.strip()).append(' ');
        }
        add(blocks, line, block);
    }

    /** The comments of a Java or C source. */
    static List<EnglishText> ofComments(Path file) {
        List<EnglishText> blocks = new ArrayList<>();
        String source = Repository.content(file);
        for (MatchResult match : LITERAL_OR_COMMENT.matcher(source).results().toList()) {
            if (match.group().startsWith("/")) {
                String text = match.group().replaceAll("\\*/$|\n *\\*(?!/)|^/[/*]+|</?p>", " ");
                add(blocks, lineAt(source, match.start()), new StringBuilder(text));
            }
        }
        return blocks;
    }

    /** The comments of a shell script, without those at the ends of lines. */
    static List<EnglishText> ofScript(Path file) {
        List<EnglishText> blocks = new ArrayList<>();
        StringBuilder block = new StringBuilder();
        int number = 0;
        for (String line : (Repository.content(file) + "\n").split("\n", -1)) {
            number++;
            if (line.strip().startsWith("# ")) {
                block.append(line.strip().substring(2)).append(' ');
            } else {
                add(blocks, number - 1, block);
            }
        }
        return blocks;
    }

    private static int lineAt(String source, int index) {
        return 1
                + (int) source.substring(0, index)
                        .chars()
                        .filter(each -> each == '\n')
                        .count();
    }

    private static String withoutCode(String text) {
        return CODE_SPAN.matcher(text).replaceAll(CODE);
    }

    /** Adds the block and clears it. */
    private static void add(List<EnglishText> blocks, int line, StringBuilder block) {
        String text = TARGET.matcher(withoutCode(block.toString())).replaceAll("]");
        text = QUOTATION.matcher(text).replaceAll("").replaceAll("\\s+", " ").strip();
        if (!text.isEmpty()) {
            blocks.add(new EnglishText(line, text));
        }
        block.setLength(0);
    }

    /** The sentences of the block. */
    List<String> sentences() {
        return List.of(text.split("(?<=[.!?])[)*]* +"));
    }
}
