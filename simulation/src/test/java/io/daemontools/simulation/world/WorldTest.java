package io.daemontools.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.simulation.file.Disk;
import io.daemontools.simulation.kernel.Faults;
import io.daemontools.simulation.kernel.Scheduler;
import io.daemontools.simulation.kernel.Seed;
import org.junit.jupiter.api.Test;

class WorldTest {
    private static World world(long seed) {
        World world = new World(Scheduler.seeded(new Seed(seed), 4), Faults.NONE, Disk.PERFECT);
        world.service("a", "printer a 500");
        world.service("a/log", "multilog t ./main");
        world.startSvscan();
        return world;
    }

    @Test
    void aServiceIsLogged() {
        try (World world = world(7)) {
            world.runUntil(60);
            assertThat(world.text("/service/a/log/main/current").lines()).hasSizeBetween(115, 121);
        }
    }

    @Test
    void theSameSeedGivesTheSameHistory() {
        long[] hashes = new long[2];
        for (int i = 0; i < 2; i++) {
            try (World world = world(1)) {
                world.runUntil(30);
                hashes[i] = world.kernel().trace().hash();
            }
        }
        assertThat(hashes[0]).isEqualTo(hashes[1]);
    }
}
