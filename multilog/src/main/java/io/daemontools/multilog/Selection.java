package io.daemontools.multilog;

/** Selects the lines that match a pattern, or deselects them. */
final class Selection implements Action {
    private final boolean selected;
    private final Pattern pattern;

    /** Makes lines that match {@code pattern} selected or not. */
    Selection(boolean selected, Pattern pattern) {
        this.selected = selected;
        this.pattern = pattern;
    }

    @Override
    public void see(Line line) {
        if (line.selected() != selected && pattern.matches(line.bytes(), line.from(), line.to())) {
            line.select(selected);
        }
    }
}
