package io.daemontools.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The samples of a run, by row and suite. */
final class Samples {
    private final Map<String, Row> rows = new LinkedHashMap<>();

    /** The samples of a row; what could not be measured has a remark instead. */
    static final class Row {
        private final Map<String, List<Double>> figures = new LinkedHashMap<>();
        private final Map<String, String> remarks = new LinkedHashMap<>();

        boolean has(String suite) {
            return figures.containsKey(suite);
        }

        List<Double> of(String suite) {
            return figures.get(suite);
        }

        /** Why there is no figure; empty if there was nothing to measure. */
        String remark(String suite) {
            return remarks.getOrDefault(suite, "");
        }

        Set<String> suites() {
            Set<String> suites = new LinkedHashSet<>(figures.keySet());
            suites.addAll(remarks.keySet());
            return suites;
        }

        private Row dividedBy(double divisor) {
            Row divided = new Row();
            divided.remarks.putAll(remarks);
            figures.forEach((suite, list) -> divided.figures.put(
                    suite, list.stream().map(figure -> figure / divisor).toList()));
            return divided;
        }
    }

    /** Lines of row, suite and figure; a remark starts with {@code !} where a figure would be. */
    static Samples read(Path file) throws IOException {
        Samples samples = new Samples();
        for (String line : Files.readAllLines(file)) {
            String[] cells = line.split("\t", -1);
            Row row = samples.rows.computeIfAbsent(cells[0], key -> new Row());
            if (cells[2].startsWith("!")) {
                row.remarks.put(cells[1], cells[2].substring(1));
            } else {
                row.figures.computeIfAbsent(cells[1], suite -> new ArrayList<>()).add(Double.valueOf(cells[2]));
            }
        }
        return samples;
    }

    boolean has(String key) {
        return rows.containsKey(key);
    }

    Row row(String key, double divisor) {
        return rows.get(key).dividedBy(divisor);
    }

    /** The Ns of a family of rows, whose key ends in {@code @}, ascending. */
    List<Integer> sizes(String family) {
        return rows.keySet().stream()
                .filter(key -> key.startsWith(family))
                .map(key -> Integer.valueOf(key.substring(family.length())))
                .sorted()
                .toList();
    }

    /** Every suite that has samples or should have. */
    Set<String> suites() {
        Set<String> suites = new LinkedHashSet<>();
        rows.values().forEach(row -> suites.addAll(row.suites()));
        return suites;
    }
}
