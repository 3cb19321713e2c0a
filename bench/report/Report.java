package io.daemontools.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code Report ROWS SAMPLES FACTS OUTPUT}: makes {@code table.md}, {@code table.csv} and {@code chart.svg} of the samples of a
 * run. ROWS defines the rows, and FACTS describes the run.
 */
public final class Report {
    private Report() {}

    public static void main(String[] arguments) throws IOException {
        Table table = new Table(Layout.read(Path.of(arguments[0])), Samples.read(Path.of(arguments[1])));
        Map<String, String> facts = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of(arguments[2]))) {
            String[] cells = line.split("\t", 2);
            facts.put(cells[0], cells[1]);
        }
        Path output = Path.of(arguments[3]);
        Files.writeString(output.resolve("table.md"), new Markdown(table, facts).write());
        Files.writeString(output.resolve("table.csv"), Csv.write(table));
        Files.writeString(output.resolve("chart.svg"), new Chart(table, facts).write());
    }
}
