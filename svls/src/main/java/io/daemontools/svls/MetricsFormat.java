package io.daemontools.svls;

import io.daemontools.cli.Output;
import java.util.ArrayList;
import java.util.List;

/** The text format of Prometheus, in which all values of a metric follow each other. */
final class MetricsFormat implements Format {
    private final Output output;
    private final List<String> labels = new ArrayList<>();
    private final List<long[]> values = new ArrayList<>();

    MetricsFormat(Output output) {
        this.output = output;
    }

    @Override
    public void begin(long now) {
        // There is nothing before the first metric.
    }

    @Override
    public void add(String directory, boolean named, ServiceView service, ServiceView logger) {
        add(TableFormat.name(directory), directory, service);
        if (logger != null) {
            add(TableFormat.name(directory).concat("/log"), directory.concat("/log"), logger);
        }
    }

    private void add(String name, String directory, ServiceView service) {
        labels.add("{service=\"" + escaped(name) + "\",directory=\"" + escaped(directory) + "\"} ");
        Metric[] metrics = Metric.all();
        long[] ofService = new long[metrics.length];
        for (int i = 0; i < metrics.length; i++) {
            ofService[i] = metrics[i].of(service);
        }
        values.add(ofService);
    }

    /** A label has to be UTF-8, with escapes. */
    private static String escaped(String name) {
        String printable = Texts.printable(name);
        StringBuilder text = new StringBuilder(printable.length());
        for (int i = 0; i < printable.length(); i++) {
            char c = printable.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\');
            }
            text.append(c);
        }
        return text.toString();
    }

    @Override
    public void end() {
        for (Metric metric : Metric.all()) {
            boolean first = true;
            for (int i = 0; i < labels.size(); i++) {
                long value = values.get(i)[metric.ordinal()];
                if (value != Metric.NONE) {
                    if (first) {
                        output.put(metric.heading());
                        first = false;
                    }
                    output.put(metric.text());
                    output.put(labels.get(i));
                    output.put(Long.toString(value));
                    output.put((byte) '\n');
                }
            }
        }
        output.flush();
    }
}
