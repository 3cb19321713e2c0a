package io.daemontools.suite.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.Processes;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What can happen in a directory that an svscan with troubles looks after: services come, lose their supervise, go. */
final class SvscanLife implements Troubles.Scenario {

    /** EINTR. */
    private static final String INTERRUPTED = " 4";

    private final Toolset tools;
    private final Sandbox box;
    private final Troubles troubles;
    private final Path program;
    private int lives;
    private String directory;
    private Running svscan;

    /** {@code program} is made of alone.c. */
    SvscanLife(Toolset tools, Sandbox box, Troubles troubles, Path program) {
        this.tools = tools.preloadable();
        this.box = box;
        this.troubles = troubles;
        this.program = program;
    }

    @Override
    public void run(String trouble) throws IOException {
        directory = "services" + ++lives;
        ServiceDirectory logged = logged();
        ServiceDirectory first = service("first");
        troubles.begin();
        begin(trouble);
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

        troubles.end();
        Await.until("three supervises", () -> Processes.children(svscan.pid()).size() == 3);
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

    /** The one thing that ends an svscan is that it cannot go where it should. Ours goes there again if it was interrupted. */
    private void begin(String trouble) {
        svscan = start(troubles.environment(trouble));
        boolean goesAgain = trouble.endsWith(INTERRUPTED) && !tools.isOriginal();
        if (trouble.startsWith("chdir 1 ") && !goesAgain) {
            assertThat(svscan.ended()).isEqualTo(111);
            assertThat(svscan.err()).startsWith("svscan: fatal: unable to chdir to ");
            svscan = start(troubles.timely());
        }
    }

    private Running start(Map<String, String> environment) {
        return Troubles.with(box.command(tools, "svscan", directory), environment)
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
