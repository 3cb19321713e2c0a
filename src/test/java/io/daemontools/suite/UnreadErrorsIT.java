package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** svscan, supervise and multilog without a reader of their standard error: it has exited, or it is stopped and the pipe is full. */
class UnreadErrorsIT {
    /** Half of the size at which multilog begins a new file. */
    private static final int HALF_A_FILE = 2048;

    private static final String LINES = ("x".repeat(99) + "\n").repeat(41);

    private static Running start(Sandbox box, Toolset tools, String... command) {
        String[] arguments = command.clone();
        arguments[0] = tools.command(command[0]);
        return box.shell("exec \"$@\" 2> errors", arguments).on(tools).reading().start();
    }

    /** Leaves no room in a FIFO. */
    private static void fill(Sandbox box, NamedPipe errors) {
        Running filling = box.shell("exec yes > errors").start();
        Await.until("full pipe", () -> errors.available() > 0 && ProcessInfo.state(filling.pid()) == 'S');
        filling.endTree();
    }

    /** Makes svscan warn of an entry that it cannot stat, in each round from now on; later services are started. */
    private static void warnings(Sandbox box) throws IOException {
        Files.createSymbolicLink(box.path("service/dangling"), Path.of("nowhere"));
        for (String name : List.of("bar", "baz")) {
            box.service("new").run(ServiceDirectory.STAYS_UP);
            Files.move(box.path("new"), box.path("service/" + name));
            box.service("service/" + name).up();
        }
    }

    @BeyondOriginal
    void svscanOutlivesTheReader(Toolset tools, Sandbox box) throws IOException {
        NamedPipe errors = NamedPipe.in(box, "errors");
        ServiceDirectory foo = box.service("service/foo").run(ServiceDirectory.STAYS_UP);
        start(box, tools, "svscan", "service");
        foo.up();
        errors.close();
        warnings(box);
    }

    @BeyondOriginal
    void svscanDoesNotWaitForTheReader(Toolset tools, Sandbox box) throws IOException {
        NamedPipe errors = NamedPipe.in(box, "errors");
        ServiceDirectory foo = box.service("service/foo").run(ServiceDirectory.STAYS_UP);
        start(box, tools, "svscan", "service");
        foo.up();
        fill(box, errors);
        warnings(box);
        errors.read();
        Await.until(
                "warnings that are read",
                () -> errors.read().contains("svscan: warning: unable to stat dangling: file does not exist\n"));
    }

    /** Makes supervise warn of a status that it cannot write, and then write it. */
    private static void warning(Sandbox box, Toolset tools, ServiceDirectory foo) throws IOException {
        long pid = foo.up();
        // supervise may write the status once more, as 0.76 does after u.
        Path newStatus = Await.value(
                "directory in place of status.new", () -> Files.createDirectory(foo.path("supervise/status.new")));
        box.run(tools, "svc", "-p", "foo");
        Await.equal("state of the service", 'T', () -> ProcessInfo.state(pid));
        box.run(tools, "svc", "-c", "foo");
        Await.equal("state of the service", 'S', () -> ProcessInfo.state(pid));
        Files.delete(newStatus);
        box.run(tools, "svc", "-d", "foo");
        foo.awaitDown();
    }

    @BeyondOriginal
    void superviseOutlivesTheReader(Toolset tools, Sandbox box) throws IOException {
        NamedPipe errors = NamedPipe.in(box, "errors");
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        Running supervise = start(box, tools, "supervise", "foo");
        foo.up();
        errors.close();
        warning(box, tools, foo);
        assertThat(supervise.runs()).isTrue();
    }

    @BeyondOriginal
    void superviseDoesNotWaitForTheReader(Toolset tools, Sandbox box) throws IOException {
        NamedPipe errors = NamedPipe.in(box, "errors");
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        Running supervise = start(box, tools, "supervise", "foo");
        foo.up();
        fill(box, errors);
        warning(box, tools, foo);
        assertThat(errors.read()).doesNotContain("supervise");

        box.run(tools, "svc", "-u", "foo");
        warning(box, tools, foo);
        assertThat(errors.read())
                .startsWith("supervise: warning: unable to open foo/supervise/status.new: is a directory\n");
        assertThat(supervise.runs()).isTrue();
    }

    /** A service whose supervise warns when it starts: its history cannot be used. */
    private static ServiceDirectory withForeignHistory(Sandbox box) throws IOException {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        box.directory("foo/supervise");
        Files.writeString(foo.path("supervise/history"), "text\n");
        return foo;
    }

