package io.daemontools.svlogs;

/** The times between which the lines of a source are shown. A line without a label is shown if the one before it is. */
final class Bounds {
    private long since = Source.NO_TIME;

    /** Lines with a later time are left out. */
    long until = Long.MAX_VALUE;

    /** Whether lines are left out for now. */
    boolean skipping;

    /** Whether the first line with a label ends that if it is not repeated. */
    private boolean doubted;

    /** Whether there was no line with a label, and whether lines without one were left out. */
    private boolean undecided;

    private boolean leftOut;

    /** What becomes of a line. */
    enum Verdict {
        SHOWN,
        LEFT_OUT,
        /** It is left out, and the lines after it are not read. */
        LAST,
        /** It is shown, and so are the lines before it, which have been left out. */
        AGAIN
    }

    /** Leaves out lines before a time from here on; {@link Source#NO_TIME} ends that. */
    void since(long first) {
        since = first;
        skipping = first != Source.NO_TIME;
        doubted = false;
        undecided = skipping;
        leftOut = false;
    }

    /** The same, unless the first line with a label is not {@link Source#isRepeated repeated}. */
    void sinceUnlessOther(long first) {
        since(first);
        doubted = true;
    }

    /**
     * Decides about the head. Without this, it is shown if nothing is being left out and it is not late.
     *
     * @param doubtful whether its label may be part of a text
     */
    Verdict of(Source head, boolean doubtful) {
        boolean late = head.labelled && head.key > until;
        if (late && !doubtful) {
            return Verdict.LAST;
        }
        if (skipping && head.labelled) {
            skipping = head.key < since && (!doubted || head.isRepeated());
            boolean again = leftOut && !skipping && head.readAgain(doubted);
            doubted = false;
            undecided = false;
            leftOut = false;
            if (again) {
                return Verdict.AGAIN;
            }
        }
        if (!skipping && !late) {
            return Verdict.SHOWN;
        }
        leftOut |= undecided;
        return Verdict.LEFT_OUT;
    }
}
