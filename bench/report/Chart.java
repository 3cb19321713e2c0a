package io.daemontools.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Bars of what the suites take in proportion to 0.76, on a scale of powers of two; to the left of the line is less. */
final class Chart {
    private static final List<String> SUITES = List.of("native", "static", "runit", "s6", "supervisord");
    private static final int WIDTH = 860;
    private static final int LEFT = 270;
    private static final int RIGHT = 60;
    private static final int TOP = 92;
    private static final int BAR = 10;
    private static final int GAP = 14;
    private static final int MAX_POWERS = 6;

    private static final String STYLE =
            """
            <style>
              text { font: 12px sans-serif; fill: #24292f; }
              .small { font-size: 9.5px; }
              .title { font-size: 15px; font-weight: bold; }
              .card { fill: #ffffff; }
              .grid { stroke: #d0d7de; }
              .one { stroke: #24292f; stroke-width: 1.5; }
              .native { fill: #0969da; } .static { fill: #80bcf2; } .runit { fill: #e08a1e; } .s6 { fill: #4a9c5d; } .supervisord { fill: #a475d9; }
              @media (prefers-color-scheme: dark) {
                text { fill: #e6edf3; }
                .card { fill: #161b22; }
                .grid { stroke: #30363d; }
                .one { stroke: #e6edf3; }
                .native { fill: #4493f8; } .static { fill: #a5d0fb; } .runit { fill: #f0a848; } .s6 { fill: #6cc483; } .supervisord { fill: #bc8cff; }
              }
            </style>
            """;

    private final List<Table.Line> lines = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private final List<String> suites;
    private final String subtitle;
    private final int lowest;
    private final int highest;
    private final StringBuilder text = new StringBuilder();

    Chart(Table table, Map<String, String> facts) {
        table.layout().chart().forEach((key, label) -> {
            Table.Line line = table.find(key);
            if (line != null && SUITES.stream().anyMatch(line::hasRatio)) {
                lines.add(line);
                labels.add(label.isEmpty() ? line.title() : label.replace("%", line.key().replaceFirst(".*@", "")));
            }
        });
        suites = SUITES.stream().filter(suite -> lines.stream().anyMatch(line -> line.hasRatio(suite))).toList();
        subtitle = facts.getOrDefault("processor", "") + ", " + facts.getOrDefault("date", "");
        lowest = power(lines.stream().mapToDouble(line -> extreme(line, true)).min().orElse(0.5), true);
        highest = power(lines.stream().mapToDouble(line -> extreme(line, false)).max().orElse(2), false);
    }

    String write() {
        int item = suites.size() * BAR + GAP;
        int bottom = TOP + lines.size() * item;
        text.append(String.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">%n",
                WIDTH, bottom + 20, WIDTH, bottom + 20));
        text.append("<title>Cost relative to daemontools 0.76</title>\n").append(STYLE);
        text.append("<rect class=\"card\" width=\"100%\" height=\"100%\" rx=\"6\"/>\n");
        label(16, 26, "title", "start", "Cost relative to daemontools 0.76 (less is better)");
        label(16, 45, "", "start", subtitle);
        legend();
        grid(bottom);
        for (int i = 0; i < lines.size(); i++) {
            item(lines.get(i), labels.get(i), TOP + i * item + GAP / 2);
        }
        return text.append("</svg>\n").toString();
    }

    private void legend() {
        int x = LEFT;
        for (String suite : suites) {
            text.append(String.format("<rect class=\"%s\" x=\"%d\" y=\"56\" width=\"12\" height=\"12\"/>%n", suite, x));
            String name = suite.equals("native") || suite.equals("static") ? "Java, " + suite : suite;
            label(x + 17, 66, "", "start", name);
            x += 40 + name.length() * 7;
        }
    }

    private void grid(int bottom) {
        for (int power = lowest; power <= highest; power++) {
            double x = x(Math.pow(2, power));
            text.append(String.format(
                    Locale.ROOT,
                    "<line class=\"%s\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>%n",
                    power == 0 ? "one" : "grid", x, TOP, x, bottom));
            label(x, TOP - 6, "small", "middle", power < 0 ? "1/" + (1 << -power) : Integer.toString(1 << power));
        }
    }

    private void item(Table.Line line, String label, int top) {
        label(LEFT - 12, top + suites.size() * BAR / 2.0 + 4, "", "end", label);
        int y = top;
        for (String suite : suites) {
            if (line.hasRatio(suite)) {
                bar(suite, line.ratio(suite).median(), y);
            }
            y += BAR;
        }
    }

    private void bar(String suite, double ratio, int y) {
        double from = Math.min(x(ratio), x(1));
        double to = Math.max(x(ratio), x(1));
        text.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>%n",
                suite, from, y, Math.max(to - from, 1), BAR - 1));
        label(ratio < 1 ? from - 3 : to + 3, y + 8, "small", ratio < 1 ? "end" : "start", Figures.ratio(ratio));
    }

    private void label(double x, double y, String style, String anchor, String words) {
        text.append(String.format(
                Locale.ROOT,
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
                style, x, y, anchor, words.replace("&", "&amp;").replace("<", "&lt;")));
    }

    private double x(double ratio) {
        double power = Math.log(ratio) / Math.log(2);
        double part = (Math.max(lowest, Math.min(highest, power)) - lowest) / (highest - lowest);
        return LEFT + 40 + part * (WIDTH - LEFT - 40 - RIGHT);
    }

    private static double extreme(Table.Line line, boolean least) {
        List<Double> ratios = SUITES.stream().filter(line::hasRatio).map(suite -> line.ratio(suite).median()).toList();
        return least ? ratios.stream().min(Double::compare).orElse(1.0) : ratios.stream().max(Double::compare).orElse(1.0);
    }

    /** The power of two beyond a ratio, but not too far away. */
    private static int power(double ratio, boolean below) {
        double power = Math.log(ratio) / Math.log(2);
        return below
                ? (int) Math.max(-MAX_POWERS, Math.min(-1, Math.floor(power)))
                : (int) Math.min(MAX_POWERS, Math.max(1, Math.ceil(power)));
    }
}
