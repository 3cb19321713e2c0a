package io.daemontools.svls;

import io.daemontools.cli.Output;
import java.util.ArrayList;
import java.util.List;

/** A table of at most 80 columns. A name that is too long is cut, which a {@code ~} shows. */
final class TableFormat implements Format {
    private static final int WIDTH = 80;
    private static final String[] HEADINGS = {"NAME", "STATE", "PID", "SINCE", "REST", "LAST END", "MEM", "LOGGER"};
    private static final String NOTHING = "-";

    private final Output output;
    private final List<String[]> rows = new ArrayList<>();
    private final int[] widths = new int[HEADINGS.length];
    private long now;

    TableFormat(Output output) {
        this.output = output;
    }

    @Override
    public void begin(long moment) {
        now = moment;
        addRow(HEADINGS);
    }

    @Override
    public void add(String directory, boolean named, ServiceView service, ServiceView logger) {
        boolean known = service.files().hasStatus();
        long pid = service.files().pid() & 0xffff_ffffL;
        long since = service.files().since();
        addRow(new String[] {
            Texts.printable(name(directory)),
            service.state().text(),
            known && pid != 0 && service.files().supervised() ? Long.toString(pid) : NOTHING,
            known && since != 0 ? Texts.age(now - since) : NOTHING,
            service.files().hasHistory() ? Integer.toString(service.restarts()) : NOTHING,
            service.lastEnd() == null ? NOTHING : Texts.end(service.lastEnd()),
            service.memory() == ProcessMemory.UNKNOWN ? NOTHING : Texts.size(service.memory()),
            logger == null ? NOTHING : logger.state().text()
        });
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

    private void addRow(String[] cells) {
        rows.add(cells);
        for (int i = 0; i < cells.length; i++) {
            widths[i] = Math.max(widths[i], cells[i].length());
        }
    }

    @Override
    public void end() {
        int others = 0;
        for (int i = 1; i < widths.length; i++) {
            others += 1 + widths[i];
        }
        widths[0] = Math.min(widths[0], WIDTH - others);
        for (String[] cells : rows) {
            put(cells);
        }
        output.flush();
    }

    private void put(String[] cells) {
        for (int i = 0; i < cells.length; i++) {
            String cell = cells[i].length() > widths[i]
                    ? cells[i].substring(0, widths[i] - 1).concat("~")
                    : cells[i];
            output.put(cell);
            boolean last = i == cells.length - 1;
            for (int column = cell.length(); !last && column <= widths[i]; column++) {
                output.put((byte) ' ');
            }
        }
        output.put((byte) '\n');
    }
}
