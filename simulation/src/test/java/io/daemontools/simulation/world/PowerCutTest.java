package io.daemontools.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Posix;
import io.daemontools.simulation.disk.Profile;
import io.daemontools.simulation.file.Fifo;
import io.daemontools.simulation.kernel.Call;
import io.daemontools.simulation.kernel.Fault;
import io.daemontools.simulation.kernel.Faults;
import io.daemontools.simulation.kernel.Observer;
import io.daemontools.simulation.kernel.Scheduler;
import io.daemontools.simulation.kernel.Seed;
import io.daemontools.simulation.kernel.SimulatedProcess;
import io.daemontools.simulation.kernel.Timeline;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PowerCutTest {
    private static World world(Faults faults) {
        World world = new World(Scheduler.seeded(new Seed(7), 4), faults, Profile.EXT4.disk());
        world.service("a", "sleeper 1000000000");
        world.kernel().files().disk().sync();
        world.startSvscan();
        return world;
    }

    @Test
    void theMachineStartsAgain() {
        try (World world = world(Faults.NONE)) {
            world.runUntil(20);
            Fifo before = (Fifo) world.kernel().files().get("/service/a/supervise/control");
            world.cutPower();
            world.reboot(new Seed(1));
            assertThat(world.kernel().timeline().passed()).isZero();
            assertThat(world.kernel().timeline().wallClock()).isEqualTo(Timeline.WALL_CLOCK + 20 * Posix.SECOND);
            assertThat(world.kernel().processes().all()).hasSize(1);
            Fifo after = (Fifo) world.kernel().files().get("/service/a/supervise/control");
            assertThat(after.number()).isEqualTo(before.number());
            assertThat(after.readers()).isZero();
            assertThat(world.kernel().files().get("/service/a/supervise/lock").lockHolder())
                    .isNull();
            world.runUntil(30);
            assertThat(world.kernel().timeline().passed()).isEqualTo(10 * Posix.SECOND);
            assertThat(world.kernel().processes().find(1).path()).endsWith("svscan");
            assertThat(world.kernel().processes().all()).hasSize(3);
        }
    }

    @Test
    void aFaultCutsThePowerAndTheRestGoesOn() {
        AtomicInteger cuts = new AtomicInteger();
        AtomicInteger events = new AtomicInteger();
        Faults faults = new Faults() {
            private int calls;

            @Override
            public Fault after(SimulatedProcess process, Call call) {
                // More calls than the machine takes to start.
                return ++calls % 250 == 0 ? Fault.POWER_CUT : null;
            }
        };
        try (World world = world(faults)) {
            world.kernel().observe(new Observer() {
                @Override
                public void powerCut() {
                    cuts.incrementAndGet();
                }
            });
            for (int i = 0; i < 10; i++) {
                world.kernel().timeline().at(Duration.ofSeconds(6L * i), events::incrementAndGet);
            }
            world.runUntil(60);
            assertThat(cuts.get()).isPositive();
            assertThat(events.get()).isEqualTo(10);
            assertThat(world.kernel().timeline().wallClock()).isEqualTo(Timeline.WALL_CLOCK + 60 * Posix.SECOND);
        }
    }

    @Test
    void theSameSeedGivesTheSameHistory() {
        long[] hashes = new long[2];
        for (int i = 0; i < 2; i++) {
            try (World world = world(Faults.NONE)) {
                world.kernel().timeline().at(Duration.ofMillis(1500), world::cutPower);
                world.runUntil(30);
                hashes[i] = world.kernel().trace().hash();
            }
        }
        assertThat(hashes[0]).isEqualTo(hashes[1]);
    }

    @Test
    void aMachineAfterAPowerCutIsACopy() {
        try (World world = world(Faults.NONE)) {
            world.runUntil(7);
            try (World after = world.afterPowerCut(new Seed(1), Scheduler.seeded(new Seed(2), 4))) {
                after.runUntil(3);
                assertThat(after.kernel().processes().all()).hasSize(3);
            }
            long calls = world.kernel().calls();
            world.runUntil(20);
            assertThat(world.kernel().halted()).isFalse();
            assertThat(world.kernel().calls()).isGreaterThan(calls);
        }
    }
}
