package io.daemontools.suite.faults;

import io.daemontools.suite.harness.CProgram;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A supervise or an svscan with faults. Each run of the scenario has a new directory, whose services run alone.c. */
abstract class DaemonScenario implements FaultInjector.Scenario {
    private static final int SPEED = 50;

    final Toolset tools;
    final Sandbox box;
    final FaultInjector faults;
    private final String command;
    private final Path program;
    private int runs;

    DaemonScenario(Toolset tools, Sandbox box, String command) throws IOException {
        FaultInjector.assumePossible(tools);
        this.tools = tools.preloadable();
        this.box = box;
        this.command = command;
        this.faults = FaultInjector.in(box, SPEED, command);
        this.program = CProgram.program(box, "alone.c", "-static");
    }

    /** A name that no other run has. */
    final String newName(String prefix) {
        return prefix + ++runs;
    }

    final ServiceDirectory service(String name) throws IOException {
        ServiceDirectory service = box.service(name);
        Files.createLink(service.path("run"), program);
        return service;
    }

    final Running start(Map<String, String> environment, String directory) {
        return FaultInjector.with(box.command(tools, command, directory), environment)
                .start();
    }
}
