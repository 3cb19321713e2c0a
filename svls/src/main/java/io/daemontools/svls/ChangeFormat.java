package io.daemontools.svls;

import io.daemontools.cli.PrintableText;
import java.util.ArrayList;
import java.util.List;

/** A line for each service that is shown for the first time, or has changed since it was shown the last time. */
final class ChangeFormat implements Format {
    private final Text output;
    private final Times times = new Times();
    private final Text line = new Text();
    private List<String> directories = new ArrayList<>();
    private List<String> lines = new ArrayList<>();
    private List<String> nextDirectories = new ArrayList<>();
    private List<String> nextLines = new ArrayList<>();
    private long now;

    ChangeFormat(Text output) {
        this.output = output;
    }

    @Override
    public void begin(long moment) {
        now = moment;
        nextDirectories.clear();
        nextLines.clear();
    }

    @Override
    public void add(String directory, boolean named, ServiceView service, ServiceView logger) {
        line.truncate(0);
        line.put(PrintableText.of(TableFormat.name(directory)))
                .put(": ")
                .put(service.state().bytes());
        if (service.files().supervised() && service.files().pid() != 0) {
            line.put(", pid ").number(service.files().pid() & 0xffff_ffffL);
        }
        if (service.lastEnd() != null) {
            line.put(", last end ").put(Texts.end(service.lastEnd()));
        }
        if (logger != null) {
            line.put(", logger ").put(logger.state().bytes());
        }
        String text = line.toString();
        int before = indexOf(directory);
        if (before < 0 || !lines.get(before).equals(text)) {
            put(text);
        }
        nextDirectories.add(directory);
        nextLines.add(text);
    }

    /** Usually it is at the same place as the last time. */
    private int indexOf(String directory) {
        int expected = nextDirectories.size();
        boolean there =
                expected < directories.size() && directories.get(expected).equals(directory);
        return there ? expected : directories.indexOf(directory);
    }

    private void put(String text) {
        times.rfc3339InSeconds(now, output);
        output.put(' ').put(text).put('\n');
    }

    @Override
    public void end() {
        for (String directory : directories) {
            if (!nextDirectories.contains(directory)) {
                put(PrintableText.of(TableFormat.name(directory)) + ": gone");
            }
        }
        List<String> free = directories;
        directories = nextDirectories;
        nextDirectories = free;
        free = lines;
        lines = nextLines;
        nextLines = free;
    }
}
