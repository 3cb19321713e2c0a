package io.daemontools.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Markdown document and its examples: blocks fenced as {@code sh} are scripts, blocks fenced as {@code console} show commands
 * after {@code $} with their output. Further fields after the fence are programs that the example needs, or {@code root}.
 */
record Document(String name, List<Example> examples) {

    /** One block; {@code line} is where it begins. */
    record Example(int line, String kind, List<String> needs, List<String> text) {
        boolean isScript() {
            return kind.equals("sh");
        }

        /** The commands of a console with what they print. */
        List<Exchange> exchanges() {
            List<Exchange> exchanges = new ArrayList<>();
            for (String each : text) {
                if (each.startsWith("$ ")) {
                    exchanges.add(new Exchange(each.substring(2), new ArrayList<>()));
                } else {
                    exchanges.get(exchanges.size() - 1).output().add(each);
                }
            }
            return exchanges;
        }
    }

    /** A command and the lines that it prints. */
    record Exchange(String command, List<String> output) {}

    private static final String FENCE = "```";

    static Document of(String name, String markdown) {
        List<Example> examples = new ArrayList<>();
        List<String> lines = markdown.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(FENCE)) {
                int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf(FENCE);
                String kind = lines.get(i).substring(FENCE.length());
                if (kind.startsWith("sh") || kind.startsWith("console")) {
                    examples.add(example(i + 1, kind, lines.subList(i + 1, end)));
                }
                i = end;
            }
        }
        return new Document(name, examples);
    }

    private static Example example(int line, String info, List<String> text) {
        List<String> fields = List.of(info.split(" "));
        return new Example(line, fields.get(0), fields.subList(1, fields.size()), List.copyOf(text));
    }

    /** The requirements of all examples. */
    Stream<String> needs() {
        return examples.stream().flatMap(example -> example.needs().stream()).distinct();
    }

    @Override
    public String toString() {
        return name;
    }
}