    @BeyondOriginal
    void superviseStartsWithoutTheReader(Toolset tools, Sandbox box) throws IOException {
        NamedPipe errors = NamedPipe.in(box, "errors");
        ServiceDirectory foo = withForeignHistory(box);
        Running supervise = box.shell(
                        "exec 2> errors; touch open; until [ -e closed ]; do sleep 0.1; done; exec \"$@\"",
                        tools.command("supervise"),
                        "foo")
                .on(tools)
                .reading()
                .start();
        Await.until("open pipe", () -> Files.exists(box.path("open")));
        errors.close();
        box.file("closed", "");
        foo.up();
        assertThat(supervise.runs()).isTrue();
    }

    @BeyondOriginal
    void superviseDoesNotWaitForTheReaderWhenItStarts(Toolset tools, Sandbox box) throws IOException {
        NamedPipe errors = NamedPipe.in(box, "errors");
        ServiceDirectory foo = withForeignHistory(box);
        fill(box, errors);
        Running supervise = start(box, tools, "supervise", "foo");
        foo.up();
        assertThat(supervise.runs()).isTrue();
        assertThat(errors.read()).doesNotContain("supervise");
    }

    /** Makes multilog warn that it cannot rotate, and then rotate. */
    private static void failedRotation(Sandbox box, Running multilog) throws IOException {
        Path previous = Files.createDirectory(box.path("main/previous"));
        multilog.write(LINES);
        Path current = box.path("main/current");
        Await.until("pause", () -> Files.size(current) > HALF_A_FILE && ProcessInfo.state(multilog.pid()) == 'S');
        Files.delete(previous);
        LogDirectoryView main = new LogDirectoryView(box, "main");
        Await.until("finished file", () -> !main.finished().isEmpty());
        multilog.write("last\n");
        multilog.endInput();
        assertThat(multilog.ended()).isZero();
        assertThat(main.everything()).isEqualTo(LINES + "last\n");
    }

    private static boolean hasOpen(Running multilog, Path file) throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + multilog.pid() + "/fd"))) {
            return descriptors.anyMatch(descriptor -> leadsTo(descriptor, file));
        }
    }

    private static boolean leadsTo(Path descriptor, Path file) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file);
        } catch (IOException e) {
            return false; // it was closed meanwhile
        }
    }

    @BeyondOriginal
    void multilogOutlivesTheReader(Toolset tools, Sandbox box) throws IOException {
        NamedPipe errors = NamedPipe.in(box, "errors");
        Running multilog = start(box, tools, "multilog", "s4096", "./main");
        Await.until("multilog", () -> hasOpen(multilog, box.path("main/current")));
        errors.close();
        failedRotation(box, multilog);
    }

    @BeyondOriginal
    void multilogDoesNotWaitForTheReader(Toolset tools, Sandbox box) throws IOException {
        NamedPipe errors = NamedPipe.in(box, "errors");
        Running multilog = start(box, tools, "multilog", "s4096", "./main");
        Await.until("multilog", () -> hasOpen(multilog, box.path("main/current")));
        fill(box, errors);
        failedRotation(box, multilog);
    }

    @BeyondOriginal
    void linesForABrokenStandardErrorAreLogged(Toolset tools, Sandbox box) throws IOException {
        NamedPipe errors = NamedPipe.in(box, "errors");
        LogDirectoryView main = new LogDirectoryView(box, "main");
        Running multilog = start(box, tools, "multilog", "e", "./main");
        multilog.write("one\n");
        Await.equal("current", "one\n", main::current);
        errors.close();
        multilog.write("two\n");
        Await.equal("current", "one\ntwo\n", main::current);
        multilog.write("three\n");
        multilog.endInput();
        assertThat(multilog.ended()).isZero();
        assertThat(main.current()).isEqualTo("one\ntwo\nthree\n");
    }

    /** Lines are not warnings: those of the action {@code e} wait for room, as in 0.76. */
    @EachToolset
    void linesWaitForTheReader(Toolset tools, Sandbox box) throws IOException {
        NamedPipe errors = NamedPipe.in(box, "errors");
        LogDirectoryView main = new LogDirectoryView(box, "main");
        Running multilog = start(box, tools, "multilog", "e", "./main");
        multilog.write("one\n");
        Await.equal("current", "one\n", main::current);
        fill(box, errors);
        multilog.write("two\n");
        multilog.endInput();
        StringBuilder read = new StringBuilder();
        Await.until("line", () -> read.append(errors.read()).indexOf("\ntwo\n") >= 0);
        assertThat(multilog.ended()).isZero();
        assertThat(main.current()).isEqualTo("one\ntwo\n");
    }
}
