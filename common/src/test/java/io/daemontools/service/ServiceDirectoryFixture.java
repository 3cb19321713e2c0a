package io.daemontools.service;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Posix;
import io.daemontools.simulation.unit.TestMachine;
import org.junit.jupiter.api.BeforeEach;

/** The working directory of a supervise: the service directory {@code a}, in which supervise has made its own. */
abstract class ServiceDirectoryFixture {
    final TestMachine machine = new TestMachine();
    final Posix posix = machine.posix();
    final Diagnostics diagnostics = new Diagnostics("supervise", posix);

    @BeforeEach
    void enterServiceDirectory() {
        machine.tree().directory("/service/a/supervise");
        posix.chdir("/service/a");
    }
}
