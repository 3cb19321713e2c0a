package io.daemontools.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Posix;
import io.daemontools.simulation.unit.TestMachine;
import org.junit.jupiter.api.Test;

class ServiceDirectoriesTest {
    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();
    private final ServiceDirectories services = new ServiceDirectories("svls", posix, new Diagnostics("svls", posix));

    private void makeService(String parent, String service) {
        machine.tree().directory(parent);
        machine.tree().directory(service);
        machine.tree().directory(service + "/supervise");
    }

    @Test
    void hasEachPathOnceInAnyOrder() {
        for (String operand : new String[] {"b", "d", "c", "a", "c", "b", "d", "e", "", "."}) {
            services.addUnexamined(operand);
        }
        assertThat(services.directories()).containsExactly("b", "d", "c", "a", "e", ".");
    }

    @Test
    void aPathThatIsNamedAndFoundIsNamed() {
        makeService("all", "all/b");
        services.add("z");
        services.add("all");
        services.add("all/b");
        assertThat(services.directories()).containsExactly("z", "all/b");
        assertThat(services.named(1)).isTrue();
    }

    @Test
    void anOperandThatWasReplacedCanBeFound() {
        makeService("all", "all/a");
        services.addUnexamined("z");
        services.addUnexamined("all");
        assertThat(services.expand(1)).isTrue();
        services.addUnexamined("all");
        services.addUnexamined("all/a");
        assertThat(services.directories()).containsExactly("z", "all/a", "all");
    }
}
