package io.daemontools.simulation.conformance;

/** Clocks, sleep, local time; and what is in memory. */
final class ClockScenarios {
    private ClockScenarios() {}

    static void addTo(Scenarios all) {
        all.add("the monotonic clock does not go back", unix -> {
            long before = unix.posix.monotonicClock();
            boolean monotonic = true;
            for (int i = 0; i < 100; i++) {
                long now = unix.posix.monotonicClock();
                monotonic &= now >= before;
                before = now;
            }
            unix.check("monotonic", monotonic);
        });
        all.add("sleep waits as long as it is asked to", unix -> {
            long before = unix.posix.monotonicClock();
            unix.sleep(5);
            unix.check("5 ms have passed", unix.posix.monotonicClock() - before >= 5_000_000);
        });
        all.add("sleep for no time and for less returns", unix -> {
            unix.sleep(0);
            unix.sleep(-1);
        });
        all.add("the wall clock goes on while a process sleeps", unix -> {
            long before = unix.posix.wallClock();
            unix.sleep(5);
            unix.check("later", unix.posix.wallClock() > before);
        });
        all.add("the wall clock is after 2020 and before 2100", unix -> {
            long seconds = unix.posix.wallClock() / 1_000_000_000;
            unix.check("in between", seconds > 1_577_836_800L && seconds < 4_102_444_800L);
        });
        all.add("both clocks are the same for all processes", unix -> {
            int[] pipe = unix.pipe();
            long before = unix.posix.monotonicClock();
            int child = unix.spawn(-1, pipe[1], "sleep", "0.005");
            unix.waitpid(child);
            unix.check("5 ms have passed", unix.posix.monotonicClock() - before >= 5_000_000);
        });
        all.add("local time has a year, a month, a day, and a time", unix -> {
            unix.localTime(0);
            unix.localTime(951_782_400);
            unix.localTime(1_700_000_000);
            unix.localTime(4_102_444_799L);
            unix.localTime(-1);
        });
        all.add("a poll whose time is less than a millisecond waits for one", unix -> {
            int[] pipe = unix.pipe();
            long before = unix.posix.monotonicClock();
            unix.posix.poll(new int[] {pipe[0]}, new boolean[1], 1);
            unix.check("1 ms has passed", unix.posix.monotonicClock() - before >= 1_000_000);
        });
        all.add("a byte is found in a block, or not", unix -> {
            byte[] block = {1, 2, 3, 2, -1};
            unix.check("the first", unix.posix.indexOf(block, 0, 5, (byte) 2) == 1);
            unix.check("the next", unix.posix.indexOf(block, 2, 5, (byte) 2) == 3);
            unix.check("a negative one", unix.posix.indexOf(block, 0, 5, (byte) -1) == 4);
            unix.check("none before the end", unix.posix.indexOf(block, 0, 4, (byte) -1) == -1);
            unix.check("none in nothing", unix.posix.indexOf(block, 2, 2, (byte) 3) == -1);
        });
    }
}
