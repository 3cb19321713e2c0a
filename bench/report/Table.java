package io.daemontools.bench;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rows that there are samples for, in the order of their definitions. */
final class Table {
    /** What all are compared with. */
    static final String BASE = "0.76";

    /** The least that a row needs. */
    static final String FLOOR = "floor";

    private static final List<String> ORDER =
            List.of(BASE, "native", "static", "jvm", FLOOR, "encore", "runit", "s6", "supervisord");
    private static final List<String> OURS = List.of("native", "static");
    private static final String CPU = ":cpu";

    private final Layout layout;
    private final Samples samples;
    private final Map<String, Line> lines = new LinkedHashMap<>();

    /** A row with its samples in its unit. */
    record Line(String key, Layout.Definition definition, String title, Samples.Row samples) {

        boolean hasRatio(String suite) {
            return !suite.equals(BASE) && samples.has(suite) && samples.has(BASE) && Spread.of(samples.of(BASE)).median() > 0;
        }

        /** In proportion to 0.76. */
        Spread ratio(String suite) {
            return Spread.ofRatio(samples.of(suite), samples.of(BASE));
        }

        /** Whether this suite is compared with the floor. */
        boolean hasFloor(String suite) {
            return OURS.contains(suite) && samples.has(suite) && samples.has(FLOOR);
        }

        /** In proportion to the floor. */
        Spread overFloor(String suite) {
            return Spread.ofRatio(samples.of(suite), samples.of(FLOOR));
        }
    }

    Table(Layout layout, Samples samples) {
        this.layout = layout;
        this.samples = samples;
        for (Layout.Definition definition : layout.definitions()) {
            if (definition.isFamily()) {
                samples.sizes(definition.key()).forEach(size -> add(definition, size));
            } else if (!definition.key().contains("@")) {
                add(definition.key(), definition, definition.title());
            }
        }
    }

    List<Line> lines() {
        return List.copyOf(lines.values());
    }

    List<String> groups() {
        return lines.values().stream().map(line -> line.definition().group()).distinct().toList();
    }

    List<Line> lines(String group) {
        return lines.values().stream()
                .filter(line -> line.definition().group().equals(group))
                .toList();
    }

    /** The suites of some lines, as columns. */
    static List<String> suites(List<Line> lines) {
        Set<String> present = new HashSet<>();
        lines.forEach(line -> present.addAll(line.samples().suites()));
        return ORDER.stream().filter(present::contains).toList();
    }

    /** The line of a key, or of the largest N in its family if that N was not measured; null if there is neither. */
    Line find(String key) {
        int at = key.indexOf('@');
        if (lines.containsKey(key) || at < 0) {
            return lines.get(key);
        }
        String family = key.substring(0, at + 1);
        List<Integer> sizes = samples.sizes(family);
        return sizes.isEmpty() ? null : lines.get(family + sizes.get(sizes.size() - 1));
    }

    /** The families of which at least three Ns were measured, by key. */
    Map<Layout.Definition, List<Integer>> families() {
        Map<Layout.Definition, List<Integer>> families = new LinkedHashMap<>();
        for (Layout.Definition definition : layout.definitions()) {
            if (definition.isFamily() && samples.sizes(definition.key()).size() >= 3) {
                families.put(definition, samples.sizes(definition.key()));
            }
        }
        return families;
    }

    Layout layout() {
        return layout;
    }

    private void add(Layout.Definition family, int size) {
        String key = family.key() + size;
        Layout.Definition own = definition(key, family);
        add(key, own, own.title().replace("%", Integer.toString(size)));
    }

    /** A line, and one for its processor time unless that is defined by itself. */
    private void add(String key, Layout.Definition definition, String title) {
        if (samples.has(key)) {
            lines.put(key, new Line(key, definition, title, samples.row(key, definition.divisor())));
        }
        String cpu = cpuOf(key);
        if (samples.has(cpu) && definition(cpu, null) == null) {
            Layout.Definition own = new Layout.Definition(
                    cpu, definition.group(), definition.title(), definition.unit(), List.of());
            lines.put(cpu, new Line(cpu, own, title + ", CPU", samples.row(cpu, own.divisor())));
        }
    }

    private static String cpuOf(String key) {
        int at = key.indexOf('@');
        return at < 0 ? key + CPU : key.substring(0, at) + CPU + key.substring(at);
    }

    private Layout.Definition definition(String key, Layout.Definition otherwise) {
        return layout.definitions().stream()
                .filter(definition -> definition.key().equals(key))
                .findFirst()
                .orElse(otherwise);
    }
}
