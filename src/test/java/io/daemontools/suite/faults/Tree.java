package io.daemontools.suite.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.CProgram;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An svscan with a logged service that writes numbered lines, and a service of which there must be only one process. */
final class Tree {

    private static final long AGAIN = Await.patiently(Duration.ofMillis(500)).toNanos();

    private final Toolset tools;
    private final Sandbox box;
    private final Map<String, String> environment;
    private final ServiceDirectory writing;
    private final ServiceDirectory alone;
    private final NumberedLog log;
    private Running svscan;

    /** {@code environment} is that of svscan and all its descendants. */
    Tree(Toolset tools, Sandbox box, Map<String, String> environment) throws IOException {
        this.tools = tools.preloadable();
        this.box = box;
        this.environment = environment;
        writing = box.service("services/writing").log("exec multilog s16384 n99999 ./main");
        Files.move(CProgram.program(box, "numbers.c", "-static"), writing.path("run"));
        log = new NumberedLog(writing);
        alone = box.service("services/alone");
        Files.move(CProgram.program(box, "alone.c", "-static"), alone.path("run"));
    }

    /** The service that writes. */
    ServiceDirectory writing() {
        return writing;
    }

    /** The service of which there must be only one process. */
    ServiceDirectory alone() {
        return alone;
    }

    /** These two and the logger. */
    List<ServiceDirectory> services() {
        return List.of(writing, writing.logger(), alone);
    }

    /** Starts svscan. */
    void start() {
        svscan = FaultInjector.with(box.command(tools, "svscan", "services"), environment)
                .start();
    }

    Running svscan() {
        return svscan;
    }

    /** The process id of the supervise that svscan runs with this argument, which it must. */
    long supervise(String argument) {
        return Await.value(
                "supervise " + argument,
                () -> ProcessInfo.children(svscan.pid()).stream()
                        .filter(child -> commandLine(child).endsWith("supervise\0" + argument + "\0"))
                        .findFirst()
                        .orElse(null));
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // it has ended meanwhile
        }
    }

    /** Which line the service writes next. */
    long number() throws IOException {
        return log.number();
    }

    /** Waits until every service runs, its status shows it, and its output is logged. */
    void awaitRecovery() throws IOException {
        for (ServiceDirectory service : services()) {
            RetryUntil.run(service.path() + " up", () -> isUp(service), AGAIN, () -> Control.send(service, "uc"));
        }
        long written = number();
        // Commands of before may still have been in the FIFO when its supervise showed it as up.
        RetryUntil.run("line " + written, () -> lastNumber() >= written, AGAIN, () -> {
            for (ServiceDirectory service : services()) {
                Control.send(service, "uc");
            }
        });
        assertThat(alone.path("doubled")).doesNotExist();
    }

    /** Up according to its status and to the system, since a CONT may have failed, with a supervise that svscan knows. */
    private boolean isUp(ServiceDirectory service) {
        long pid = service.status().pid();
        String argument = service.path().getFileName().toString();
        return pid != 0
                && service.status().want() == 'u'
                && !service.status().paused()
                && ProcessInfo.runs(pid)
                && ProcessInfo.state(pid) != 'T'
                && ProcessInfo.children(supervise(argument)).contains(pid);
    }

    /** The number of the last logged line, or -1. The newest file may be empty, if that line filled the one before. */
    private long lastNumber() throws IOException {
        String logged = logged();
        int end = logged.lastIndexOf(">\n");
        int begin = logged.lastIndexOf('<', end);
        return begin < 0 ? -1 : Long.parseLong(logged.substring(begin + 1, logged.indexOf(' ', begin)));
    }

    /** Ends all services and loggers in that order, so that no line is left in between; svscan is ended with the sandbox. */
    void stop() {
        for (ServiceDirectory service : List.of(alone, writing, writing.logger())) {
            RetryUntil.run(
                    service.path() + " down", () -> !service.status().up(), AGAIN, () -> Control.send(service, "d"));
            if (service == writing) {
                RetryUntil.run(
                        "all logged",
                        () -> lastNumber() == number() - 1,
                        AGAIN,
                        () -> Control.send(writing.logger(), "uc"));
            }
        }
    }

    /** All that was logged, in the order of the files. */
    String logged() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : log.files()) {
            all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
        }
        return all.toString();
    }
}
