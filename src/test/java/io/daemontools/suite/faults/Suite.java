package io.daemontools.suite.faults;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A supervision suite, by the commands of a tree of services.
 *
 * @param scanner starts the supervisors of a directory of services
 * @param supervisor starts a service
 * @param logger writes a log
 * @param script the command line of a logger which keeps all lines in {@code ./main}
 */
record Suite(Toolset tools, String scanner, String supervisor, String logger, String script) {

    /** This version, or 0.76. */
    static Suite of(Toolset tools) {
        return new Suite(tools, "svscan", "supervise", "multilog", "multilog s16777215 n99999 ./main");
    }

    static Suite runit() {
        return peer("runit", "runsvdir", "runsv", "svlogd", "svlogd ./main");
    }

    static Suite s6() {
        return peer("s6", "s6-svscan", "s6-supervise", "s6-log", "s6-log n99999 s16777215 ./main");
    }

    /** {@code daemontools.runit.bin} and {@code daemontools.s6.bin} name their directories. Without the commands, the test is skipped. */
    private static Suite peer(String name, String scanner, String supervisor, String logger, String script) {
        Path bin = Path.of(System.getProperty("daemontools." + name + ".bin", "/usr/bin"));
        assumeThat(bin.resolve(scanner)).isExecutable();
        return new Suite(new Toolset(name, bin), scanner, supervisor, logger, script);
    }

    /** Whether it has daemontools's files in {@code supervise}. */
    boolean isDaemontools() {
        return supervisor.equals("supervise");
    }

    /** The directories that have a supervisor each: runsv supervises a service and its logger. */
    List<ServiceDirectory> supervised(ServiceDirectory service, boolean logged) {
        return logged && !supervisor.equals("runsv") ? List.of(service, service.logger()) : List.of(service);
    }

    /** The process id that the supervisor takes for the service's; 0 if there is none. */
    long supervisedPid(ServiceDirectory service, List<SeenProcess> processes) {
        if (isDaemontools()) {
            return service.status().pid();
        }
        List<Long> supervisors = processes.stream()
                .filter(process -> process.is(supervisor) && process.directory().equals(service.path()))
                .map(SeenProcess::pid)
                .toList();
        return processes.stream()
                .filter(process ->
                        process.program().equals(service.path("run")) && supervisors.contains(process.parent()))
                .mapToLong(SeenProcess::pid)
                .findFirst()
                .orElse(0);
    }

    /** Whether a supervisor has started so far that it knows its service. */
    boolean isReady(SeenProcess process) throws IOException {
        return !isDaemontools() || process.hasOpen(process.directory().resolve("supervise/ok"));
    }

    @Override
    public String toString() {
        return tools.name().equals("original") ? "0.76" : tools.name();
    }
}
