package io.daemontools.suite.age;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.faults.FaultInjector;
import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Effort;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Sanitizers;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.util.List;

/**
 * A day (in a whole run a month) in which nothing happens, at ten thousand times the speed: svscan scans every five
 * seconds, supervise wakes once an hour, multilog sleeps, and none of them uses more memory than before.
 */
class IdleIT {

    private static final int SPEED = 10_000;
    private static final long DAYS = Effort.isWhole() ? 30 : 1;
    private static final long LOOKS_A_DAY = 24 * 60 * 60 / 5;
    private static final int FEW_KILOBYTES = 8;

    /** Longer than the test, even at that speed. */
    private static final String STAYS_UP_FOR_YEARS = "exec sleep 9999999999";

    /** How long supervise waits at most, in seconds: this version, and 0.76. */
    private static final int WAIT = 3600;

    private static final int WAIT_OF_ORIGINAL = 1000;

    /** Closed when the measurement begins. */
    private static final int FEW = 3;

    @EachToolset
    void costsNothing(Toolset tools, Sandbox box) throws IOException {
        FaultInjector.assumePossible(tools);
        Sanitizers.leaveOut("they take memory of their own");
        ServiceDirectory foo =
                box.service("service/foo").run(STAYS_UP_FOR_YEARS).log("exec multilog t ./main");
        FaultInjector time = FaultInjector.in(box, SPEED, "none");
        long begin = System.nanoTime();
        Running svscan = FaultInjector.with(box.command(tools.preloadable(), "svscan", "service"), time.timely())
                .start();
        long service = foo.up();
        long multilog = foo.logger().up();
        awaitLooks(svscan.pid(), 100);
        List<Long> supervises = ProcessInfo.children(svscan.pid());
        assertThat(supervises).hasSize(2);

        long memory = memory(svscan.pid(), supervises);
        long descriptors = descriptors(svscan.pid(), supervises);
        long multilogSleeps = Usage.sleeps(multilog);
        for (long day = 1; day <= 4 * DAYS; day++) {
            awaitLooks(svscan.pid(), 100 + day * LOOKS_A_DAY / 4);
        }

        double seconds = (System.nanoTime() - begin) * 1e-9 * SPEED;
        double waits = seconds / (tools.isOriginal() ? WAIT_OF_ORIGINAL : WAIT);
        assertThat((double) Usage.sleeps(svscan.pid())).isLessThan(seconds / 5 + FEW);
        for (long supervise : supervises) {
            assertThat((double) Usage.sleeps(supervise)).isLessThan(waits + 30);
        }
        assertThat(foo.status().pid()).isEqualTo(service);
        assertThat(Usage.sleeps(multilog)).isLessThanOrEqualTo(multilogSleeps + FEW);
        assertThat(memory(svscan.pid(), supervises) - memory).isBetween(0L, (long) FEW_KILOBYTES);
        assertThat(descriptors(svscan.pid(), supervises)).isEqualTo(descriptors);
        assertThat(svscan.err()).isEmpty();
        System.out.printf("age: %d idle days of %s, nothing taken%n", DAYS, tools);
    }

    private static void awaitLooks(long svscan, long count) {
        Await.atLeast("looks", count, () -> Usage.sleeps(svscan));
    }

    private static long memory(long svscan, List<Long> supervises) throws IOException {
        long sum = Usage.anonymousMemory(svscan);
        for (long supervise : supervises) {
            sum += Usage.anonymousMemory(supervise);
        }
        return sum;
    }

    private static long descriptors(long svscan, List<Long> supervises) throws IOException {
        long sum = Usage.descriptors(svscan);
        for (long supervise : supervises) {
            sum += Usage.descriptors(supervise);
        }
        return sum;
    }
}
