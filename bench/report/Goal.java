package io.daemontools.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a suite should reach in a row: so much of another suite's figure, or, {@code of} being empty, a figure. */
record Goal(String suite, boolean strict, double limit, String of) {

    private static final Pattern FORM = Pattern.compile("([^<]+)<(=?)([0-9.]+)(?:\\*(.+))?");

    /** Reads goals such as {@code native<=0.5*s6 jvm<=150}. */
    static List<Goal> parse(String text) {
        List<Goal> goals = new ArrayList<>();
        for (String word : text.isBlank() ? new String[0] : text.strip().split("\\s+")) {
            Matcher parts = FORM.matcher(word);
            if (!parts.matches()) {
                throw new IllegalArgumentException("not a goal: " + word);
            }
            String of = parts.group(4) == null ? "" : parts.group(4);
            goals.add(new Goal(parts.group(1), parts.group(2).isEmpty(), Double.parseDouble(parts.group(3)), of));
        }
        return goals;
    }

    /** Whether there are enough samples. */
    boolean canBeJudged(Samples.Row samples) {
        return samples.has(suite) && (of.isEmpty() || samples.has(of));
    }

    /** The figure to be compared with the limit. */
    Spread measured(Samples.Row samples) {
        return of.isEmpty() ? Spread.of(samples.of(suite)) : Spread.ofRatio(samples.of(suite), samples.of(of));
    }

    boolean isMet(Samples.Row samples) {
        double figure = measured(samples).median();
        return strict ? figure < limit : figure <= limit;
    }

    /** What is wanted, such as {@code static ≤ 0.50× 0.76}. */
    String wanted(String unit) {
        String figure = of.isEmpty() ? Figures.plain(limit) + " " + unit : Figures.ratio(limit) + " " + of;
        return suite + (strict ? " < " : " ≤ ") + figure;
    }

    /** Met or missed, and by how much if missed. */
    String verdict(Samples.Row samples) {
        Spread figure = measured(samples);
        String noise = figure.spans(limit) ? ", within the noise" : "";
        String shown = of.isEmpty() ? Figures.plain(figure.median()) : Figures.ratio(figure.median());
        return (isMet(samples) ? "met" : "**missed**") + " (" + shown + noise + ")";
    }
}
