package io.daemontools.svls;

import io.daemontools.cli.PrintableText;
import io.daemontools.service.ServiceReader;

/** A table of at most 80 columns. A name that is too long is cut, which a {@code ~} shows. */
final class TableFormat implements Format {
    private static final int WIDTH = 80;
    private static final int COLUMNS = 8;
    private static final State.Concern[] CONCERNS = State.Concern.values();

    private final Text output;
    private final Colors colors;

    /** The cells in order; each is its length, the number of its concern, and its text. */
    private final Text cells = new Text();

    private final int[] widths = new int[COLUMNS];
    private int column;
    private int start;
    private int rows;
    private long now;

    /** A table that is put into {@code output} at its end. */
    TableFormat(Text output, Colors colors) {
        this.output = output;
        this.colors = colors;
    }

    @Override
    public void begin(long moment) {
        now = moment;
        rows = 0;
        column = 0;
        cells.truncate(0);
        for (int i = 0; i < COLUMNS; i++) {
            widths[i] = 0;
        }
        for (String heading : new String[] {"NAME", "STATE", "PID", "SINCE", "REST", "LAST END", "MEM", "LOGGER"}) {
            begin(State.Concern.NONE).put(heading);
            endCell();
        }
    }

    @Override
    public void add(String directory, boolean named, ServiceView service, ServiceView logger) {
        ServiceReader files = service.files();
        putName(directory);
        endCell();
        put(service.state());
        boolean process = files.hasStatus() && files.pid() != 0 && files.supervised();
        if (begin(process)) {
            cells.number(files.pid() & 0xffff_ffffL);
        }
        endCell();
        if (begin(files.hasStatus() && files.since() != 0)) {
            Texts.age(now - files.since(), cells);
        }
        endCell();
        if (begin(files.hasHistory())) {
            cells.number(service.restarts());
        }
        endCell();
        if (begin(service.lastEnd() != null)) {
            cells.put(Texts.end(service.lastEnd()));
        }
        endCell();
        long memory = service.memory();
        if (begin(memory != ProcessUse.UNKNOWN)) {
            Texts.size(memory, cells);
        }
        endCell();
        put(logger == null ? null : logger.state());
    }

    /** The last part of a path, or all of it if that is empty. */
    private void putName(String directory) {
        int end = directory.length();
        int from = directory.lastIndexOf('/', end - 1) + 1;
        boolean plain = from < end;
        begin(State.Concern.NONE);
        for (int i = from; i < end && plain; i++) {
            char c = directory.charAt(i);
            plain = PrintableText.plain(c);
            cells.put(c);
        }
        if (!plain) {
            cells.truncate(start + 2);
            cells.put(PrintableText.of(name(directory)));
        }
    }

    private void put(State state) {
        begin(state == null ? State.Concern.NONE : state.concern());
        if (state == null) {
            cells.put('-');
        } else {
            cells.put(state.bytes());
        }
        endCell();
    }

    private Text begin(State.Concern concern) {
        start = cells.length();
        return cells.put(0).put(concern.ordinal());
    }

    /** Begins a cell, which shows {@code -} if there is nothing. */
    private boolean begin(boolean something) {
        begin(State.Concern.NONE);
        if (!something) {
            cells.put('-');
        }
        return something;
    }

    /** Only a name may be longer than a byte can count; of one, more could not be shown. */
    private void endCell() {
        int length = Math.min(cells.length() - start - 2, Byte.MAX_VALUE);
        cells.truncate(start + 2 + length);
        cells.set(start, length);
        widths[column] = Math.max(widths[column], length);
        column++;
        if (column == COLUMNS) {
            column = 0;
            rows++;
        }
    }

    /** The last part of a path. */
    static String name(String directory) {
        int end = directory.length();
        while (end > 1 && directory.charAt(end - 1) == '/') {
            end--;
        }
        int start = directory.lastIndexOf('/', end - 1) + 1;
        return start < end ? directory.substring(start, end) : directory;
    }

    /** The number of lines, the one with the headings included. */
    int lines() {
        return rows;
    }

    @Override
    public void end() {
        int others = 0;
        for (int i = 1; i < COLUMNS; i++) {
            others += 1 + widths[i];
        }
        widths[0] = Math.min(widths[0], WIDTH - others);
        int at = 0;
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < COLUMNS; i++) {
                int length = cells.at(at);
                put(i, at + 2, length, CONCERNS[cells.at(at + 1)]);
                at += 2 + length;
            }
            output.put('\n');
        }
    }

    private void put(int index, int from, int length, State.Concern concern) {
        int shown = Math.min(length, widths[index]);
        colors.begin(concern, output);
        output.put(cells, from, from + (shown < length ? shown - 1 : shown));
        colors.end(concern, output);
        if (shown < length) {
            output.put('~');
        }
        if (index < COLUMNS - 1) {
            output.spaces(1 + widths[index] - shown);
        }
    }
}
