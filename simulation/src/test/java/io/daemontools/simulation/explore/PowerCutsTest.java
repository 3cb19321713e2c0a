package io.daemontools.simulation.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.simulation.disk.Profile;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PowerCutsTest {
    @Test
    void explore() {
        Set<String> kinds = new TreeSet<>();
        for (LoggedService scenario : LoggedService.all()) {
            for (Profile profile : Profile.values()) {
                long begin = System.nanoTime();
                PowerCuts cuts = new PowerCuts(scenario, profile, 1, 8, 1, 1).run();
                System.out.println(cuts + " in " + (System.nanoTime() - begin) / 1_000_000 + " ms");
                cuts.violations().values().forEach(System.out::println);
                kinds.addAll(cuts.violations().keySet());
            }
        }
        assertThat(kinds).isNotEmpty();
    }
}
