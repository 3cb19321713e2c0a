package io.daemontools.bench;

import java.util.Locale;

/** Figures as they are shown: three digits that count. */
final class Figures {
    private Figures() {}

    static String plain(double figure) {
        double size = Math.abs(figure);
        String format = size >= 100 || figure == Math.rint(figure) ? "%.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, figure);
    }

    static String ratio(double ratio) {
        String format = ratio >= 100 ? "%.0f×" : ratio >= 10 ? "%.1f×" : ratio >= 0.1 ? "%.2f×" : "%.3f×";
        return String.format(Locale.ROOT, format, ratio);
    }

    static String percent(double part) {
        return String.format(Locale.ROOT, "±%.0f %%", part * 100);
    }
}
