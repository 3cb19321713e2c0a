package io.daemontools.svlogs;

/** Each part of a long line as a line of its own, for an output that keeps whole lines in memory. Only the first one has the label. */
final class DividedLines implements LineFormat {
    private final LineFormat format;

    DividedLines(LineFormat format) {
        this.format = format;
    }

    @Override
    public void begin(Source line) {
        format.begin(line);
    }

    @Override
    public void more(Source line) {
        boolean labelled = line.labelled;
        line.labelled = false;
        format.end();
        format.begin(line);
        line.labelled = labelled;
    }

    @Override
    public void end() {
        format.end();
    }
}
