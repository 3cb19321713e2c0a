package io.daemontools.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table for a reader: the goals first, then all rows, group by group, then how they grow. */
final class Markdown {
    private final Table table;
    private final Map<String, String> facts;
    private final StringBuilder text = new StringBuilder();

    Markdown(Table table, Map<String, String> facts) {
        this.table = table;
        this.facts = facts;
    }

    String write() {
        text.append("# Measurements\n\n");
        facts.forEach((name, value) -> text.append("* ").append(name).append(": ").append(value).append('\n'));
        text.append('\n')
                .append("Figures are medians. × is the ratio to 0.76 in the same run. ≈ means that the middle half of the rounds")
                .append(" includes 1, so no difference was measured. ± is half the distance between the quartiles, the largest of")
                .append(" the row. The floor is a C program that makes the same system calls and does no more than the result needs.\n");
        goals();
        for (String group : table.groups()) {
            List<Table.Line> lines = table.lines(group);
            if (!lines.isEmpty()) {
                group(group, lines);
            }
        }
        growth();
        return text.toString();
    }

    private void goals() {
        List<List<String>> rows = new ArrayList<>();
        for (Table.Line line : table.lines()) {
            for (Goal goal : line.definition().goals()) {
                if (goal.canBeJudged(line.samples())) {
                    rows.add(List.of(
                            line.title(), goal.wanted(line.definition().unit()), goal.verdict(line.samples())));
                }
            }
        }
        if (!rows.isEmpty()) {
            section("goals", List.of("row", "goal", "result"), rows);
        }
    }

    private void group(String name, List<Table.Line> lines) {
        List<String> suites = Table.suites(lines);
        List<String> head = new ArrayList<>(List.of("", "unit"));
        head.addAll(suites);
        head.addAll(List.of("spread", "goal"));
        List<List<String>> rows = new ArrayList<>();
        for (Table.Line line : lines) {
            List<String> row = new ArrayList<>(List.of(line.title(), line.definition().unit()));
            suites.forEach(suite -> row.add(cell(line, suite)));
            row.add(spread(line));
            row.add(goal(line));
            rows.add(row);
        }
        section(name, head, rows);
    }

    private static String cell(Table.Line line, String suite) {
        if (!line.samples().has(suite)) {
            return line.samples().remark(suite);
        }
        String figure = Figures.plain(Spread.of(line.samples().of(suite)).median());
        List<String> ratios = new ArrayList<>();
        if (line.hasRatio(suite)) {
            ratios.add(ratio(line.ratio(suite)));
        }
        if (line.hasFloor(suite)) {
            ratios.add(ratio(line.overFloor(suite)) + " floor");
        }
        return ratios.isEmpty() ? figure : figure + " (" + String.join(", ", ratios) + ")";
    }

    private static String ratio(Spread ratio) {
        return (ratio.spans(1) ? "≈" : "") + Figures.ratio(ratio.median());
    }

    private static String spread(Table.Line line) {
        double widest = -1;
        for (String suite : line.samples().suites()) {
            if (line.samples().has(suite) && line.samples().of(suite).size() > 1) {
                widest = Math.max(widest, Spread.of(line.samples().of(suite)).relative());
            }
        }
        return widest < 0 ? "" : Figures.percent(widest);
    }

    private static String goal(Table.Line line) {
        List<String> verdicts = new ArrayList<>();
        for (Goal goal : line.definition().goals()) {
            if (goal.canBeJudged(line.samples())) {
                verdicts.add(goal.wanted(line.definition().unit()) + ": " + (goal.isMet(line.samples()) ? "met" : "**missed**"));
            }
        }
        return String.join("; ", verdicts);
    }

    private void growth() {
        List<List<String>> rows = new ArrayList<>();
        List<Table.Line> all = new ArrayList<>();
        table.families().forEach((family, sizes) -> sizes.forEach(size -> all.add(table.find(family.key() + size))));
        List<String> suites = Table.suites(all);
        table.families().forEach((family, sizes) -> {
            List<String> row = new ArrayList<>(List.of(family.title().replace("%", "N")));
            suites.forEach(suite -> row.add(exponent(family, sizes, suite)));
            rows.add(row);
        });
        if (!rows.isEmpty()) {
            List<String> head = new ArrayList<>(List.of("grows like N to the power of"));
            head.addAll(suites);
            section("growth", head, rows);
        }
    }

    private String exponent(Layout.Definition family, List<Integer> sizes, String suite) {
        List<Integer> measured = new ArrayList<>();
        List<Double> figures = new ArrayList<>();
        for (int size : sizes) {
            Samples.Row row = table.find(family.key() + size).samples();
            if (row.has(suite) && Spread.of(row.of(suite)).median() > 0) {
                measured.add(size);
                figures.add(Spread.of(row.of(suite)).median());
            }
        }
        return measured.size() < 3 ? "" : String.format(Locale.ROOT, "%.2f", Growth.exponent(measured, figures));
    }

    private void section(String name, List<String> head, List<List<String>> rows) {
        text.append("\n## ").append(name).append("\n\n");
        row(head);
        text.append("|---".repeat(head.size())).append("|\n");
        rows.forEach(this::row);
    }

    private void row(List<String> cells) {
        cells.forEach(cell -> text.append("| ").append(cell).append(cell.isEmpty() ? "" : " "));
        text.append("|\n");
    }
}
