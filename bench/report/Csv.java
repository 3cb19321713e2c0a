package io.daemontools.bench;

import java.util.List;
import java.util.Locale;

/** The table for programs: a line for each row and suite. */
final class Csv {
    private Csv() {}

    static String write(Table table) {
        StringBuilder text =
                new StringBuilder("row,title,unit,suite,rounds,median,lower,upper,ratio,ratio_lower,ratio_upper\n");
        for (Table.Line line : table.lines()) {
            for (String suite : Table.suites(List.of(line))) {
                text.append(String.format("%s,%s,%s,%s", line.key(), quoted(line.title()), line.definition().unit(), suite));
                text.append(line.samples().has(suite) ? figures(line, suite) : ",0,,,,,,").append('\n');
            }
        }
        return text.toString();
    }

    private static String figures(Table.Line line, String suite) {
        Spread spread = Spread.of(line.samples().of(suite));
        String figures = String.format(
                Locale.ROOT, ",%d,%.6g,%.6g,%.6g", spread.count(), spread.median(), spread.lower(), spread.upper());
        if (!line.hasRatio(suite)) {
            return figures + ",,,";
        }
        Spread ratio = line.ratio(suite);
        return figures + String.format(Locale.ROOT, ",%.4f,%.4f,%.4f", ratio.median(), ratio.lower(), ratio.upper());
    }

    private static String quoted(String text) {
        return text.contains(",") ? '"' + text + '"' : text;
    }
}
