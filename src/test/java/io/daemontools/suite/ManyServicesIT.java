package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** 0.76 stops at 1000 services. Native only: so many JVMs need too much memory. */
@Execution(ExecutionMode.SAME_THREAD)
class ManyServicesIT {

    private static final int SERVICES = 1005;

    @BeyondOriginal
    @Tag("many")
    void moreThanAThousandServicesAreSupervised(Toolset tools, Sandbox box) {
        assumeFalse(tools.name().equals("jvm"), "a virtual machine for each of " + SERVICES + " supervises");
        List<ServiceDirectory> services = IntStream.range(0, SERVICES)
                .mapToObj(i -> box.service("service/" + i).down().run(ServiceDirectory.STAYS_UP))
                .toList();
        Running svscan = box.start(tools, "svscan", "service");
        Await.equal(
                "supervised",
                (long) SERVICES,
                () -> services.stream()
                        .filter(service -> Files.exists(service.path("supervise/ok")))
                        .count());
        assertThat(ProcessInfo.children(svscan.pid())).hasSize(SERVICES);
        assertThat(svscan.err()).isEmpty();
    }
}
