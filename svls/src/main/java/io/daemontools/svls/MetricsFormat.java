package io.daemontools.svls;

import io.daemontools.cli.Output;
import io.daemontools.cli.PrintableText;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.Posix;

/** The text format of Prometheus, in which all values of a metric follow each other. */
final class MetricsFormat implements Format {
    private static final int FIRST = 64;
    private static final byte[] SERVICE = Bytes.of("{service=\"");
    private static final byte[] LOG = Bytes.of("/log");
    private static final byte[] DIRECTORY = Bytes.of("\",directory=\"");

    private final Output output;
    private final LogSize log;
    private final Text labels = new Text();
    private final Text line = new Text();

    /** Of each service, where its labels end. */
    private int[] ends = new int[FIRST];

    private long[] values = new long[FIRST * Metric.all().length];
    private int count;

    MetricsFormat(Output output, Posix posix) {
        this.output = output;
        log = new LogSize(posix);
    }

    @Override
    public void begin(long now) {
        // There is nothing before the first metric.
    }

    @Override
    public void add(String directory, boolean named, ServiceView service, ServiceView logger) {
        log.look(logger == null ? null : directory);
        add(directory, service, false);
        if (logger != null) {
            log.look(null);
            add(directory, logger, true);
        }
    }

    private void add(String directory, ServiceView service, boolean logger) {
        Metric[] metrics = Metric.all();
        if (count == ends.length) {
            ends = longer(ends);
            values = longer(values);
        }
        labels.put(SERVICE);
        putEscaped(TableFormat.name(directory), logger);
        labels.put(DIRECTORY);
        putEscaped(directory, logger);
        labels.put('"');
        ends[count] = labels.length();
        for (int i = 0; i < metrics.length; i++) {
            values[count * metrics.length + i] = metrics[i].of(service, log);
        }
        count++;
    }

    private static int[] longer(int[] array) {
        int[] twice = new int[2 * array.length];
        System.arraycopy(array, 0, twice, 0, array.length);
        return twice;
    }

    private static long[] longer(long[] array) {
        long[] twice = new long[2 * array.length];
        System.arraycopy(array, 0, twice, 0, array.length);
        return twice;
    }

    /** A label has to be UTF-8, with escapes. */
    private void putEscaped(String name, boolean logger) {
        byte[] printable = Bytes.of(PrintableText.of(name));
        for (byte c : printable) {
            if (c == '"' || c == '\\') {
                labels.put('\\');
            }
            labels.put(c);
        }
        if (logger) {
            labels.put(LOG);
        }
    }

    @Override
    public void end() {
        Metric[] metrics = Metric.all();
        for (int i = 0; i < metrics.length; i++) {
            put(metrics[i], i, metrics.length);
        }
        output.flush();
    }

    private void put(Metric metric, int index, int step) {
        byte[] name = Bytes.of(metric.text());
        byte[] more = Bytes.of(metric.moreLabels());
        boolean first = metric.first();
        int start = 0;
        for (int i = 0; i < count; i++) {
            long value = values[i * step + index];
            if (value != Metric.NONE) {
                if (first) {
                    line.put(metric.heading());
                    first = false;
                }
                line.put(name).put(labels, start, ends[i]).put(more);
                putValue(value, metric.decimals());
                line.moveTo(output);
            }
            start = ends[i];
        }
    }

    private void putValue(long value, int decimals) {
        if (decimals == 0) {
            line.number(value);
        } else {
            line.number(value / ProcessUse.TICKS_PER_SECOND)
                    .put('.')
                    .digits(value % ProcessUse.TICKS_PER_SECOND, decimals);
        }
        line.put('\n');
    }
}
