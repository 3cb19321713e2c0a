package io.daemontools.simulation.kernel;

import io.daemontools.simulation.file.Choices;
import java.util.List;

/** A source of numbers that one number determines, the same on every machine: SplitMix64 (Steele, Lea, Flood 2014). */
public final class Seed implements Choices {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;
    private static final long FIRST_FACTOR = 0xBF58476D1CE4E5B9L;
    private static final long SECOND_FACTOR = 0x94D049BB133111EBL;
    private static final int FIRST_SHIFT = 30;
    private static final int SECOND_SHIFT = 27;
    private static final int THIRD_SHIFT = 31;

    private long state;

    /** The source for a number. */
    public Seed(long number) {
        state = number;
    }

    /** The next 64 bits. */
    public long next() {
        state += GAMMA;
        long mixed = (state ^ (state >>> FIRST_SHIFT)) * FIRST_FACTOR;
        mixed = (mixed ^ (mixed >>> SECOND_SHIFT)) * SECOND_FACTOR;
        return mixed ^ (mixed >>> THIRD_SHIFT);
    }

    @Override
    public int below(int bound) {
        return (int) Long.remainderUnsigned(next(), bound);
    }

    /** One of several. */
    public <T> T oneOf(List<T> several) {
        return several.get(below(several.size()));
    }

    /** A source of its own, for a part that is to be independent of the others. */
    public Seed split() {
        return new Seed(next());
    }
}
