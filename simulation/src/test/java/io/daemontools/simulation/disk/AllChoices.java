package io.daemontools.simulation.disk;

import io.daemontools.simulation.file.Choices;
import java.util.ArrayList;
import java.util.List;

/** Takes every possible sequence of choices, one after the other. */
final class AllChoices implements Choices {
    private final List<Integer> taken = new ArrayList<>();
    private final List<Integer> bounds = new ArrayList<>();
    private int position;

    @Override
    public int below(int bound) {
        if (position == taken.size()) {
            taken.add(0);
            bounds.add(bound);
        }
        return taken.get(position++);
    }

    /** Both answers once. */
    @Override
    public boolean oneIn(int times) {
        return below(2) == 0;
    }

    /** Goes on to the next sequence; false if there is none. */
    boolean next() {
        position = 0;
        while (!taken.isEmpty()) {
            int last = taken.size() - 1;
            int choice = taken.remove(last) + 1;
            int bound = bounds.remove(last);
            if (choice < bound) {
                taken.add(choice);
                bounds.add(bound);
                return true;
            }
        }
        return false;
    }
}
