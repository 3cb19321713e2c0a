package io.daemontools.log;

/** Names of old log files in their order: of those that are offered, the first, or the last ones. It takes the same memory for any number of them. */
final class OrderedNames {
    /** How many are kept at most. */
    static final int MOST = 1000;

    private static final int FEW = 8;

    private final boolean descending;
    private LogFileName[] names = new LogFileName[FEW];
    private int count;
    private int next;
    private boolean left;

    /**
     * Has no names yet.
     *
     * @param descending whether the last names are kept, the last one first
     */
    OrderedNames(boolean descending) {
        this.descending = descending;
    }

    void clear() {
        count = 0;
        next = 0;
        left = false;
    }

    /** Adds a name, which is copied. If there are too many then, the last in this order is left out. */
    void offer(LogFileName name) {
        if (count == MOST) {
            left = true;
            if (!isBefore(name, names[count - 1])) {
                return;
            }
            count--;
        } else if (count == names.length) {
            LogFileName[] more = new LogFileName[2 * count];
            System.arraycopy(names, 0, more, 0, count);
            names = more;
        }
        LogFileName added = names[count] == null ? new LogFileName() : names[count];
        int at = position(name);
        System.arraycopy(names, at, names, at + 1, count - at);
        added.set(name);
        names[at] = added;
        count++;
    }

    /** The index of the first that a name is before. */
    private int position(LogFileName name) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) / 2;
            if (isBefore(name, names[middle])) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /**
     * Leaves out the names up to another.
     *
     * @param name null for none
     * @return the first of the rest, which is valid until the next {@link #offer}; null if there is none
     */
    LogFileName firstAfter(CharSequence name) {
        while (name != null && next < count && !isBefore(name, names[next])) {
            next++;
        }
        return next < count ? names[next] : null;
    }

    /** Whether names that were offered since the last {@link #clear} were left out. */
    boolean left() {
        return left;
    }

    private boolean isBefore(CharSequence one, CharSequence two) {
        return descending ? compare(one, two) > 0 : compare(one, two) < 0;
    }

    /** Compares names as bytes. */
    static int compare(CharSequence one, CharSequence two) {
        int common = Math.min(one.length(), two.length());
        for (int i = 0; i < common; i++) {
            int difference = one.charAt(i) - two.charAt(i);
            if (difference != 0) {
                return difference;
            }
        }
        return one.length() - two.length();
    }
}
