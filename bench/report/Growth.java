package io.daemontools.bench;

import java.util.List;

/** How figures grow with N: like N to the power of what. */
final class Growth {
    private Growth() {}

    /** The slope of the line that fits the logarithms best. */
    static double exponent(List<Integer> sizes, List<Double> figures) {
        double n = sizes.size();
        double sumX = 0;
        double sumY = 0;
        double sumXX = 0;
        double sumXY = 0;
        for (int i = 0; i < sizes.size(); i++) {
            double x = Math.log(sizes.get(i));
            double y = Math.log(figures.get(i));
            sumX += x;
            sumY += y;
            sumXX += x * x;
            sumXY += x * y;
        }
        return (n * sumXY - sumX * sumY) / (n * sumXX - sumX * sumX);
    }
}
