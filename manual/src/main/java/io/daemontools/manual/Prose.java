package io.daemontools.manual;

import java.util.ArrayList;
import java.util.List;

/**
 * The parsed text of a section. Empty lines separate blocks. A block in which all lines are indented is an example. In a block
 * with some indented lines, these describe the line before them. Other blocks are paragraphs.
 */
final class Prose {
    private static final String INDENT = "    ";

    /** A part of a section. */
    sealed interface Block {}

    /** A paragraph of text. */
    record Paragraph(String text) implements Block {}

    /** An example, line by line. */
    record Example(List<String> lines) implements Block {}

    /** A term and its description. */
    record Item(String term, String text) implements Block {}

    private Prose() {}

    /** The blocks of a text, in order. */
    static List<Block> blocks(String text) {
        List<Block> blocks = new ArrayList<>();
        for (String part :
                text.strip().isEmpty() ? new String[0] : trimmed(text).split("\n\\s*\n", -1)) {
            List<String> lines = part.lines().toList();
            if (lines.stream().allMatch(Prose::indented)) {
                blocks.add(new Example(lines.stream()
                        .map(line -> line.substring(INDENT.length()))
                        .toList()));
            } else if (lines.stream().anyMatch(Prose::indented)) {
                addItems(lines, blocks);
            } else {
                blocks.add(new Paragraph(part));
            }
        }
        return blocks;
    }

    private static String trimmed(String text) {
        return text.replaceFirst("^\n+", "").stripTrailing();
    }

    private static boolean indented(String line) {
        return line.startsWith(INDENT);
    }

    private static void addItems(List<String> lines, List<Block> blocks) {
        String term = null;
        List<String> said = new ArrayList<>();
        for (String line : lines) {
            if (!indented(line)) {
                if (term != null) {
                    blocks.add(item(term, said));
                }
                term = line;
                said.clear();
            } else {
                said.add(line.substring(INDENT.length()));
            }
        }
        blocks.add(item(term, said));
    }

    private static Item item(String term, List<String> said) {
        if (term == null || said.isEmpty()) {
            throw new IllegalArgumentException("neither a list nor a paragraph: " + term + said);
        }
        return new Item(term, String.join("\n", said));
    }
}
