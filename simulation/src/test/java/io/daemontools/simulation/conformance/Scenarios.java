package io.daemontools.simulation.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A list of scenarios that grows. */
final class Scenarios {
    private static final List<Scenario> ALL = build();

    private final List<Scenario> list = new ArrayList<>();

    /** All scenarios, by topic. */
    static List<Scenario> all() {
        return ALL;
    }

    private static List<Scenario> build() {
        Scenarios all = new Scenarios();
        FifoScenarios.addTo(all);
        PipeScenarios.addTo(all);
        DescriptorScenarios.addTo(all);
        FileScenarios.addTo(all);
        DirectoryScenarios.addTo(all);
        LinkScenarios.addTo(all);
        RenameScenarios.addTo(all);
        PermissionScenarios.addTo(all);
        LockScenarios.addTo(all);
        ProcessScenarios.addTo(all);
        SignalScenarios.addTo(all);
        ExecScenarios.addTo(all);
        SocketScenarios.addTo(all);
        WatchScenarios.addTo(all);
        ClockScenarios.addTo(all);
        return List.copyOf(all.list);
    }

    /** Adds a scenario whose results are the same on all systems. */
    void add(String name, Consumer<Calls> body) {
        list.add(new Scenario(name, Scenario.Kind.SHARED, Scenario.Scope.EVERYWHERE, body));
    }

    /** Adds one whose results are Linux's alone. */
    void linux(String name, Consumer<Calls> body) {
        list.add(new Scenario(name, Scenario.Kind.SHARED, Scenario.Scope.LINUX, body));
    }

    /** Adds one for a certain kind of process, whose results are Linux's alone. */
    void linux(Scenario.Kind process, String name, Consumer<Calls> body) {
        list.add(new Scenario(name, process, Scenario.Scope.LINUX, body));
    }

    /** Adds one for a certain kind of process. */
    void add(Scenario.Kind process, String name, Consumer<Calls> body) {
        list.add(new Scenario(name, process, Scenario.Scope.EVERYWHERE, body));
    }
}
