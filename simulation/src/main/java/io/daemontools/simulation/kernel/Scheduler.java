package io.daemontools.simulation.kernel;

/** Decides which process runs. */
public interface Scheduler {
    /** Whether another process may run before this call of the process that runs. */
    boolean preempts(SimulatedProcess running, Call call);

    /**
     * Which process runs next.
     *
     * @param runnable those that can, in the order of their process ids
     * @param count how many they are, at least one
     * @return the index of one
     */
    int next(SimulatedProcess[] runnable, int count);

    /** How long the next call takes, in nanoseconds. */
    long duration();

    /** A scheduler that a seed determines: each call may be preempted once in {@code times}, and takes 1 to 16 microseconds. */
    static Scheduler seeded(Seed seed, int times) {
        return new Scheduler() {
            @Override
            public boolean preempts(SimulatedProcess running, Call call) {
                return seed.oneIn(times);
            }

            @Override
            public int next(SimulatedProcess[] runnable, int count) {
                return count == 1 ? 0 : seed.below(count);
            }

            @Override
            public long duration() {
                return (1 + (seed.next() & 15)) * 1000;
            }
        };
    }
}
