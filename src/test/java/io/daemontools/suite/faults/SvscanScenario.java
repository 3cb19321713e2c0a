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

/** Events in the directory of an svscan with faults: services are added, lose their supervise, and are removed. */
final class SvscanScenario extends DaemonScenario {

    /** EINTR. */
    private static final String INTERRUPTED = " 4";

    private String directory;
    private Running svscan;

    SvscanScenario(Toolset tools, Sandbox box) throws IOException {
        super(tools, box, "svscan");
    }

    @Override
    public void run(String fault) throws IOException {
        directory = newName("services");
        ServiceDirectory logged = logged();
        ServiceDirectory first = add("first");
        faults.begin();
        begin(fault);
        Await.until(
                "first and logged up",
                () -> Starts.of(first).size() == 1 && Starts.of(logged).size() == 1);
        Await.equal("log", "begun\n", () -> logged.content("log/seen"));

        Control.send(first, "dx");
        Await.until("first's second supervise", () -> Starts.of(first).size() == 2);
        ServiceDirectory second = add("second");
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
        svscan = start(faults.environment(fault), directory);
        boolean goesAgain = fault.endsWith(INTERRUPTED) && !tools.isOriginal();
        if (fault.startsWith("chdir 1 ") && !goesAgain) {
            assertThat(svscan.ended()).isEqualTo(111);
            assertThat(svscan.err()).startsWith("svscan: fatal: unable to chdir to ");
            svscan = start(faults.timely(), directory);
        }
    }

    /** Adds a complete service. */
    private ServiceDirectory add(String name) throws IOException {
        ServiceDirectory made = service(directory + "/." + name + ".new");
        Files.move(made.path(), box.path(directory + "/" + name));
        return box.service(directory + "/" + name);
    }

    private ServiceDirectory logged() {
        return box.service(directory + "/logged")
                .run("echo begun", "echo >> starts", ServiceDirectory.STAYS_UP)
                .log("exec cat >> seen");
    }
}
