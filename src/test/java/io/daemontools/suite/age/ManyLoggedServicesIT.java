package io.daemontools.suite.age;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.CProgram;
import io.daemontools.suite.harness.Effort;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Many services with loggers under one svscan. Native only: so many JVMs need too much memory. */
@Execution(ExecutionMode.SAME_THREAD)
class ManyLoggedServicesIT {

    private static final int SERVICES = Effort.isWhole() ? 1000 : 100;

    /** Each service's pipe has two descriptors, in svscan. */
    private static final int DESCRIPTORS = 2 * SERVICES + 64;

    @BeyondOriginal
    void areStartedSignalledAndStopped(Toolset tools, Sandbox box) throws IOException {
        assumeThat(tools.isJvm()).isFalse();
        Path program = CProgram.program(box, "alone.c", "-static");
        List<ServiceDirectory> services = IntStream.range(0, SERVICES)
                .mapToObj(i -> service(box, "service/" + i, program))
                .toList();
        Running svscan = box.shell("ulimit -n \"$1\" && exec svscan service", Integer.toString(DESCRIPTORS))
                .on(tools)
                .start();
        List<Long> first = services.stream().map(ServiceDirectory::up).toList();
        services.forEach(service -> service.logger().up());
        assertThat(ProcessInfo.children(svscan.pid())).hasSize(2 * SERVICES);

        command(tools, box, "-t", services);
        for (int i = 0; i < SERVICES; i++) {
            services.get(i).upAgain(first.get(i));
            assertThat(services.get(i).path("doubled")).doesNotExist();
        }

        command(tools, box, "-d", services);
        services.forEach(service -> {
            service.awaitDown();
            service.logger().awaitDown();
        });
        assertThat(svscan.err()).isEmpty();
        assertThat(svscan.runs()).isTrue();
        if (Files.exists(Path.of("/proc/self/fd"))) {
            assertThat(Usage.descriptors(svscan.pid())).isBetween(2L * SERVICES, (long) DESCRIPTORS);
        }
        System.out.printf("age: %d logged services of %s started, signalled and stopped%n", SERVICES, tools);
    }

    private static ServiceDirectory service(Sandbox box, String name, Path program) {
        ServiceDirectory service = box.service(name).log("exec multilog ./main");
        try {
            Files.createLink(service.path("run"), program);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return service;
    }

    private static void command(Toolset tools, Sandbox box, String option, List<ServiceDirectory> services) {
        List<String> arguments = new ArrayList<>(List.of(option));
        for (ServiceDirectory service : services) {
            arguments.add(service.path().toString());
            if (option.equals("-d")) {
                arguments.add(service.path("log").toString());
            }
        }
        assertThat(box.run(tools, "svc", arguments.toArray(String[]::new))).isEqualTo(Result.silent());
    }
}
