package io.daemontools.suite.faults;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A tree of services under load: some write numbered lines to their loggers, and one there must be only one process of. On Linux.
 * Its processes are found by their working directories, since a killed parent leaves orphans.
 */
final class LoggedTree {

    private final Suite suite;
    private final Sandbox box;
    private final String name;
    private final Path root;
    private final List<ServiceDirectory> writing;
    private final ServiceDirectory alone;
    private final List<NumberedLog> logs;
    private Running scanner;

    /** {@code numbers} and {@code alone} are the programs of the services; {@code name} is new in the sandbox. */
    LoggedTree(Suite suite, Sandbox box, String name, int writers, Path numbers, Path alone) throws IOException {
        this.suite = suite;
        this.box = box;
        this.name = name;
        root = box.path(name);
        writing = IntStream.range(0, writers)
                .mapToObj(i -> box.service(name + "/writing" + i).log("exec " + suite.script()))
                .toList();
        for (ServiceDirectory service : writing) {
            Files.createLink(service.path("run"), numbers);
            if (suite.logger().equals("svlogd")) {
                box.directory(name + "/" + service.path().getFileName() + "/log/main");
                Files.writeString(service.path("log/main/config"), "s16777215\nn99999\n");
            }
        }
        this.alone = box.service(name + "/alone");
        Files.createLink(this.alone.path("run"), alone);
        logs = writing.stream().map(NumberedLog::new).toList();
    }

    /** The services that write. */
    List<ServiceDirectory> writing() {
        return writing;
    }

    /** Their logs, in the same order. */
    List<NumberedLog> logs() {
        return logs;
    }

    /** All services. */
    List<ServiceDirectory> services() {
        return Stream.concat(writing.stream(), Stream.of(alone)).toList();
    }

    /** The directories that have a supervisor. */
    List<ServiceDirectory> supervised() {
        return Stream.concat(
                        writing.stream().flatMap(service -> suite.supervised(service, true).stream()), Stream.of(alone))
                .toList();
    }

    /** Starts the scanner. */
    void start() {
        scanner = box.start(suite.tools(), suite.scanner(), name);
    }

    Running scanner() {
        return scanner;
    }

    /** Kills the scanner, if it runs, and returns whether it did. */
    boolean killScanner() {
        boolean running = scanner.runs();
        ProcessHandle.of(scanner.pid()).ifPresent(ProcessHandle::destroyForcibly);
        scanner.ended();
        return running;
    }

    /** All processes in the tree. */
    List<SeenProcess> processes() throws IOException {
        return SeenProcess.in(root);
    }

    /** The loggers of a service among {@code processes}. */
    List<SeenProcess> loggers(ServiceDirectory service, List<SeenProcess> processes) {
        return processes.stream()
                .filter(process -> process.directory().startsWith(service.path("log")) && process.is(suite.logger()))
                .toList();
    }

    /** The supervisors among {@code processes}, with children of theirs that have not executed their program. */
    List<SeenProcess> supervisors(List<SeenProcess> processes) {
        return processes.stream()
                .filter(process -> process.is(suite.supervisor()))
                .toList();
    }

    /** The process id of each service, as its supervisor has it. */
    List<Long> supervisedPids() throws IOException {
        List<SeenProcess> processes = processes();
        return services().stream()
                .map(service -> suite.supervisedPid(service, processes))
                .toList();
    }

    /** What is not as it should be: a service without a supervisor, a logger that does not run. */
    List<String> problems() throws IOException {
        List<SeenProcess> processes = processes();
        List<String> problems = new ArrayList<>();
        if (!scanner.runs()) {
            problems.add("no " + suite.scanner());
        }
        for (ServiceDirectory directory : supervised()) {
            if (!isSupervised(directory, processes)) {
                problems.add(directory.path() + " is not supervised");
            }
        }
        for (ServiceDirectory service : services()) {
            long pid = suite.supervisedPid(service, processes);
            if (processes.stream().noneMatch(process -> process.pid() == pid)) {
                problems.add(service.path() + " has no process " + pid);
            }
        }
        for (ServiceDirectory service : writing) {
            if (loggers(service, processes).isEmpty()) {
                problems.add(service.path() + " has no logger");
            }
        }
        return problems;
    }

    private boolean isSupervised(ServiceDirectory directory, List<SeenProcess> processes) throws IOException {
        for (SeenProcess process : supervisors(processes)) {
            if (process.directory().equals(directory.path()) && suite.isReady(process)) {
                return true;
            }
        }
        return false;
    }

    /** The number of processes that were started beside a running one of the same service. */
    int secondCopies() {
        return services().stream()
                .mapToInt(service -> (int) service.content("doubled").lines().count())
                .sum();
    }

    /** The number of loggers that run beside another one of the same service. */
    int secondLoggers() throws IOException {
        List<SeenProcess> processes = processes();
        return writing.stream()
                .mapToInt(service -> Math.max(0, loggers(service, processes).size() - 1))
                .sum();
    }

    /** Whether all lines up to these numbers are in the logs, but for lost ones. */
    boolean haveLogged(List<Long> numbers) throws IOException {
        boolean all = true;
        for (int i = 0; i < logs.size(); i++) {
            all &= logs.get(i).read() >= numbers.get(i);
        }
        return all;
    }

    /** Which lines the services write next. */
    List<Long> numbers() throws IOException {
        List<Long> numbers = new ArrayList<>();
        for (NumberedLog log : logs) {
            numbers.add(log.number());
        }
        return numbers;
    }

    /** Kills all processes. */
    void end() {
        killScanner();
        Await.until("end of " + name, () -> {
            List<SeenProcess> left = processes();
            left.forEach(SeenProcess::kill);
            return left.isEmpty();
        });
    }
}
