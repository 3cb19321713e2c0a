package io.daemontools.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The contents of the file {@code rows}: the rows in order, and which of them the chart shows. */
record Layout(List<Definition> definitions, Map<String, String> chart) {

    /** A row, or with {@code @} at the end of its key a family of rows, one for each N. */
    record Definition(String key, String group, String title, String unit, List<Goal> goals) {

        /** What samples are divided by: times come in nanoseconds. */
        double divisor() {
            return switch (unit) {
                case "ms" -> 1e6;
                case "s" -> 1e9;
                case "1000" -> 1e3;
                default -> 1;
            };
        }

        boolean isFamily() {
            return key.endsWith("@");
        }
    }

    static Layout read(Path file) throws IOException {
        List<Definition> definitions = new ArrayList<>();
        Map<String, String> chart = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] cells = line.split("\\s*\\|\\s*", -1);
            if (cells[0].equals("chart")) {
                chart.put(cells[1], cells[2].strip());
            } else {
                definitions.add(new Definition(cells[0], cells[1], cells[2], cells[3], Goal.parse(cells[4])));
            }
        }
        return new Layout(definitions, chart);
    }
}
