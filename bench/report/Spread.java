package io.daemontools.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Statistics of samples: median, quartiles and number. */
record Spread(double median, double lower, double upper, int count) {

    /** Of at least one sample. */
    static Spread of(List<Double> samples) {
        List<Double> sorted = new ArrayList<>(samples);
        Collections.sort(sorted);
        return new Spread(quantile(sorted, 0.5), quantile(sorted, 0.25), quantile(sorted, 0.75), sorted.size());
    }

    /**
     * Of {@code samples} in proportion to {@code base}. Samples of the same round are compared, for what slows one slows the
     * other; the median is that of the medians.
     */
    static Spread ofRatio(List<Double> samples, List<Double> base) {
        Spread above = of(samples);
        Spread below = of(base);
        double ratio = above.median / below.median;
        if (samples.size() != base.size()) {
            return new Spread(ratio, above.lower / below.upper, above.upper / below.lower, samples.size());
        }
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            ratios.add(samples.get(i) / base.get(i));
        }
        Spread paired = of(ratios);
        return new Spread(ratio, Math.min(paired.lower, ratio), Math.max(paired.upper, ratio), samples.size());
    }

    /** Whether half of the samples lie around {@code value}; one sample alone lies around nothing. */
    boolean spans(double value) {
        return count > 1 && lower < value && value < upper;
    }

    /** Half the distance of the quartiles, as a part of the median. */
    double relative() {
        return median == 0 ? 0 : (upper - lower) / 2 / median;
    }

    /** Between two samples, in proportion. */
    private static double quantile(List<Double> sorted, double part) {
        double place = part * (sorted.size() - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
    }
}
