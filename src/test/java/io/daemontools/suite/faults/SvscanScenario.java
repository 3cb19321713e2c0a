package io.daemontools.suite.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Events in the directory of an svscan with faults: services are added, lose their supervise, and are removed. */
final class SvscanScenario implements FaultInjector.Scenario {

    /** EINTR. */
    private static final String INTERRUPTED = " 4";

    private final Toolset tools;
    private final Sandbox box;
    private final FaultInjector faults;
    private final Path program;
    private int lives;
    private String directory;
    private Running svscan;

    /** {@code program} is made of alone.c. */
    SvscanScenario(Toolset tools, Sandbox box, FaultInjector faults, Path program) {
        this.tools = tools.preloadable();
        this.box = box;
        this.faults = faults;
        this.program = program;
    }

    @Override
    public void run(String fault) throws IOException {
        directory = "services" + ++lives;
        ServiceDirectory logged = logged();
        ServiceDirectory first = service("first");
        faults.begin();
        begin(fault);
        Await.until(
                "first and logged up",
                () -> Starts.of(first).size() == 1 && Starts.of(logged).size() == 1);
        Await.equal("log", "begun\n", () -> logged.content("log/seen"));

        Control.send(first, "dx");
        Await.until("first's second supervise", () -> Starts.of(first).size() == 2);
        ServiceDirectory second = service("second");
        Await.until("second up", () -> Starts.of(second).size() == 1);
        Files.move(first.path(), box.path(directory + "/.first"));
        ServiceDirectory gone = box.service(directory + "/.first");
        Control.send(gone, "dx");

        faults.end();
        Await.until("three supervises", () -> ProcessInfo.children(svscan.pid()).size() == 3);
        Await.equal(
                "supervises in charge",
                0,
                () -> box.run(tools, "svok", second.path().toString()).code());
        assertThat(svscan.runs()).isTrue();
        for (ServiceDirectory service : new ServiceDirectory[] {logged, gone, second}) {
            assertThat(service.path("doubled")).doesNotExist();
        }
        assertThat(svscan.err().lines()).allMatch(line -> line.startsWith("svscan: warning: "));
        svscan.endTree();
    }

    /** svscan exits only if it cannot change to its directory. This version repeats an interrupted chdir. */
    private void begin(String fault) {
        svscan = start(faults.environment(fault));
        boolean goesAgain = fault.endsWith(INTERRUPTED) && !tools.isOriginal();
        if (fault.startsWith("chdir 1 ") && !goesAgain) {
            assertThat(svscan.ended()).isEqualTo(111);
            assertThat(svscan.err()).startsWith("svscan: fatal: unable to chdir to ");
            svscan = start(faults.timely());
        }
    }

    private Running start(Map<String, String> environment) {
        return FaultInjector.with(box.command(tools, "svscan", directory), environment)
                .start();
    }

    private ServiceDirectory service(String name) throws IOException {
        ServiceDirectory made = box.service(directory + "/." + name + ".new");
        Files.createLink(made.path("run"), program);
        Files.move(made.path(), box.path(directory + "/" + name));
        return box.service(directory + "/" + name);
    }

    private ServiceDirectory logged() {
        return box.service(directory + "/logged")
                .run("echo begun", "echo >> starts", ServiceDirectory.STAYS_UP)
                .log("exec cat >> seen");
    }
}
