package io.daemontools.svlogs;

/** Leaves out the first lines of the sources whose lines were counted. */
final class LeadingLines implements LineFormat {
    private final LineFormat format;
    private long left;
    private boolean leaves;

    /**
     * Leaves out lines.
     *
     * @param lines how many
     */
    LeadingLines(LineFormat format, long lines) {
        this.format = format;
        left = lines;
    }

    @Override
    public void begin(Source line) {
        leaves = left > 0 && line.counted;
        if (leaves) {
            left--;
        } else {
            format.begin(line);
        }
    }

    @Override
    public void more(Source line) {
        if (!leaves) {
            format.more(line);
        }
    }

    @Override
    public void end() {
        if (!leaves) {
            format.end();
        }
    }
}
